# The classes of syntax trees, made from Python's abstract grammar: one line per class, `field:type`, where `?` marks
# what may be None and `*` a list.

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST

_GRAMMAR = """
mod
 Module body:stmt* type_ignores:type_ignore*
 Interactive body:stmt*
 Expression body:expr
 FunctionType argtypes:expr* returns:expr
stmt @
 FunctionDef name:str args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:str? type_params:type_param*
 AsyncFunctionDef name:str args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:str? type_params:type_param*
 ClassDef name:str bases:expr* keywords:keyword* body:stmt* decorator_list:expr* type_params:type_param*
 Return value:expr?
 Delete targets:expr*
 Assign targets:expr* value:expr type_comment:str?
 TypeAlias name:expr type_params:type_param* value:expr
 AugAssign target:expr op:operator value:expr
 AnnAssign target:expr annotation:expr value:expr? simple:int
 For target:expr iter:expr body:stmt* orelse:stmt* type_comment:str?
 AsyncFor target:expr iter:expr body:stmt* orelse:stmt* type_comment:str?
 While test:expr body:stmt* orelse:stmt*
 If test:expr body:stmt* orelse:stmt*
 With items:withitem* body:stmt* type_comment:str?
 AsyncWith items:withitem* body:stmt* type_comment:str?
 Match subject:expr cases:match_case*
 Raise exc:expr? cause:expr?
 Try body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*
 TryStar body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*
 Assert test:expr msg:expr?
 Import names:alias*
 ImportFrom module:str? names:alias* level:int?
 Global names:str*
 Nonlocal names:str*
 Expr value:expr
 Pass
 Break
 Continue
expr @
 BoolOp op:boolop values:expr*
 NamedExpr target:expr value:expr
 BinOp left:expr op:operator right:expr
 UnaryOp op:unaryop operand:expr
 Lambda args:arguments body:expr
 IfExp test:expr body:expr orelse:expr
 Dict keys:expr* values:expr*
 Set elts:expr*
 ListComp elt:expr generators:comprehension*
 SetComp elt:expr generators:comprehension*
 DictComp key:expr value:expr generators:comprehension*
 GeneratorExp elt:expr generators:comprehension*
 Await value:expr
 Yield value:expr?
 YieldFrom value:expr
 Compare left:expr ops:cmpop* comparators:expr*
 Call func:expr args:expr* keywords:keyword*
 FormattedValue value:expr conversion:int format_spec:expr?
 Interpolation value:expr str:object conversion:int format_spec:expr?
 JoinedStr values:expr*
 TemplateStr values:expr*
 Constant value:object kind:str?
 Attribute value:expr attr:str ctx:expr_context
 Subscript value:expr slice:expr ctx:expr_context
 Starred value:expr ctx:expr_context
 Name id:str ctx:expr_context
 List elts:expr* ctx:expr_context
 Tuple elts:expr* ctx:expr_context
 Slice lower:expr? upper:expr? step:expr?
expr_context
 Load
 Store
 Del
boolop
 And
 Or
operator
 Add
 Sub
 Mult
 MatMult
 Div
 Mod
 Pow
 LShift
 RShift
 BitOr
 BitXor
 BitAnd
 FloorDiv
unaryop
 Invert
 Not
 UAdd
 USub
cmpop
 Eq
 NotEq
 Lt
 LtE
 Gt
 GtE
 Is
 IsNot
 In
 NotIn
comprehension target:expr iter:expr ifs:expr* is_async:int
excepthandler @
 ExceptHandler type:expr? name:str? body:stmt*
arguments posonlyargs:arg* args:arg* vararg:arg? kwonlyargs:arg* kw_defaults:expr* kwarg:arg? defaults:expr*
arg @ arg:str annotation:expr? type_comment:str?
keyword @ arg:str? value:expr
alias @ name:str asname:str?
withitem context_expr:expr optional_vars:expr?
match_case pattern:pattern guard:expr? body:stmt*
pattern @
 MatchValue value:expr
 MatchSingleton value:object
 MatchSequence patterns:pattern*
 MatchMapping keys:expr* patterns:pattern* rest:str?
 MatchClass cls:expr patterns:pattern* kwd_attrs:str* kwd_patterns:pattern*
 MatchStar name:str?
 MatchAs pattern:pattern? name:str?
 MatchOr patterns:pattern*
type_ignore
 TypeIgnore lineno:int tag:str
type_param @
 TypeVar name:str bound:expr? default_value:expr?
 ParamSpec name:str default_value:expr?
 TypeVarTuple name:str default_value:expr?
"""


class AST:
    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument{plural}")
        given = dict(zip(fields, args))
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f"{cls.__name__} got multiple values for argument '{name}'")
            if name not in fields and name not in cls._attributes:
                _warn(f"{cls.__name__}.__init__ got an unexpected keyword argument '{name}'. "
                      "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.")
            given[name] = value
        for name, value in given.items():
            setattr(self, name, value)
        kinds = cls._field_kinds
        for name in fields:
            if name in given:
                continue
            kind = kinds.get(name, "?")
            if kind == "*":
                setattr(self, name, [])
            elif kind == "c":
                setattr(self, name, Load())
            elif kind == "":
                _warn(f"{cls.__name__}.__init__ missing 1 required positional argument: '{name}'. "
                      "This will become an error in Python 3.15.")

    _field_kinds = {}

    def __repr__(self):
        parts = [f"{name}={_short(getattr(self, name))}" for name in self._fields if hasattr(self, name)]
        return f"{type(self).__name__}({', '.join(parts)})"

    def __reduce__(self):
        return _rebuild, (type(self), dict(self.__dict__))

    def __replace__(self, /, **changes):
        values = dict(self.__dict__)
        for name in changes:
            if name not in self._fields and name not in self._attributes:
                raise TypeError(f"{type(self).__name__}.__replace__ got an unexpected keyword argument '{name}'.")
        values.update(changes)
        return _rebuild(type(self), values)


AST.__module__ = "ast"


def _short(value):
    if isinstance(value, AST):
        return f"{type(value).__name__}(...)"
    if isinstance(value, list):
        return "[]" if not value else f"[{_short(value[0])}{', ...' if len(value) > 1 else ''}]"
    return repr(value)


def _rebuild(cls, values):
    made = cls.__new__(cls)
    made.__dict__.update(values)
    return made


def _warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


_POSITION = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def _make(line, base, attributes, space):
    name, *rest = line.split()
    fields, kinds, types = [], {}, {}
    if "@" in rest:
        rest.remove("@")
        attributes = _POSITION
    for part in rest:
        field, kind = part.split(":")
        mark = kind[-1] if kind[-1] in "?*" else ""
        bare = kind.rstrip("?*")
        fields.append(field)
        kinds[field] = "c" if bare == "expr_context" else mark
        types[field] = (bare, mark)
    fields = tuple(fields)
    body = {"_fields": fields, "__match_args__": fields, "_field_kinds": kinds, "_types": types, "__module__": "ast"}
    if attributes is not base._attributes:
        body["_attributes"] = attributes
        if attributes:
            body["end_lineno"] = body["end_col_offset"] = None
    for field, kind in kinds.items():
        if kind == "?":
            body[field] = None
    made = type(name, (base,), body)
    space[name] = made
    return made


def _build(space):
    group = AST
    for line in _GRAMMAR.splitlines():
        if not line:
            continue
        if line[0] == " ":
            _make(line, group, group._attributes, space)
        else:
            group = _make(line, AST, (), space)
    plain = {"str": str, "int": int, "object": object}
    for made in list(space.values()):
        if isinstance(made, type) and issubclass(made, AST) and "_types" in made.__dict__:
            found = {}
            for field, (bare, mark) in made._types.items():
                kind = plain.get(bare) or space[bare]
                found[field] = list[kind] if mark == "*" else kind | None if mark == "?" else kind
            made._field_types = found
            made.__annotations__ = found
            del made._types


_build(globals())
