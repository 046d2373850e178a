/* object.h and the object protocol of abstract.h. */
#include "capi.h"

static void attributes(void) {
    PyObject *thing = G("thing"), *x = S("x");
    NEW(PyObject_GetAttr(thing, x));
    NEW(PyObject_GetAttr(thing, S("missing")));
    NEW(PyObject_GetAttr(thing, N(5)));
    NEW(PyObject_GetAttrString(thing, "x"));
    NEW(PyObject_GetAttrString(thing, "missing"));
    NEW(PyObject_GetAttrString(thing, "fails"));
    NEW(PyObject_GetAttrString(Py_None, "missing"));
    INT(PyObject_HasAttr(thing, x));
    INT(PyObject_HasAttr(thing, S("missing")));
    INT(PyObject_HasAttrString(thing, "x"));
    INT(PyObject_HasAttrString(thing, "missing"));
    INT(PyObject_SetAttr(thing, S("y"), N(2)));
    INT(PyObject_SetAttrString(thing, "z", N(3)));
    NEW(PyObject_GetAttrString(thing, "__dict__"));
    INT(PyObject_SetAttr(thing, S("z"), NULL));
    INT(PyObject_SetAttr(thing, S("z"), NULL));
    INT(PyObject_SetAttrString(thing, "y", NULL));
    INT(PyObject_SetAttrString(thing, "locked", N(1)));
    INT(PyObject_SetAttrString(N(5), "x", N(1)));
    INT(PyObject_SetAttr(thing, N(5), N(1)));
    INT(PyObject_DelAttr(thing, S("y")));
    INT(PyObject_DelAttrString(thing, "y"));
    NEW(PyObject_GenericGetAttr(thing, x));
    NEW(PyObject_GenericGetAttr(thing, S("missing")));
    INT(PyObject_GenericSetAttr(thing, S("w"), N(4)));
    INT(PyObject_GenericSetAttr(thing, S("w"), NULL));
    NEW(PyObject_GenericGetDict(thing, NULL));
    INT(PyObject_GenericSetDict(thing, V("{s:i}", "x", 9), NULL));
    NEW(PyObject_GenericGetDict(thing, NULL));
    INT(PyObject_GenericSetDict(thing, N(5), NULL));
    PyObject *names = PyObject_Dir(thing);
    INT(PySequence_Contains(names, x));
    Py_XDECREF(names);
}

static void text(void) {
    NEW(PyObject_Repr(S("a\n\xc3\xa9")));
    NEW(PyObject_Str(S("a\n\xc3\xa9")));
    NEW(PyObject_ASCII(S("a\n\xc3\xa9")));
    NEW(PyObject_Repr(NULL));
    NEW(PyObject_Str(NULL));
    NEW(PyObject_ASCII(NULL));
    NEW(PyObject_Bytes(NULL));
    NEW(PyObject_Str(F(1.5)));
    NEW(PyObject_Repr(G("bad repr")));
    NEW(PyObject_Str(G("bad repr")));
    NEW(PyObject_Bytes(V("(iii)", 1, 2, 3)));
    NEW(PyObject_Bytes(S("x")));
    NEW(PyObject_Bytes(G("bytes")));
    NEW(PyObject_Format(N(255), S("#x")));
    NEW(PyObject_Format(F(3.14159), S(".2f")));
    NEW(PyObject_Format(S("mid"), S("^9")));
    NEW(PyObject_Format(N(5), NULL));
    NEW(PyObject_Format(N(5), S("q")));
    NEW(PyObject_Format(N(5), N(5)));
    NEW(PyObject_Format(Py_None, S("x")));
    PyObject *list = keep(PyList_New(0));
    INT(Py_ReprEnter(list));
    INT(Py_ReprEnter(list));
    VOID(Py_ReprLeave(list));
    INT(Py_ReprEnter(list));
    VOID(Py_ReprLeave(list));
    PyList_Append(list, list);
    NEW(PyObject_Repr(list));
    PySequence_DelItem(list, 0);
}

static void comparison(void) {
    NEW(PyObject_RichCompare(N(1), N(2), Py_LT));
    NEW(PyObject_RichCompare(N(1), F(1.0), Py_EQ));
    NEW(PyObject_RichCompare(S("a"), S("b"), Py_GE));
    NEW(PyObject_RichCompare(S("a"), N(1), Py_NE));
    NEW(PyObject_RichCompare(S("a"), N(1), Py_LT));
    NEW(PyObject_RichCompare(V("(ii)", 1, 2), V("(ii)", 1, 3), Py_LE));
    NEW(PyObject_RichCompare(G("lists"), G("lists"), Py_EQ));
    NEW(PyObject_RichCompare(NULL, N(1), Py_EQ));
    NEW(PyObject_RichCompare(G("bad compare"), N(1), Py_EQ));
    INT(PyObject_RichCompareBool(N(1), N(2), Py_LT));
    INT(PyObject_RichCompareBool(F(strtod("nan", NULL)), N(2), Py_EQ));
    PyObject *nan = F(strtod("nan", NULL));
    INT(PyObject_RichCompareBool(nan, nan, Py_EQ));
    INT(PyObject_RichCompareBool(nan, nan, Py_NE));
    INT(PyObject_RichCompareBool(S("a"), N(1), Py_GT));
    INT(PyObject_RichCompareBool(G("bad compare"), N(1), Py_EQ));
    INT(PyObject_Hash(N(7)));
    INT(PyObject_Hash(F(2.0)));
    INT(PyObject_Hash(N(-1)));
    INT(PyObject_Hash(S("a")) == PyObject_Hash(S("a")));
    INT(PyObject_Hash(keep(PyList_New(0))));
    INT(PyObject_Hash(V("([])")));
    INT(PyObject_HashNotImplemented(V("{}")));
    INT(PyObject_IsTrue(N(0)));
    INT(PyObject_IsTrue(S("x")));
    INT(PyObject_IsTrue(Py_None));
    INT(PyObject_IsTrue(G("bad bool")));
    INT(PyObject_Not(N(0)));
    INT(PyObject_Not(G("bad bool")));
    INT(PyCallable_Check(G("class")));
    INT(PyCallable_Check(N(1)));
    INT(PyCallable_Check(NULL));
}

static void items(void) {
    PyObject *list = V("[iii]", 10, 20, 30), *dict = V("{s:i}", "k", 1);
    NEW(PyObject_GetItem(list, N(-1)));
    NEW(PyObject_GetItem(list, N(5)));
    NEW(PyObject_GetItem(list, S("x")));
    NEW(PyObject_GetItem(dict, S("k")));
    NEW(PyObject_GetItem(dict, S("x")));
    NEW(PyObject_GetItem(N(5), N(0)));
    NEW(PyObject_GetItem(NULL, N(0)));
    NEW(PyObject_GetItem((PyObject *)&PyList_Type, (PyObject *)&PyLong_Type));
    NEW(PyObject_GetItem(G("class"), N(1)));
    INT(PyObject_SetItem(list, N(0), S("new")));
    INT(PyObject_SetItem(list, N(9), S("new")));
    INT(PyObject_SetItem(dict, S("j"), N(2)));
    INT(PyObject_SetItem(dict, list, N(2)));
    INT(PyObject_SetItem(V("(i)", 1), N(0), N(2)));
    INT(PyObject_DelItem(list, N(1)));
    INT(PyObject_DelItem(list, N(8)));
    INT(PyObject_DelItem(dict, S("x")));
    INT(PyObject_DelItem(N(1), S("x")));
    INT(PyObject_DelItemString(dict, "k"));
    INT(PyObject_DelItemString(dict, "k"));
    SHOW(list);
    SHOW(dict);
    INT(PyObject_Size(list));
    INT(PyObject_Length(dict));
    INT(PyObject_Size(N(5)));
    INT(PyObject_Size(NULL));
    INT(PyObject_Size(G("bad len")));
    NEW(PyObject_Type(N(5)));
    NEW(PyObject_Type(NULL));
    NEW(PyObject_SelfIter(S("self")));
}

static void classes(void) {
    PyObject *integer = (PyObject *)&PyLong_Type, *pair = keep(PyTuple_Pack(2, &PyUnicode_Type, &PyLong_Type));
    INT(PyObject_IsInstance(N(1), integer));
    INT(PyObject_IsInstance(Py_True, integer));
    INT(PyObject_IsInstance(F(1), integer));
    INT(PyObject_IsInstance(N(1), pair));
    INT(PyObject_IsInstance(F(1), pair));
    INT(PyObject_IsInstance(N(1), N(1)));
    INT(PyObject_IsInstance(N(1), G("hooked")));
    INT(PyObject_IsSubclass((PyObject *)&PyBool_Type, integer));
    INT(PyObject_IsSubclass((PyObject *)&PyFloat_Type, pair));
    INT(PyObject_IsSubclass(N(1), integer));
    INT(PyObject_IsSubclass(integer, N(1)));
    INT(PyObject_IsSubclass(integer, G("hooked")));
    TRUTH(PyObject_TypeCheck(Py_True, &PyLong_Type));
    TRUTH(Py_IS_TYPE(Py_True, &PyLong_Type));
    TRUTH(Py_TYPE(Py_True) == &PyBool_Type);
    PyObject *list = PyList_New(0);
    Py_INCREF(list);
    INT(Py_REFCNT(list));
    PyObject *again = Py_NewRef(list);
    INT(Py_REFCNT(again));
    Py_DECREF(list);
    Py_DECREF(list);
    INT(Py_REFCNT(again));
    TRUTH(Py_XNewRef((PyObject *)NULL) == NULL);
    Py_CLEAR(again);
    TRUTH(again == NULL);
    SHOW(Py_None);
    SHOW(Py_NotImplemented);
    SHOW(Py_Ellipsis);
    SHOW(Py_True);
    SHOW(&PyBaseObject_Type);
    SHOW(&PyType_Type);
    INT(PyGC_IsEnabled());
    INT(PyGC_Disable());
    INT(PyGC_IsEnabled());
    INT(PyGC_Enable());
    INT(PyGC_Enable());
    INT(PyGC_Collect() >= 0);
    INT(PyObject_GC_IsTracked(S("x")));
    INT(PyObject_GC_IsFinalized(S("x")));
    INT(PyObject_GC_IsTracked(G("thing")));
    void *memory = PyObject_Malloc(10);
    memory = PyObject_Realloc(memory, 100);
    TRUTH(memory != NULL);
    PyObject_Free(memory);
    char *zeros = PyObject_Calloc(4, 4);
    INT(zeros[0] + zeros[15]);
    PyObject_Free(zeros);
    memory = PyMem_Malloc(0);
    TRUTH(memory != NULL);
    memory = PyMem_Realloc(memory, 1000);
    TRUTH(memory != NULL);
    PyMem_Free(memory);
    zeros = PyMem_Calloc(8, 2);
    INT(zeros[7]);
    PyMem_Free(zeros);
    PyMem_Free(NULL);
    TRUTH(PyMem_Malloc((size_t)PY_SSIZE_T_MAX + 1) == NULL);
}

static void run(void) {
    attributes();
    text();
    comparison();
    items();
    classes();
}

CAPI_MODULE(capi_object)
