/* Calls a function that nobody defines. builds.tsv links it once lazily, once to be bound at load. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

PyObject *PyLadon_NoSuchFunction(void);

static PyObject *call(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    return PyLadon_NoSuchFunction();
}
static PyMethodDef methods[] = {{"call", call, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "bad_symbol", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_bad_symbol(void) { return PyModule_Create(&def); }
