/* What 3.12 and 3.13 added. Built for limited API 3.13, so reference counts are calls and constants come by number. */
#include "capi.h"

static void lookups(void) {
    PyObject *dict = V("{s:i}", "k", 1), *list = V("[ii]", 10, 20), *thing = G("thing"), *out = NULL;
#define LOOKUP(call) \
    do { \
        INT(call); \
        note("  gives", repr_of(out)); \
        Py_CLEAR(out); \
    } while (0)
    LOOKUP(PyDict_GetItemRef(dict, S("k"), &out));
    LOOKUP(PyDict_GetItemRef(dict, S("x"), &out));
    LOOKUP(PyDict_GetItemRef(dict, list, &out));
    LOOKUP(PyDict_GetItemRef(list, S("k"), &out));
    LOOKUP(PyDict_GetItemStringRef(dict, "k", &out));
    LOOKUP(PyDict_GetItemStringRef(dict, "x", &out));
    LOOKUP(PyMapping_GetOptionalItem(dict, S("k"), &out));
    LOOKUP(PyMapping_GetOptionalItem(dict, S("x"), &out));
    LOOKUP(PyMapping_GetOptionalItem(list, S("x"), &out));
    LOOKUP(PyMapping_GetOptionalItemString(dict, "k", &out));
    LOOKUP(PyMapping_GetOptionalItemString(G("mapping"), "x", &out));
    LOOKUP(PyObject_GetOptionalAttr(thing, S("x"), &out));
    LOOKUP(PyObject_GetOptionalAttr(thing, S("missing"), &out));
    LOOKUP(PyObject_GetOptionalAttr(thing, S("fails"), &out));
    LOOKUP(PyObject_GetOptionalAttrString(thing, "x", &out));
    LOOKUP(PyObject_GetOptionalAttrString(thing, "missing", &out));
    INT(PyObject_HasAttrWithError(thing, S("x")));
    INT(PyObject_HasAttrWithError(thing, S("fails")));
    INT(PyObject_HasAttrStringWithError(thing, "missing"));
    INT(PyMapping_HasKeyWithError(dict, S("k")));
    INT(PyMapping_HasKeyWithError(dict, list));
    INT(PyMapping_HasKeyStringWithError(dict, "x"));
    INT(PyMapping_HasKeyStringWithError(list, "x"));
    INT(PyObject_SetAttrString(thing, "own", N(1)));
    INT(PyObject_DelAttrString(thing, "own"));
    INT(PyObject_DelAttr(thing, S("own")));
    NEW(PyList_GetItemRef(list, 1));
    NEW(PyList_GetItemRef(list, 2));
    NEW(PyList_GetItemRef(dict, 0));
    LOOKUP(PyWeakref_GetRef(G("dead"), &out));
    LOOKUP(PyWeakref_GetRef(G("alive"), &out));
    LOOKUP(PyWeakref_GetRef(thing, &out));
    INT(PyLong_AsInt(N(-5)));
    INT(PyLong_AsInt(N(1LL << 40)));
    INT(PyLong_AsInt(F(1)));
    INT(PyUnicode_EqualToUTF8(S("\xc3\xa9"), "\xc3\xa9"));
    INT(PyUnicode_EqualToUTF8(S("a"), "b"));
    INT(PyUnicode_EqualToUTF8AndSize(S("abc"), "abcd", 3));
}

static void errors(void) {
    NEW(PyErr_GetRaisedException());
    PyErr_SetString(PyExc_ValueError, "raised");
    PyObject *error = PyErr_GetRaisedException();
    SHOW(error);
    TRUTH(PyErr_Occurred() == NULL);
    NEW(PyException_GetArgs(error));
    VOID(PyException_SetArgs(error, V("(is)", 1, "new")));
    SHOW(error);
    VOID(PyErr_SetRaisedException(error));
    PyErr_SetRaisedException(NULL);
    TRUTH(PyErr_Occurred() == NULL);
    INT(PySys_Audit("capi.event", "is", 5, "x"));
    INT(PySys_Audit("capi.event", NULL));
    INT(PySys_Audit("capi.refused", "(i)", 5));
    INT(PySys_AuditTuple("capi.event", V("(i)", 7)));
    INT(PySys_AuditTuple("capi.event", NULL));
    INT(PySys_AuditTuple("capi.event", N(5)));
    SHOW(G("audited"));
}

static void modules(void) {
    PyObject *module = PyImport_AddModuleRef("added_ref");
    SHOW(module);
    INT(PyModule_Add(module, "given", PyLong_FromLong(5)));
    INT(PyModule_Add(module, "null", NULL));
    PyErr_SetString(PyExc_KeyError, "passed through");
    INT(PyModule_Add(module, "null", NULL));
    NEW(PyObject_GetAttrString(module, "given"));
    Py_XDECREF(module);
}

static void constants(void) {
    for (unsigned i = 0; i < 11; i++) note_new("Py_GetConstant", Py_GetConstant(i));
    BORROWED(Py_GetConstantBorrowed(4));
    BORROWED(Py_GetConstantBorrowed(1000));
    TRUTH(Py_None == Py_GetConstantBorrowed(0));
    PyObject *list = PyList_New(0);
    Py_INCREF(list);
    Py_INCREF(list);
    INT(Py_REFCNT(list));
    Py_DECREF(list);
    Py_DECREF(list);
    INT(Py_REFCNT(list));
    Py_DECREF(list);
    char *memory = PyMem_RawMalloc(8);
    memory = PyMem_RawRealloc(memory, 100);
    TRUTH(memory != NULL);
    PyMem_RawFree(memory);
    memory = PyMem_RawCalloc(4, 4);
    INT(memory[15]);
    PyMem_RawFree(memory);
    INT(Py_IsFinalizing());
}

static PyObject *size_of(PyObject *self, PyObject *Py_UNUSED(unused)) {
    PyObject *type = PyObject_GetAttrString((PyObject *)Py_TYPE(self), "marker");
    Py_XDECREF((PyObject *)type);
    return PyLong_FromLong(*(long *)PyObject_GetTypeData(self, Py_TYPE(self)));
}
static PyMethodDef extended_methods[] = {{"data", size_of, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMemberDef relative[] = {
    {"field", Py_T_LONG, 0, Py_RELATIVE_OFFSET, NULL}, {NULL, 0, 0, 0, NULL},
};
static PyType_Slot extended_slots[] = {{Py_tp_methods, extended_methods}, {Py_tp_members, relative}, {0, NULL}};
static PyType_Spec extended = {"capi.Extended", -(int)sizeof(long), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, extended_slots};
static PyType_Slot plain_slots[] = {{0, NULL}};
static PyType_Spec plain = {"capi.Plain", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, plain_slots};

static void types(void) {
    PyTypeObject *type = (PyTypeObject *)PyType_FromSpecWithBases(&extended, (PyObject *)&PyDict_Type);
    SHOW(type);
    INT(PyType_GetTypeDataSize(type) >= (Py_ssize_t)sizeof(long));
    INT(PyObject_SetAttrString((PyObject *)type, "marker", N(1)));
    PyObject *made = PyObject_CallNoArgs((PyObject *)type);
    INT(PyObject_SetAttrString(made, "field", N(77)));
    INT(PyDict_SetItemString(made, "k", N(1)));
    NEW(PyObject_CallMethod(made, "data", NULL));
    SHOW(made);
    Py_XDECREF(made);
    NEW(PyType_GetFullyQualifiedName(type));
    NEW(PyType_GetModuleName(type));
    NEW(PyType_GetFullyQualifiedName(&PyLong_Type));
    NEW(PyType_GetModuleName(&PyLong_Type));
    NEW(PyType_GetFullyQualifiedName((PyTypeObject *)G("nested class")));
    made = keep(PyObject_CallNoArgs((PyObject *)type));
    NEW(PyUnicode_FromFormat("%T %#T %N %#N", made, made, type, type));
    Py_XDECREF((PyObject *)type);
    type = (PyTypeObject *)PyType_FromMetaclass((PyTypeObject *)G("meta"), NULL, &plain, NULL);
    NEW(PyObject_CallMethod((PyObject *)type, "hello", NULL));
    Py_XDECREF((PyObject *)type);
    NEW(PyType_FromMetaclass((PyTypeObject *)G("meta with new"), NULL, &plain, NULL));
    PyObject *stack[] = {S("a-b"), S("-")};
    NEW(PyObject_VectorcallMethod(S("split"), stack, 2, NULL));
    NEW(PyObject_Vectorcall((PyObject *)&PyLong_Type, (PyObject *const[]){S("7")}, 1, NULL));
    NEW(PyVectorcall_Call((PyObject *)&PyLong_Type, V("(s)", "12"), NULL));
    INT(PyVectorcall_NARGS(3 | (size_t)1 << 63));
    NEW(PyEval_GetFrameBuiltins() ? PyLong_FromLong(1) : NULL);
    NEW(PyObject_GetItem(keep(PyEval_GetFrameLocals()), S("local")));
    NEW(PyObject_GetItem(keep(PyEval_GetFrameGlobals()), S("module_global")));
}

static void run(void) {
    lookups();
    errors();
    modules();
    constants();
    types();
}

CAPI_MODULE(capi_new)
