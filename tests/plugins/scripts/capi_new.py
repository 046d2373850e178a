# since: 3.13
# in 3.14: unhashable type: 'list' => cannot use 'list' as a dict key (unhashable type: 'list')
import sys
import weakref
from load import load


class Thing:
    x = 1
    @property
    def fails(self): raise ZeroDivisionError("property")
    def __repr__(self): return "thing"


class Mapping:
    def __getitem__(self, key): raise KeyError(key)


class Outer:
    class Nested: pass


class Meta(type):
    def hello(cls): return f"hello from {cls.__name__}"


class MetaWithNew(type):
    def __new__(cls, *args): return super().__new__(cls, *args)


audited = []


def hook(event, args):
    if event.startswith("capi."):
        audited.append((event, args))
        if event == "capi.refused":
            raise RuntimeError("refused")


sys.addaudithook(hook)
module_global = "a global"
alive = Thing()
gone = Thing()
given = {"thing": Thing(), "mapping": Mapping(), "alive": weakref.ref(alive), "dead": weakref.ref(gone),
         "audited": audited, "nested class": Outer.Nested, "meta": Meta, "meta with new": MetaWithNew}
del gone


def call():
    local = "a local"
    return load("capi_new").run(given)


for line in call():
    print(line)
# expect: PyDict_GetItemRef(dict, keep(PyUnicode_FromString("k")), &out) -> 1
# expect:   gives -> 1
# expect: PyDict_GetItemRef(dict, keep(PyUnicode_FromString("x")), &out) -> 0
# expect:   gives -> NULL
# expect: PyDict_GetItemRef(dict, list, &out) -> -1, TypeError: unhashable type: 'list'
# expect:   gives -> NULL
# expect: PyDict_GetItemRef(list, keep(PyUnicode_FromString("k")), &out) -> -1, SystemError: bad argument to internal function
# expect:   gives -> NULL
# expect: PyDict_GetItemStringRef(dict, "k", &out) -> 1
# expect:   gives -> 1
# expect: PyDict_GetItemStringRef(dict, "x", &out) -> 0
# expect:   gives -> NULL
# expect: PyMapping_GetOptionalItem(dict, keep(PyUnicode_FromString("k")), &out) -> 1
# expect:   gives -> 1
# expect: PyMapping_GetOptionalItem(dict, keep(PyUnicode_FromString("x")), &out) -> 0
# expect:   gives -> NULL
# expect: PyMapping_GetOptionalItem(list, keep(PyUnicode_FromString("x")), &out) -> -1, TypeError: list indices must be integers or slices, not str
# expect:   gives -> NULL
# expect: PyMapping_GetOptionalItemString(dict, "k", &out) -> 1
# expect:   gives -> 1
# expect: PyMapping_GetOptionalItemString(G("mapping"), "x", &out) -> 0
# expect:   gives -> NULL
# expect: PyObject_GetOptionalAttr(thing, keep(PyUnicode_FromString("x")), &out) -> 1
# expect:   gives -> 1
# expect: PyObject_GetOptionalAttr(thing, keep(PyUnicode_FromString("missing")), &out) -> 0
# expect:   gives -> NULL
# expect: PyObject_GetOptionalAttr(thing, keep(PyUnicode_FromString("fails")), &out) -> -1, ZeroDivisionError: property
# expect:   gives -> NULL
# expect: PyObject_GetOptionalAttrString(thing, "x", &out) -> 1
# expect:   gives -> 1
# expect: PyObject_GetOptionalAttrString(thing, "missing", &out) -> 0
# expect:   gives -> NULL
# expect: PyObject_HasAttrWithError(thing, S("x")) -> 1
# expect: PyObject_HasAttrWithError(thing, S("fails")) -> -1, ZeroDivisionError: property
# expect: PyObject_HasAttrStringWithError(thing, "missing") -> 0
# expect: PyMapping_HasKeyWithError(dict, S("k")) -> 1
# expect: PyMapping_HasKeyWithError(dict, list) -> -1, TypeError: unhashable type: 'list'
# expect: PyMapping_HasKeyStringWithError(dict, "x") -> 0
# expect: PyMapping_HasKeyStringWithError(list, "x") -> -1, TypeError: list indices must be integers or slices, not str
# expect: PyObject_SetAttrString(thing, "own", N(1)) -> 0
# expect: PyObject_DelAttrString(thing, "own") -> 0
# expect: PyObject_DelAttr(thing, S("own")) -> -1, AttributeError: 'Thing' object has no attribute 'own'
# expect: PyList_GetItemRef(list, 1) -> 20
# expect: PyList_GetItemRef(list, 2) -> NULL, IndexError: list index out of range
# expect: PyList_GetItemRef(dict, 0) -> NULL, TypeError: expected a list
# expect: PyWeakref_GetRef(G("dead"), &out) -> 0
# expect:   gives -> NULL
# expect: PyWeakref_GetRef(G("alive"), &out) -> 1
# expect:   gives -> thing
# expect: PyWeakref_GetRef(thing, &out) -> -1, TypeError: expected a weakref
# expect:   gives -> NULL
# expect: PyLong_AsInt(N(-5)) -> -5
# expect: PyLong_AsInt(N(1LL << 40)) -> -1, OverflowError: Python int too large to convert to C int
# expect: PyLong_AsInt(F(1)) -> -1, TypeError: 'float' object cannot be interpreted as an integer
# expect: PyUnicode_EqualToUTF8(S("\xc3\xa9"), "\xc3\xa9") -> 1
# expect: PyUnicode_EqualToUTF8(S("a"), "b") -> 0
# expect: PyUnicode_EqualToUTF8AndSize(S("abc"), "abcd", 3) -> 1
# expect: PyErr_GetRaisedException() -> NULL
# expect: error -> ValueError('raised')
# expect: PyErr_Occurred() == NULL -> true
# expect: PyException_GetArgs(error) -> ('raised',)
# expect: PyException_SetArgs(error, V("(is)", 1, "new")) -> done
# expect: error -> ValueError(1, 'new')
# expect: PyErr_SetRaisedException(error) -> done, ValueError: (1, 'new')
# expect: PyErr_Occurred() == NULL -> true
# expect: PySys_Audit("capi.event", "is", 5, "x") -> 0
# expect: PySys_Audit("capi.event", NULL) -> 0
# expect: PySys_Audit("capi.refused", "(i)", 5) -> -1, RuntimeError: refused
# expect: PySys_AuditTuple("capi.event", V("(i)", 7)) -> 0
# expect: PySys_AuditTuple("capi.event", NULL) -> 0
# expect: PySys_AuditTuple("capi.event", N(5)) -> -1, TypeError: args must be tuple, got int
# expect: G("audited") -> [('capi.event', (5, 'x')), ('capi.event', ()), ('capi.refused', (5,)), ('capi.event', (7,)), ('capi.event', ())]
# expect: module -> <module 'added_ref'>
# expect: PyModule_Add(module, "given", PyLong_FromLong(5)) -> 0
# expect: PyModule_Add(module, "null", NULL) -> -1, SystemError: PyModule_AddObjectRef() must be called with an exception raised if value is NULL
# expect: PyModule_Add(module, "null", NULL) -> -1, KeyError: 'passed through'
# expect: PyObject_GetAttrString(module, "given") -> 5
# expect: Py_GetConstant -> None
# expect: Py_GetConstant -> False
# expect: Py_GetConstant -> True
# expect: Py_GetConstant -> Ellipsis
# expect: Py_GetConstant -> NotImplemented
# expect: Py_GetConstant -> 0
# expect: Py_GetConstant -> 1
# expect: Py_GetConstant -> ''
# expect: Py_GetConstant -> b''
# expect: Py_GetConstant -> ()
# expect: Py_GetConstant -> NULL, SystemError: bad argument to internal function
# expect: Py_GetConstantBorrowed(4) -> NotImplemented
# expect: Py_GetConstantBorrowed(1000) -> NULL, SystemError: bad argument to internal function
# expect: Py_None == Py_GetConstantBorrowed(0) -> true
# expect: Py_REFCNT(list) -> 3
# expect: Py_REFCNT(list) -> 1
# expect: memory != NULL -> true
# expect: memory[15] -> 0
# expect: Py_IsFinalizing() -> 0
# expect: type -> <class 'capi.Extended'>
# expect: PyType_GetTypeDataSize(type) >= (Py_ssize_t)sizeof(long) -> 1
# expect: PyObject_SetAttrString((PyObject *)type, "marker", N(1)) -> 0
# expect: PyObject_SetAttrString(made, "field", N(77)) -> 0
# expect: PyDict_SetItemString(made, "k", N(1)) -> 0
# expect: PyObject_CallMethod(made, "data", NULL) -> 77
# expect: made -> {'k': 1}
# expect: PyType_GetFullyQualifiedName(type) -> 'capi.Extended'
# expect: PyType_GetModuleName(type) -> 'capi'
# expect: PyType_GetFullyQualifiedName(&PyLong_Type) -> 'int'
# expect: PyType_GetModuleName(&PyLong_Type) -> 'builtins'
# expect: PyType_GetFullyQualifiedName((PyTypeObject *)G("nested class")) -> 'Outer.Nested'
# expect: PyUnicode_FromFormat("%T %#T %N %#N", made, made, type, type) -> 'capi.Extended capi:Extended capi.Extended capi:Extended'
# expect: PyObject_CallMethod((PyObject *)type, "hello", NULL) -> 'hello from Plain'
# expect: PyType_FromMetaclass((PyTypeObject *)G("meta with new"), NULL, &plain, NULL) -> NULL, TypeError: Metaclasses with custom tp_new are not supported.
# expect: PyObject_VectorcallMethod(S("split"), stack, 2, NULL) -> ['a', 'b']
# expect: PyObject_Vectorcall((PyObject *)&PyLong_Type, (PyObject *const[]){S("7")}, 1, NULL) -> 7
# expect: PyVectorcall_Call((PyObject *)&PyLong_Type, V("(s)", "12"), NULL) -> 12
# expect: PyVectorcall_NARGS(3 | (size_t)1 << 63) -> 3
# expect: PyEval_GetFrameBuiltins() ? PyLong_FromLong(1) : NULL -> 1
# expect: PyObject_GetItem(keep(PyEval_GetFrameLocals()), S("local")) -> 'a local'
# expect: PyObject_GetItem(keep(PyEval_GetFrameGlobals()), S("module_global")) -> 'a global'
