/* The seed's case: single-phase, m_size -1, state in the module dict and in C globals.
 *
 * bump() counts in the module dict, bump_global() in a C variable, cached() hands out a list kept in a C variable:
 * with several interpreters and one image the last two are shared, and the list is the first interpreter's. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static long global_count;
static PyObject *cache;

static PyObject *bump(PyObject *self, PyObject *Py_UNUSED(unused)) {
    PyObject *dict = PyModule_GetDict(self);
    PyObject *old = PyDict_GetItemString(dict, "count");
    if (!old) {
        PyErr_SetString(PyExc_RuntimeError, "the module has lost its count");
        return NULL;
    }
    long count = PyLong_AsLong(old);
    if (count == -1 && PyErr_Occurred()) return NULL;
    PyObject *next = PyLong_FromLong(count + 1);
    if (!next) return NULL;
    if (PyDict_SetItemString(dict, "count", next) < 0) {
        Py_DECREF(next);
        return NULL;
    }
    return next;
}

static PyObject *bump_global(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    return PyLong_FromLong(++global_count);
}

static PyObject *cached(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    if (!cache) cache = PyList_New(0);
    return Py_XNewRef(cache);
}

static PyObject *remember(PyObject *self, PyObject *item) {
    PyObject *list = cached(self, NULL);
    if (!list) return NULL;
    int status = PyList_Append(list, item);
    Py_DECREF(list);
    if (status < 0) return NULL;
    Py_RETURN_NONE;
}

static PyObject *whose(PyObject *self, PyObject *Py_UNUSED(unused)) { return Py_NewRef(self); }

static PyMethodDef methods[] = {
    {"bump", bump, METH_NOARGS, "bump() -> the module's count, one up"},
    {"bump_global", bump_global, METH_NOARGS, "bump_global() -> the C variable's count, one up"},
    {"cached", cached, METH_NOARGS, "cached() -> the list kept in a C variable"},
    {"remember", remember, METH_O, "remember(item): append to that list"},
    {"whose", whose, METH_NOARGS, "whose() -> the module this function is bound to"},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "counter_single", "Counts, in three places.", -1, methods,
                                 NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_counter_single(void) {
    PyObject *module = PyModule_Create(&def);
    if (!module) return NULL;
    PyObject *error = PyErr_NewException("counter_single.Error", NULL, NULL);
    if (PyModule_AddIntConstant(module, "count", 0) < 0 || PyModule_AddObjectRef(module, "Error", error) < 0 ||
        PyModule_AddStringConstant(module, "kind", "single") < 0) {
        Py_XDECREF(error);
        Py_DECREF(module);
        return NULL;
    }
    Py_DECREF(error);
    return module;
}
