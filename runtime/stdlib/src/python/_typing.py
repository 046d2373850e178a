# The classes behind type parameters (PEP 484, 612, 646, 695, 696). Bounds, constraints and defaults may be given as
# values, or (by type parameter syntax) as functions that are called when somebody asks.

import sys


def _idfunc(_, x, /):
    return x


class _NoDefaultType:
    __slots__ = ()
    _one = None

    def __new__(cls):
        if cls._one is None:
            cls._one = object.__new__(cls)
        return cls._one

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = "NoDefaultType"
_NoDefaultType.__module__ = "typing"
NoDefault = _NoDefaultType()


def _caller():
    try:
        module = sys._getframemodulename(2)
    except (AttributeError, ValueError):
        module = None
    return module


def _typing():
    import typing
    return typing


def _checked(value, message):
    if value is None or isinstance(value, (type, str)):
        return value
    return _typing()._type_check(value, message)


class _Parameter:
    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        if self.__covariant__:
            return "+" + self.__name__
        if self.__contravariant__:
            return "-" + self.__name__
        return "~" + self.__name__

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __or__(self, right):
        return _typing().Union[self, right]

    def __ror__(self, left):
        return _typing().Union[left, self]

    @property
    def __default__(self):
        value = self._default
        if value is NoDefault and self._evaluate_default is not None:
            value = self._default = self._evaluate_default(1)
        return value

    @property
    def evaluate_default(self):
        if self._evaluate_default is not None:
            return self._evaluate_default
        if self._default is NoDefault:
            return None
        value = self._default
        return lambda format=1, /: value

    def has_default(self):
        return self._default is not NoDefault or self._evaluate_default is not None

    def _variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)


class TypeVar(_Parameter):
    """A type variable."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(f"TypeVar() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self._variance(covariant, contravariant, infer_variance)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        message = "TypeVar(name, constraint, ...): constraints must be types."
        self._constraints = tuple(_checked(c, message) for c in constraints)
        self._bound = _checked(bound, "Bound must be a type.") if bound is not None else None
        self._evaluate_bound = self._evaluate_constraints = None
        self._default = default
        self._evaluate_default = None
        module = _caller()
        if module != "typing":
            self.__module__ = module

    @property
    def __bound__(self):
        if self._bound is None and self._evaluate_bound is not None:
            self._bound = self._evaluate_bound(1)
        return self._bound

    @property
    def __constraints__(self):
        if not self._constraints and self._evaluate_constraints is not None:
            self._constraints = self._evaluate_constraints(1)
        return self._constraints

    @property
    def evaluate_bound(self):
        if self._evaluate_bound is not None:
            return self._evaluate_bound
        value = self._bound
        return None if value is None else lambda format=1, /: value

    @property
    def evaluate_constraints(self):
        if self._evaluate_constraints is not None:
            return self._evaluate_constraints
        value = self._constraints
        return lambda format=1, /: value if value else None

    def __typing_subst__(self, arg):
        return _typing()._typevar_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        i = params.index(self)
        if i < len(args):
            return args
        if i == len(args) and self.has_default():
            return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias}")


class ParamSpec(_Parameter):
    """A parameter specification variable."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(f"ParamSpec() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self._variance(covariant, contravariant, infer_variance)
        self.__bound__ = _checked(bound, "Bound must be a type.") if bound is not None else None
        self._default = default
        self._evaluate_default = None
        module = _caller()
        if module != "typing":
            self.__module__ = module

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        return _typing()._paramspec_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        return _typing()._paramspec_prepare_subst(self, alias, args)


class TypeVarTuple(_Parameter):
    """A type variable that stands for any number of types."""

    def __init__(self, name, *, default=NoDefault):
        if not isinstance(name, str):
            raise TypeError(f"TypeVarTuple() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self._default = default
        self._evaluate_default = None
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield _typing().Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        return _typing()._typevartuple_prepare_subst(self, alias, args)


class _ParamSpecPart:
    def __init__(self, origin, /):
        self.__origin__ = origin

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = object.__hash__

    def __repr__(self):
        origin = self.__origin__
        name = origin.__name__ if isinstance(origin, ParamSpec) else repr(origin)
        return f"{name}.{self._part}"


class ParamSpecArgs(_ParamSpecPart):
    _part = "args"


class ParamSpecKwargs(_ParamSpecPart):
    _part = "kwargs"


class TypeAliasType:
    """A type alias (`type X = ...`)."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self.__dict__.update(__name__=name, _value=value, _evaluate=None, __type_params__=type_params,
                             __module__=_caller())

    def __setattr__(self, name, value):
        if name in ("__name__", "__value__", "__type_params__", "__parameters__", "__module__"):
            raise AttributeError("readonly attribute" if name != "__value__" else
                                 "attribute '__value__' of 'typing.TypeAliasType' objects is not writable")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute {name!r}")

    @property
    def __value__(self):
        data = self.__dict__
        if data["_evaluate"] is not None:
            data["_value"] = data["_evaluate"](1)
            data["_evaluate"] = None
        return data["_value"]

    @property
    def evaluate_value(self):
        evaluate = self.__dict__["_evaluate"]
        if evaluate is not None:
            return evaluate
        value = self.__dict__["_value"]
        return lambda format=1, /: value

    @property
    def __parameters__(self):
        found = []
        for param in self.__type_params__:
            if isinstance(param, TypeVarTuple):
                found.extend(param)
            else:
                found.append(param)
        return tuple(found)

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        from types import GenericAlias
        return GenericAlias(self, args if isinstance(args, tuple) else (args,))

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __or__(self, right):
        return _typing().Union[self, right]

    def __ror__(self, left):
        return _typing().Union[left, self]


class Generic:
    """Base class of generic classes."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, *args, **kwargs):
        return _typing()._generic_class_getitem(cls, *args, **kwargs)

    def __init_subclass__(cls, *args, **kwargs):
        return _typing()._generic_init_subclass(cls, *args, **kwargs)


for _class in (TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, Generic):
    _class.__module__ = "typing"
del _class


# What type parameter syntax is compiled to.

def _type_var(name):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = sys._getframemodulename(1)
    return made


def _type_var_with_bound(name, evaluate):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = sys._getframemodulename(1)
    made._evaluate_bound = evaluate
    return made


def _type_var_with_constraints(name, evaluate):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = sys._getframemodulename(1)
    made._evaluate_constraints = evaluate
    return made


def _param_spec(name):
    made = ParamSpec(name, infer_variance=True)
    made.__module__ = sys._getframemodulename(1)
    return made


def _type_var_tuple(name):
    made = TypeVarTuple(name)
    made.__module__ = sys._getframemodulename(1)
    return made


def _set_default(param, evaluate):
    param._evaluate_default = evaluate
    return param


def _type_alias(name, type_params, evaluate):
    made = TypeAliasType(name, None, type_params=type_params or ())
    made.__dict__.update(_evaluate=evaluate, __module__=sys._getframemodulename(1))
    return made


def _subscript_generic(params):
    typing = _typing()
    return Generic[tuple(typing.Unpack[p] if isinstance(p, TypeVarTuple) else p for p in params)]
