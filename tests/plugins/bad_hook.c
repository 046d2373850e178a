/* Hooks that return what they must not. There is no PyInit_bad_hook. From _garbage on they crash CPython. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>

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
PyMODINIT_FUNC PyInit_bad_hook_high(void) { return (PyObject *)(uintptr_t)0x00007fffdeadbee0; }
PyMODINIT_FUNC PyInit_bad_hook_minus_one(void) { return (PyObject *)(intptr_t)-8; }
PyMODINIT_FUNC PyInit_bad_hook_code(void) { return (PyObject *)((uintptr_t)PyInit_bad_hook_high & ~(uintptr_t)15); }

PyMODINIT_FUNC PyInit_bad_hook_stack(void) {
    return (PyObject *)((uintptr_t)__builtin_frame_address(0) & ~(uintptr_t)15);
}

PyMODINIT_FUNC PyInit_bad_hook_freed(void) {
    PyObject *module = PyModule_Create(&def);
    Py_XDECREF(module);
    return module;
}

/* Into the middle of an object. */
PyMODINIT_FUNC PyInit_bad_hook_inside(void) {
    static PyObject *module;
    if (!module) module = PyModule_Create(&def);
    return module ? (PyObject *)((char *)module + 8) : NULL;
}

/* An object whose type is no type. */
PyMODINIT_FUNC PyInit_bad_hook_wild(void) {
    static PyObject wild;
    wild.ob_refcnt = 1;
    wild.ob_type = (PyTypeObject *)(uintptr_t)0x123450;
    return &wild;
}
