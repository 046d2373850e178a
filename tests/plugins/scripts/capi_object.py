# since: 3.13
# in 3.14: PyObject_SetItem(dict, list, N(2)) -> -1, TypeError: unhashable type: 'list' => PyObject_SetItem(dict, list, N(2)) -> -1, TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
from load import load


class Thing:
    x = 1
    def __init__(self): self.own = "mine"
    @property
    def fails(self): raise ZeroDivisionError("property")
    @property
    def locked(self): return 1


class Bytes:
    def __bytes__(self): return b"from __bytes__"


class Bad:
    def __repr__(self): raise KeyError("repr")
    def __eq__(self, other): raise KeyError("eq")
    def __bool__(self): raise KeyError("bool")
    def __len__(self): return -1


class Meta(type):
    def __instancecheck__(cls, instance): return [1]
    def __subclasscheck__(cls, other): raise KeyError("subclass")


class Hooked(metaclass=Meta):
    pass


class Class:
    def __class_getitem__(cls, item): return f"Class[{item}]"


given = {"thing": Thing(), "bytes": Bytes(), "bad repr": Bad(), "bad compare": Bad(), "bad bool": Bad(), "bad len": Bad(),
         "hooked": Hooked, "class": Class, "lists": [[1], [2]]}
for line in load("capi_object").run(given):
    print(line)
# expect: PyObject_GetAttr(thing, x) -> 1
# expect: PyObject_GetAttr(thing, S("missing")) -> NULL, AttributeError: 'Thing' object has no attribute 'missing'
# expect: PyObject_GetAttr(thing, N(5)) -> NULL, TypeError: attribute name must be string, not 'int'
# expect: PyObject_GetAttrString(thing, "x") -> 1
# expect: PyObject_GetAttrString(thing, "missing") -> NULL, AttributeError: 'Thing' object has no attribute 'missing'
# expect: PyObject_GetAttrString(thing, "fails") -> NULL, ZeroDivisionError: property
# expect: PyObject_GetAttrString(Py_None, "missing") -> NULL, AttributeError: 'NoneType' object has no attribute 'missing'
# expect: PyObject_HasAttr(thing, x) -> 1
# expect: PyObject_HasAttr(thing, S("missing")) -> 0
# expect: PyObject_HasAttrString(thing, "x") -> 1
# expect: PyObject_HasAttrString(thing, "missing") -> 0
# expect: PyObject_SetAttr(thing, S("y"), N(2)) -> 0
# expect: PyObject_SetAttrString(thing, "z", N(3)) -> 0
# expect: PyObject_GetAttrString(thing, "__dict__") -> {'own': 'mine', 'y': 2, 'z': 3}
# expect: PyObject_SetAttr(thing, S("z"), NULL) -> 0
# expect: PyObject_SetAttr(thing, S("z"), NULL) -> -1, AttributeError: 'Thing' object has no attribute 'z'
# expect: PyObject_SetAttrString(thing, "y", NULL) -> 0
# expect: PyObject_SetAttrString(thing, "locked", N(1)) -> -1, AttributeError: property 'locked' of 'Thing' object has no setter
# expect: PyObject_SetAttrString(N(5), "x", N(1)) -> -1, AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes
# expect: PyObject_SetAttr(thing, N(5), N(1)) -> -1, TypeError: attribute name must be string, not 'int'
# expect: PyObject_DelAttr(thing, S("y")) -> -1, AttributeError: 'Thing' object has no attribute 'y'
# expect: PyObject_DelAttrString(thing, "y") -> -1, AttributeError: 'Thing' object has no attribute 'y'
# expect: PyObject_GenericGetAttr(thing, x) -> 1
# expect: PyObject_GenericGetAttr(thing, S("missing")) -> NULL, AttributeError: 'Thing' object has no attribute 'missing'
# expect: PyObject_GenericSetAttr(thing, S("w"), N(4)) -> 0
# expect: PyObject_GenericSetAttr(thing, S("w"), NULL) -> 0
# expect: PyObject_GenericGetDict(thing, NULL) -> {'own': 'mine'}
# expect: PyObject_GenericSetDict(thing, V("{s:i}", "x", 9), NULL) -> 0
# expect: PyObject_GenericGetDict(thing, NULL) -> {'x': 9}
# expect: PyObject_GenericSetDict(thing, N(5), NULL) -> -1, TypeError: __dict__ must be set to a dictionary, not a 'int'
# expect: PySequence_Contains(names, x) -> 1
# expect: PyObject_Repr(S("a\n\xc3\xa9")) -> "'a\\né'"
# expect: PyObject_Str(S("a\n\xc3\xa9")) -> 'a\né'
# expect: PyObject_ASCII(S("a\n\xc3\xa9")) -> "'a\\n\\xe9'"
# expect: PyObject_Repr(NULL) -> '<NULL>'
# expect: PyObject_Str(NULL) -> '<NULL>'
# expect: PyObject_ASCII(NULL) -> '<NULL>'
# expect: PyObject_Bytes(NULL) -> b'<NULL>'
# expect: PyObject_Str(F(1.5)) -> '1.5'
# expect: PyObject_Repr(G("bad repr")) -> NULL, KeyError: 'repr'
# expect: PyObject_Str(G("bad repr")) -> NULL, KeyError: 'repr'
# expect: PyObject_Bytes(V("(iii)", 1, 2, 3)) -> b'\x01\x02\x03'
# expect: PyObject_Bytes(S("x")) -> NULL, TypeError: cannot convert 'str' object to bytes
# expect: PyObject_Bytes(G("bytes")) -> b'from __bytes__'
# expect: PyObject_Format(N(255), S("#x")) -> '0xff'
# expect: PyObject_Format(F(3.14159), S(".2f")) -> '3.14'
# expect: PyObject_Format(S("mid"), S("^9")) -> '   mid   '
# expect: PyObject_Format(N(5), NULL) -> '5'
# expect: PyObject_Format(N(5), S("q")) -> NULL, ValueError: Unknown format code 'q' for object of type 'int'
# expect: PyObject_Format(N(5), N(5)) -> NULL, SystemError: Format specifier must be a string, not int
# expect: PyObject_Format(Py_None, S("x")) -> NULL, TypeError: unsupported format string passed to NoneType.__format__
# expect: Py_ReprEnter(list) -> 0
# expect: Py_ReprEnter(list) -> 1
# expect: Py_ReprLeave(list) -> done
# expect: Py_ReprEnter(list) -> 0
# expect: Py_ReprLeave(list) -> done
# expect: PyObject_Repr(list) -> '[[...]]'
# expect: PyObject_RichCompare(N(1), N(2), Py_LT) -> True
# expect: PyObject_RichCompare(N(1), F(1.0), Py_EQ) -> True
# expect: PyObject_RichCompare(S("a"), S("b"), Py_GE) -> False
# expect: PyObject_RichCompare(S("a"), N(1), Py_NE) -> True
# expect: PyObject_RichCompare(S("a"), N(1), Py_LT) -> NULL, TypeError: '<' not supported between instances of 'str' and 'int'
# expect: PyObject_RichCompare(V("(ii)", 1, 2), V("(ii)", 1, 3), Py_LE) -> True
# expect: PyObject_RichCompare(G("lists"), G("lists"), Py_EQ) -> True
# expect: PyObject_RichCompare(NULL, N(1), Py_EQ) -> NULL, SystemError: bad argument to internal function
# expect: PyObject_RichCompare(G("bad compare"), N(1), Py_EQ) -> NULL, KeyError: 'eq'
# expect: PyObject_RichCompareBool(N(1), N(2), Py_LT) -> 1
# expect: PyObject_RichCompareBool(F(strtod("nan", NULL)), N(2), Py_EQ) -> 0
# expect: PyObject_RichCompareBool(nan, nan, Py_EQ) -> 1
# expect: PyObject_RichCompareBool(nan, nan, Py_NE) -> 0
# expect: PyObject_RichCompareBool(S("a"), N(1), Py_GT) -> -1, TypeError: '>' not supported between instances of 'str' and 'int'
# expect: PyObject_RichCompareBool(G("bad compare"), N(1), Py_EQ) -> -1, KeyError: 'eq'
# expect: PyObject_Hash(N(7)) -> 7
# expect: PyObject_Hash(F(2.0)) -> 2
# expect: PyObject_Hash(N(-1)) -> -2
# expect: PyObject_Hash(S("a")) == PyObject_Hash(S("a")) -> 1
# expect: PyObject_Hash(keep(PyList_New(0))) -> -1, TypeError: unhashable type: 'list'
# expect: PyObject_Hash(V("([])")) -> -1, TypeError: unhashable type: 'list'
# expect: PyObject_HashNotImplemented(V("{}")) -> -1, TypeError: unhashable type: 'dict'
# expect: PyObject_IsTrue(N(0)) -> 0
# expect: PyObject_IsTrue(S("x")) -> 1
# expect: PyObject_IsTrue(Py_None) -> 0
# expect: PyObject_IsTrue(G("bad bool")) -> -1, KeyError: 'bool'
# expect: PyObject_Not(N(0)) -> 1
# expect: PyObject_Not(G("bad bool")) -> -1, KeyError: 'bool'
# expect: PyCallable_Check(G("class")) -> 1
# expect: PyCallable_Check(N(1)) -> 0
# expect: PyCallable_Check(NULL) -> 0
# expect: PyObject_GetItem(list, N(-1)) -> 30
# expect: PyObject_GetItem(list, N(5)) -> NULL, IndexError: list index out of range
# expect: PyObject_GetItem(list, S("x")) -> NULL, TypeError: list indices must be integers or slices, not str
# expect: PyObject_GetItem(dict, S("k")) -> 1
# expect: PyObject_GetItem(dict, S("x")) -> NULL, KeyError: 'x'
# expect: PyObject_GetItem(N(5), N(0)) -> NULL, TypeError: 'int' object is not subscriptable
# expect: PyObject_GetItem(NULL, N(0)) -> NULL, SystemError: null argument to internal routine
# expect: PyObject_GetItem((PyObject *)&PyList_Type, (PyObject *)&PyLong_Type) -> list[int]
# expect: PyObject_GetItem(G("class"), N(1)) -> 'Class[1]'
# expect: PyObject_SetItem(list, N(0), S("new")) -> 0
# expect: PyObject_SetItem(list, N(9), S("new")) -> -1, IndexError: list assignment index out of range
# expect: PyObject_SetItem(dict, S("j"), N(2)) -> 0
# expect: PyObject_SetItem(dict, list, N(2)) -> -1, TypeError: unhashable type: 'list'
# expect: PyObject_SetItem(V("(i)", 1), N(0), N(2)) -> -1, TypeError: 'tuple' object does not support item assignment
# expect: PyObject_DelItem(list, N(1)) -> 0
# expect: PyObject_DelItem(list, N(8)) -> -1, IndexError: list assignment index out of range
# expect: PyObject_DelItem(dict, S("x")) -> -1, KeyError: 'x'
# expect: PyObject_DelItem(N(1), S("x")) -> -1, TypeError: 'int' object does not support item deletion
# expect: PyObject_DelItemString(dict, "k") -> 0
# expect: PyObject_DelItemString(dict, "k") -> -1, KeyError: 'k'
# expect: list -> ['new', 30]
# expect: dict -> {'j': 2}
# expect: PyObject_Size(list) -> 2
# expect: PyObject_Length(dict) -> 1
# expect: PyObject_Size(N(5)) -> -1, TypeError: object of type 'int' has no len()
# expect: PyObject_Size(NULL) -> -1, SystemError: null argument to internal routine
# expect: PyObject_Size(G("bad len")) -> -1, ValueError: __len__() should return >= 0
# expect: PyObject_Type(N(5)) -> <class 'int'>
# expect: PyObject_Type(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyObject_SelfIter(S("self")) -> 'self'
# expect: PyObject_IsInstance(N(1), integer) -> 1
# expect: PyObject_IsInstance(Py_True, integer) -> 1
# expect: PyObject_IsInstance(F(1), integer) -> 0
# expect: PyObject_IsInstance(N(1), pair) -> 1
# expect: PyObject_IsInstance(F(1), pair) -> 0
# expect: PyObject_IsInstance(N(1), N(1)) -> -1, TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: PyObject_IsInstance(N(1), G("hooked")) -> 1
# expect: PyObject_IsSubclass((PyObject *)&PyBool_Type, integer) -> 1
# expect: PyObject_IsSubclass((PyObject *)&PyFloat_Type, pair) -> 0
# expect: PyObject_IsSubclass(N(1), integer) -> -1, TypeError: issubclass() arg 1 must be a class
# expect: PyObject_IsSubclass(integer, N(1)) -> -1, TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union
# expect: PyObject_IsSubclass(integer, G("hooked")) -> -1, KeyError: 'subclass'
# expect: PyObject_TypeCheck(Py_True, &PyLong_Type) -> true
# expect: Py_IS_TYPE(Py_True, &PyLong_Type) -> false
# expect: Py_TYPE(Py_True) == &PyBool_Type -> true
# expect: Py_REFCNT(list) -> 2
# expect: Py_REFCNT(again) -> 3
# expect: Py_REFCNT(again) -> 1
# expect: Py_XNewRef((PyObject *)NULL) == NULL -> true
# expect: again == NULL -> true
# expect: Py_None -> None
# expect: Py_NotImplemented -> NotImplemented
# expect: Py_Ellipsis -> Ellipsis
# expect: Py_True -> True
# expect: &PyBaseObject_Type -> <class 'object'>
# expect: &PyType_Type -> <class 'type'>
# expect: PyGC_IsEnabled() -> 1
# expect: PyGC_Disable() -> 1
# expect: PyGC_IsEnabled() -> 0
# expect: PyGC_Enable() -> 0
# expect: PyGC_Enable() -> 1
# expect: PyGC_Collect() >= 0 -> 1
# expect: PyObject_GC_IsTracked(S("x")) -> 0
# expect: PyObject_GC_IsFinalized(S("x")) -> 0
# expect: PyObject_GC_IsTracked(G("thing")) -> 1
# expect: memory != NULL -> true
# expect: zeros[0] + zeros[15] -> 0
# expect: memory != NULL -> true
# expect: memory != NULL -> true
# expect: zeros[7] -> 0
# expect: PyMem_Malloc((size_t)PY_SSIZE_T_MAX + 1) == NULL -> true
