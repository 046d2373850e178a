/* A plugin with one function for each way Python and C call each other; benches/native/calls.py times them.
 * Stable ABI of CPython 3.11: the same file loads in CPython and in Ladon. */
#define Py_LIMITED_API 0x030b0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define METHOD(name, flags) { #name, (PyCFunction)(void (*)(void))name, flags, NULL }

/* Called from Python: each returns its last argument, so that the call is all there is. */

static PyObject *noargs(PyObject *module, PyObject *unused)
{
    Py_RETURN_NONE;
}

static PyObject *o(PyObject *module, PyObject *arg)
{
    Py_INCREF(arg);
    return arg;
}

static PyObject *last_of(PyObject *const *args, Py_ssize_t count, Py_ssize_t wanted)
{
    if (count != wanted) {
        PyErr_Format(PyExc_TypeError, "takes %zd arguments, %zd given", wanted, count);
        return NULL;
    }
    Py_INCREF(args[wanted - 1]);
    return args[wanted - 1];
}

static PyObject *fast1(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    return last_of(args, count, 1);
}

static PyObject *fast3(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    return last_of(args, count, 3);
}

static PyObject *fast_keywords(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    Py_ssize_t keywords = names == NULL ? 0 : PyTuple_Size(names);
    return last_of(args, count + keywords, 1 + keywords);
}

static PyObject *varargs(PyObject *module, PyObject *args)
{
    PyObject *arg = PyTuple_GetItem(args, 0);
    Py_XINCREF(arg);
    return arg;
}

static PyObject *varargs_keywords(PyObject *module, PyObject *args, PyObject *named)
{
    static char *names[] = {"first", "second", NULL};
    PyObject *first, *second = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, named, "O|O", names, &first, &second)) {
        return NULL;
    }
    first = second == NULL ? first : second;
    Py_INCREF(first);
    return first;
}

static PyObject *parse_lds(PyObject *module, PyObject *args)
{
    long number;
    double real;
    const char *text;
    if (!PyArg_ParseTuple(args, "lds", &number, &real, &text)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *add_ints(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    long long left = PyLong_AsLongLong(args[0]);
    long long right = PyLong_AsLongLong(args[1]);
    if ((left == -1 || right == -1) && PyErr_Occurred()) {
        return NULL;
    }
    return PyLong_FromLongLong(left + right);
}

static PyObject *add_floats(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    double left = PyFloat_AsDouble(args[0]);
    double right = PyFloat_AsDouble(args[1]);
    if ((left == -1.0 || right == -1.0) && PyErr_Occurred()) {
        return NULL;
    }
    return PyFloat_FromDouble(left + right);
}

static PyObject *fail(PyObject *module, PyObject *unused)
{
    PyErr_SetString(PyExc_ValueError, "as asked");
    return NULL;
}

static PyObject *str_round_trip(PyObject *module, PyObject *arg)
{
    Py_ssize_t size;
    const char *text = PyUnicode_AsUTF8AndSize(arg, &size);
    return text == NULL ? NULL : PyUnicode_FromStringAndSize(text, size);
}

/* Loops in C: the last argument says how often; the caller divides. */

static Py_ssize_t times_of(PyObject *arg)
{
    return PyLong_AsSsize_t(arg); /* -1 with an exception: the loop runs no turn, and NULL is returned below. */
}

static PyObject *done(void)
{
    if (PyErr_Occurred()) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *call_back(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    for (Py_ssize_t left = times_of(args[1]); left > 0; left--) {
        PyObject *result = PyObject_CallNoArgs(args[0]);
        if (result == NULL) {
            return NULL;
        }
        Py_DecRef(result);
    }
    return done();
}

static PyObject *call_back_1(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    for (Py_ssize_t left = times_of(args[1]); left > 0; left--) {
        PyObject *result = PyObject_CallFunctionObjArgs(args[0], args[1], NULL);
        if (result == NULL) {
            return NULL;
        }
        Py_DecRef(result);
    }
    return done();
}

static PyObject *new_ints(PyObject *module, PyObject *arg)
{
    for (Py_ssize_t left = times_of(arg); left > 0; left--) {
        PyObject *number = PyLong_FromLongLong(left + 100000);
        if (number == NULL) {
            return NULL;
        }
        Py_DecRef(number);
    }
    return done();
}

static PyObject *new_tuples(PyObject *module, PyObject *arg)
{
    for (Py_ssize_t left = times_of(arg); left > 0; left--) {
        PyObject *pair = PyTuple_New(2);
        if (pair == NULL) {
            return NULL;
        }
        for (Py_ssize_t i = 0; i < 2; i++) {
            Py_IncRef(arg);
            PyTuple_SetItem(pair, i, arg);
        }
        Py_DecRef(pair);
    }
    return done();
}

static PyObject *count_pairs(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    for (Py_ssize_t left = times_of(args[1]); left > 0; left--) {
        Py_IncRef(args[0]);
        Py_DecRef(args[0]);
    }
    return done();
}

static PyObject *list_items(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Py_ssize_t size = PyList_Size(args[0]);
    if (size <= 0) {
        return done();
    }
    for (Py_ssize_t left = times_of(args[1]), i = 0; left > 0; left--) {
        if (PyList_GetItem(args[0], i) == NULL) {
            return NULL;
        }
        i = i + 1 == size ? 0 : i + 1;
    }
    return done();
}

static PyObject *dict_items(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    for (Py_ssize_t left = times_of(args[2]); left > 0; left--) {
        if (PyDict_GetItemWithError(args[0], args[1]) == NULL) {
            return NULL;
        }
    }
    return done();
}

static PyObject *attributes(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    for (Py_ssize_t left = times_of(args[2]); left > 0; left--) {
        PyObject *value = PyObject_GetAttr(args[0], args[1]);
        if (value == NULL) {
            return NULL;
        }
        Py_DecRef(value);
    }
    return done();
}

static PyObject *gilstate(PyObject *module, PyObject *arg)
{
    for (Py_ssize_t left = times_of(arg); left > 0; left--) {
        PyGILState_STATE state = PyGILState_Ensure();
        PyGILState_Release(state);
    }
    return done();
}

static PyObject *allow_threads(PyObject *module, PyObject *arg)
{
    for (Py_ssize_t left = times_of(arg); left > 0; left--) {
        PyThreadState *saved = PyEval_SaveThread();
        PyEval_RestoreThread(saved);
    }
    return done();
}

static PyMethodDef methods[] = {
    METHOD(noargs, METH_NOARGS),
    METHOD(o, METH_O),
    METHOD(fast1, METH_FASTCALL),
    METHOD(fast3, METH_FASTCALL),
    METHOD(fast_keywords, METH_FASTCALL | METH_KEYWORDS),
    METHOD(varargs, METH_VARARGS),
    METHOD(varargs_keywords, METH_VARARGS | METH_KEYWORDS),
    METHOD(parse_lds, METH_VARARGS),
    METHOD(add_ints, METH_FASTCALL),
    METHOD(add_floats, METH_FASTCALL),
    METHOD(fail, METH_NOARGS),
    METHOD(str_round_trip, METH_O),
    METHOD(call_back, METH_FASTCALL),
    METHOD(call_back_1, METH_FASTCALL),
    METHOD(new_ints, METH_O),
    METHOD(new_tuples, METH_O),
    METHOD(count_pairs, METH_FASTCALL),
    METHOD(list_items, METH_FASTCALL),
    METHOD(dict_items, METH_FASTCALL),
    METHOD(attributes, METH_FASTCALL),
    METHOD(gilstate, METH_O),
    METHOD(allow_threads, METH_O),
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "benchnative",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_benchnative(void)
{
    return PyModuleDef_Init(&definition);
}
