/* Argument parsing and value building of modsupport.h, as plugins call them: many builds, many formats. varargs_check/
 * compares every format with CPython's; this file only shows that the exported functions are the right ones. */
#include "capi.h"

/* Behind the *_SizeT names stand macros in older headers. */
#undef PyArg_Parse
#undef PyArg_ParseTuple
#undef PyArg_ParseTupleAndKeywords
#undef PyArg_VaParse
#undef PyArg_VaParseTupleAndKeywords
#undef Py_BuildValue
#undef Py_VaBuildValue
#undef PyObject_CallFunction
#undef PyObject_CallMethod
#if PY_VERSION_HEX < 0x030D0000
int PyArg_Parse(PyObject *, const char *, ...);
int PyArg_ParseTuple(PyObject *, const char *, ...);
int PyArg_ParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, ...);
int PyArg_VaParse(PyObject *, const char *, va_list);
int PyArg_VaParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, va_list);
PyObject *Py_BuildValue(const char *, ...);
PyObject *Py_VaBuildValue(const char *, va_list);
#endif
int _PyArg_Parse_SizeT(PyObject *, const char *, ...);
int _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...);
int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, ...);
int _PyArg_VaParse_SizeT(PyObject *, const char *, va_list);
int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, va_list);
PyObject *_Py_BuildValue_SizeT(const char *, ...);
PyObject *_Py_VaBuildValue_SizeT(const char *, va_list);
PyObject *_PyObject_CallFunction_SizeT(PyObject *, const char *, ...);
PyObject *_PyObject_CallMethod_SizeT(PyObject *, const char *, const char *, ...);

static char *names[] = {"", "b", "c", NULL};

static int va_parse(int clean, PyObject *args, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int ok = clean ? _PyArg_VaParse_SizeT(args, format, list) : PyArg_VaParse(args, format, list);
    va_end(list);
    return ok;
}
static int va_parse_keywords(int clean, PyObject *args, PyObject *kwargs, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int ok = clean ? _PyArg_VaParseTupleAndKeywords_SizeT(args, kwargs, format, names, list)
                   : PyArg_VaParseTupleAndKeywords(args, kwargs, format, names, list);
    va_end(list);
    return ok;
}
static PyObject *va_build(int clean, const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *value = clean ? _Py_VaBuildValue_SizeT(format, list) : Py_VaBuildValue(format, list);
    va_end(list);
    return value;
}
static PyObject *va_text(const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *value = PyUnicode_FromFormatV(format, list);
    va_end(list);
    return value;
}
static PyObject *va_bytes(const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *value = PyBytes_FromFormatV(format, list);
    va_end(list);
    return value;
}
static void va_error(const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyErr_FormatV(PyExc_LookupError, format, list);
    va_end(list);
}

static void parsing(void) {
    int a = -1, b = -1;
    const char *text = "untouched";
    Py_ssize_t size = -1;
    PyObject *object = NULL;
    Py_buffer view;
    char *encoded = NULL;
    PyObject *args = V("(iss)", 7, "text", "more");
    INT(PyArg_ParseTuple(args, "isO:f", &a, &text, &object));
    note_formatted("stored", "%d %s", a, text);
    SHOW(object);
    INT(_PyArg_ParseTuple_SizeT(args, "is#s", &a, &text, &size, &text));
    INT(size);
    INT(PyArg_ParseTuple(args, "i:f", &a));
    INT(PyArg_ParseTuple(args, "i|ssii:f", &a, &text, &text, &a, &b));
    INT(PyArg_ParseTuple(args, "iii:f", &a, &a, &a));
    INT(PyArg_ParseTuple(args, "iss;told you", &a, &text, &text));
    INT(PyArg_ParseTuple(V("(i)", 5), "s;told you", &text));
    INT(PyArg_ParseTuple(V("((ii)s)", 5, 6, "x"), "(ii)s", &a, &b, &text));
    note_formatted("stored", "%d %d %s", a, b, text);
    INT(PyArg_ParseTuple(V("((ii))", 5, 6), "(is)", &a, &text));
    INT(PyArg_ParseTuple(V("(y)", "buf"), "y*", &view));
    INT(view.len);
    PyBuffer_Release(&view);
    INT(PyArg_ParseTuple(V("(s)", "\xc3\xa9"), "es", "latin-1", &encoded));
    INT((unsigned char)encoded[0]);
    PyMem_Free(encoded);
    INT(PyArg_ParseTuple(V("(O)", &PyLong_Type), "O!", &PyLong_Type, &object));
    INT(PyArg_ParseTuple(N(5), "i", &a));
    INT(PyArg_Parse(N(5), "i", &a));
    INT(a);
    INT(PyArg_Parse(S("x"), "i", &a));
    INT(_PyArg_Parse_SizeT(V("(ii)", 8, 9), "(ii)", &a, &b));
    INT(b);
    INT(va_parse(0, args, "iss", &a, &text, &text));
    INT(va_parse(1, args, "i", &a));
    PyObject *one = V("(i)", 1), *keywords = V("{s:i}", "c", 3), *wrong = V("{s:i}", "d", 3);
    INT(PyArg_ParseTupleAndKeywords(one, keywords, "i|ii:f", names, &a, &b, &b));
    INT(b);
    INT(PyArg_ParseTupleAndKeywords(one, NULL, "i|ii:f", names, &a, &b, &b));
    INT(PyArg_ParseTupleAndKeywords(one, keywords, "ii|i:f", names, &a, &b, &b));
    INT(PyArg_ParseTupleAndKeywords(one, wrong, "i|ii:f", names, &a, &b, &b));
    INT(PyArg_ParseTupleAndKeywords(keep(PyTuple_New(0)), keywords, "ii|i:f", names, &a, &b, &b));
    INT(PyArg_ParseTupleAndKeywords(V("(iii)", 1, 2, 3), keywords, "iii:f", names, &a, &b, &b));
    INT(PyArg_ParseTupleAndKeywords(V("(ii)", 1, 2), NULL, "i$ii:f", names, &a, &b, &b));
    INT(_PyArg_ParseTupleAndKeywords_SizeT(one, keywords, "i|ii:f", names, &a, &b, &b));
    INT(va_parse_keywords(0, one, keywords, "i|ii", &a, &b, &b));
    INT(va_parse_keywords(1, one, wrong, "i|ii", &a, &b, &b));
    INT(PyArg_ValidateKeywordArguments(keywords));
    INT(PyArg_ValidateKeywordArguments(V("{i:i}", 1, 2)));
    INT(PyArg_ValidateKeywordArguments(one));
    PyObject *first, *second = NULL;
    INT(PyArg_UnpackTuple(one, "f", 1, 2, &first, &second));
    SHOW(first);
    TRUTH(second == NULL);
    INT(PyArg_UnpackTuple(one, "f", 2, 2, &first, &second));
    INT(PyArg_UnpackTuple(args, "f", 0, 1, &first));
    INT(PyArg_UnpackTuple(args, NULL, 0, 1, &first));
    INT(PyArg_UnpackTuple(N(1), "f", 0, 1, &first));
}

static PyObject *from_int(void *number) { return PyLong_FromLong(*(int *)number); }

static void building(void) {
    int number = 77;
    NEW(Py_BuildValue(""));
    NEW(Py_BuildValue("i", 5));
    NEW(Py_BuildValue("(i)", 5));
    NEW(Py_BuildValue("is", 5, "x"));
    NEW(Py_BuildValue("[i,{s:O},(y#)]", 1, "k", Py_None, "a\0b", (Py_ssize_t)3));
    NEW(Py_BuildValue("bBhHiIlkLKnfdcCzU", 1, 2, 3, 4, 5, 6, 7L, 8UL, 9LL, 10ULL, (Py_ssize_t)11, 1.5, 2.5, 'c', 0x20AC,
                      NULL, "u"));
    NEW(Py_BuildValue("O&", from_int, &number));
    NEW(Py_BuildValue("N", PyUnicode_FromString("given away")));
    NEW(Py_BuildValue("u#", L"wide", (Py_ssize_t)2));
    NEW(Py_BuildValue("(iN)", 1, NULL));
    NEW(Py_BuildValue("(", 1));
    NEW(Py_BuildValue("q", 1));
    NEW(Py_BuildValue("{i}", 1));
    NEW(_Py_BuildValue_SizeT("s#", "sized", (Py_ssize_t)3));
    NEW(va_build(0, "ii", 1, 2));
    NEW(va_build(1, "[y#]", "sized", (Py_ssize_t)2));
    NEW(_PyObject_CallFunction_SizeT((PyObject *)&PyLong_Type, "s#", "123", (Py_ssize_t)2));
    NEW(_PyObject_CallMethod_SizeT(S("a-b"), "split", "s#", "-x", (Py_ssize_t)1));
    NEW(va_text("%s %d %R", "text", 5, Py_None));
    NEW(va_bytes("%s %d", "bytes", 5));
    va_error("%s %d", "error", 5);
    note("PyErr_FormatV", NULL);
    NEW(PyTuple_Pack(2, Py_None, Py_True));
}

static void run(void) {
    parsing();
    building();
}

CAPI_MODULE(capi_args)
