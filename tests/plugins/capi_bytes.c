/* bytesobject.h and bytearrayobject.h. */
#include "capi.h"

static void bytes(void) {
    char *start;
    Py_ssize_t size;
    NEW(PyBytes_FromString("text"));
    NEW(PyBytes_FromStringAndSize("a\0b\xff", 4));
    NEW(PyBytes_FromStringAndSize(NULL, 0));
    NEW(PyBytes_FromStringAndSize("x", -1));
    PyObject *blank = PyBytes_FromStringAndSize(NULL, 3);
    memcpy(PyBytes_AsString(blank), "xyz", 3);
    SHOW(blank);
    Py_DECREF(blank);
    NEW(PyBytes_FromFormat("%d %s %c %x %5d|%p %%", -3, "str", 'c', 255, 7, (void *)16));
    NEW(PyBytes_FromFormat("%zd %lu %.2s %q rest", (Py_ssize_t)-1, 5UL, "abc"));
    NEW(PyBytes_FromFormat("%c", 300));
    NEW(PyBytes_FromObject(V("[iii]", 1, 2, 3)));
    NEW(PyBytes_FromObject(keep(PyByteArray_FromStringAndSize("ba", 2))));
    NEW(PyBytes_FromObject(B("same")));
    NEW(PyBytes_FromObject(G("range")));
    NEW(PyBytes_FromObject(V("[i]", 256)));
    NEW(PyBytes_FromObject(V("[s]", "x")));
    NEW(PyBytes_FromObject(S("str")));
    NEW(PyBytes_FromObject(N(5)));
    PyObject *with_null = B("a\0b");
    TEXT(PyBytes_AsString(B("text")));
    TEXT(PyBytes_AsString(S("text")));
    INT(PyBytes_Size(with_null));
    INT(PyBytes_Size(S("text")));
    INT(PyBytes_AsStringAndSize(with_null, &start, &size));
    INT(size);
    INT(PyBytes_AsStringAndSize(with_null, &start, NULL));
    INT(PyBytes_AsStringAndSize(B("fine"), &start, NULL));
    TEXT(start);
    INT(PyBytes_AsStringAndSize(S("x"), &start, &size));
    PyObject *grown = PyBytes_FromString("grow");
    PyBytes_Concat(&grown, B("!"));
    SHOW(grown);
    PyBytes_ConcatAndDel(&grown, PyBytes_FromString("?"));
    SHOW(grown);
    PyBytes_Concat(&grown, S("str"));
    SHOW(grown);
    PyErr_Clear();
    Py_XDECREF(grown);
    NEW(PyBytes_Repr(B("it's"), 1));
    NEW(PyBytes_Repr(B("it's"), 0));
    NEW(PyBytes_DecodeEscape("a\\n\\x41", 7, NULL, 0, NULL));
    NEW(PyBytes_DecodeEscape("\\x4", 3, NULL, 0, NULL));
    NEW(PyBytes_DecodeEscape("\\x4!", 4, "replace", 0, NULL));
    TRUTH(PyBytes_Check(B("")));
    TRUTH(PyBytes_CheckExact(S("")));
    NEW(PyObject_Repr(B("\t\n\r\\'\x7f\x80")));
}

static void bytearrays(void) {
    PyObject *array = keep(PyByteArray_FromStringAndSize("abc", 3));
    SHOW(array);
    NEW(PyByteArray_FromStringAndSize(NULL, 0));
    NEW(PyByteArray_FromStringAndSize("x", -1));
    NEW(PyByteArray_FromObject(B("from")));
    NEW(PyByteArray_FromObject(N(3)));
    NEW(PyByteArray_FromObject(S("x")));
    INT(PyByteArray_Size(array));
    TEXT(PyByteArray_AsString(array));
    INT(PyByteArray_Resize(array, 2));
    SHOW(array);
    INT(PyByteArray_Resize(array, 5));
    memcpy(PyByteArray_AsString(array), "hello", 5);
    SHOW(array);
    NEW(PyByteArray_Concat(array, B("!")));
    NEW(PyByteArray_Concat(B("x"), array));
    NEW(PyByteArray_Concat(array, S("x")));
    PyObject *view = PyMemoryView_FromObject(array);
    INT(PyByteArray_Resize(array, 50));
    Py_XDECREF(view);
    INT(PyByteArray_Resize(array, 0));
    SHOW(array);
    TRUTH(PyByteArray_Check(array));
}

static void run(void) {
    bytes();
    bytearrays();
}

CAPI_MODULE(capi_bytes)
