/* Hooks that return what they must not. There is no PyInit_bad_hook. The last three crash CPython. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "bad_hook", NULL, 0, NULL, NULL, NULL, NULL, NULL};

/* After real work: whatever it made has to go with the module. */
PyMODINIT_FUNC PyInit_bad_hook_raises(void) {
    PyObject *module = PyModule_Create(&def);
    if (module && PyModule_AddStringConstant(module, "half", "done") == 0) {
        PyErr_SetString(PyExc_RuntimeError, "half way through");
    }
    Py_XDECREF(module);
    return NULL;
}

static PyObject without_type;
PyMODINIT_FUNC PyInit_bad_hook_no_type(void) {
    without_type.ob_refcnt = 1;
    return &without_type;
}

PyMODINIT_FUNC PyInit_bad_hook_type_object(void) { return Py_NewRef((PyObject *)&PyLong_Type); }

PyMODINIT_FUNC PyInit_bad_hook_garbage(void) { return (PyObject *)0x10; }
PyMODINIT_FUNC PyInit_bad_hook_unaligned(void) { return (PyObject *)((char *)&PyLong_Type + 3); }
PyMODINIT_FUNC PyInit_bad_hook_text(void) { return (PyObject *)"not an object at all, only text"; }
