/* Multi-phase modules with every mistake a def can hold: one hook each, bad_slots_NAME. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *nothing(PyObject *self, PyObject *Py_UNUSED(unused)) { return Py_NewRef(self); }

/* ---- exec and create functions ---- */

static int exec_fine(PyObject *module) { return PyModule_AddStringConstant(module, "ran", "yes"); }
static int exec_raises(PyObject *module) {
    (void)module;
    PyErr_SetString(PyExc_ValueError, "exec says no");
    return -1;
}
static int exec_silent(PyObject *module) {
    (void)module;
    return -1;
}
static int exec_unreported(PyObject *module) {
    (void)module;
    PyErr_SetString(PyExc_ValueError, "left behind");
    return 0;
}
static PyObject *create_list(PyObject *spec, PyModuleDef *def) {
    (void)spec, (void)def;
    return PyList_New(0);
}
static PyObject *create_null(PyObject *spec, PyModuleDef *def) {
    (void)spec, (void)def;
    return NULL;
}
static PyObject *create_raises(PyObject *spec, PyModuleDef *def) {
    PyErr_SetString(PyExc_ValueError, "create says no");
    return create_null(spec, def);
}
static PyObject *create_unreported(PyObject *spec, PyModuleDef *def) {
    PyErr_SetString(PyExc_ValueError, "left behind");
    return create_list(spec, def);
}

/* ---- the modules ---- */

static PyMethodDef good_methods[] = {{"f", nothing, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef class_methods[] = {{"f", nothing, METH_NOARGS | METH_CLASS, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef static_methods[] = {{"f", nothing, METH_NOARGS | METH_STATIC, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef odd_flags[] = {{"f", nothing, METH_NOARGS | METH_O, NULL}, {NULL, NULL, 0, NULL}};

#define EXEC(function) {Py_mod_exec, (void *)function}
#define CREATE(function) {Py_mod_create, (void *)function}
#define MODULE_OF(name, size, methods, ...) \
    static PyModuleDef_Slot slots_##name[] = {__VA_ARGS__, {0, NULL}}; \
    static PyModuleDef def_##name = {PyModuleDef_HEAD_INIT, "bad_slots_" #name, NULL, size, methods, \
                                     slots_##name, NULL, NULL, NULL}; \
    PyMODINIT_FUNC PyInit_bad_slots_##name(void) { return PyModuleDef_Init(&def_##name); }
#define MODULE(name, ...) MODULE_OF(name, 0, NULL, __VA_ARGS__)

MODULE_OF(fine, 8, good_methods, EXEC(exec_fine))
MODULE(exec_twice, EXEC(exec_fine), EXEC(exec_fine))
MODULE(exec_raises, EXEC(exec_fine), EXEC(exec_raises))
MODULE(exec_silent, EXEC(exec_silent))
MODULE(exec_unreported, EXEC(exec_unreported))
MODULE_OF(negative_size, -1, NULL, EXEC(exec_fine))
MODULE(unknown, {1000, NULL})
MODULE(unknown_negative, {-1, NULL})
MODULE(two_creates, CREATE(create_list), CREATE(create_list))
MODULE(create_list, CREATE(create_list))
MODULE(create_null, CREATE(create_null))
MODULE(create_raises, CREATE(create_raises))
MODULE(create_unreported, CREATE(create_unreported))
MODULE_OF(other_with_state, 8, NULL, CREATE(create_list))
MODULE(other_with_exec, CREATE(create_list), EXEC(exec_fine))
MODULE_OF(class_method, 0, class_methods, EXEC(exec_fine))
MODULE_OF(static_method, 0, static_methods, EXEC(exec_fine))
MODULE_OF(odd_flags, 0, odd_flags, EXEC(exec_fine))

static PyModuleDef def_uninitialized = {PyModuleDef_HEAD_INIT, "bad_slots_uninitialized", NULL, 0, NULL, NULL,
                                        NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_bad_slots_uninitialized(void) { return (PyObject *)&def_uninitialized; }

static PyModuleDef def_no_slots = {PyModuleDef_HEAD_INIT, "bad_slots_no_slots", "no slots", 0, good_methods, NULL,
                                   NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_bad_slots_no_slots(void) { return PyModuleDef_Init(&def_no_slots); }
