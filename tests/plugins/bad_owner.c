/* A module that says it may be shared by interpreters, and carries objects across in every way there is.
 *
 * store/fetch: a C global · capsule/open_capsule: an address in a capsule · hold: a buffer left open ·
 * overdraw: a decref too many · leak: references nobody will drop. builds.tsv makes a single-phase twin. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#ifndef Py_mod_multiple_interpreters
#define Py_mod_multiple_interpreters 3
#define Py_MOD_PER_INTERPRETER_GIL_SUPPORTED ((void *)2)
#endif

static PyObject *stored;
static Py_buffer held;

static PyObject *store(PyObject *self, PyObject *object) {
    (void)self;
    Py_XDECREF(stored);
    stored = Py_NewRef(object);
    Py_RETURN_NONE;
}
static PyObject *fetch(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    return Py_NewRef(stored ? stored : Py_None);
}
static PyObject *forget(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    Py_CLEAR(stored);
    Py_RETURN_NONE;
}
static PyObject *append_to_stored(PyObject *self, PyObject *item) {
    (void)self;
    if (!stored || PyList_Append(stored, item) < 0) return NULL;
    Py_RETURN_NONE;
}

static void drop_capsule(PyObject *capsule) {
    PyObject *object = PyCapsule_GetPointer(capsule, "bad_owner.object");
    Py_XDECREF(object);
}
static PyObject *capsule(PyObject *self, PyObject *object) {
    (void)self;
    PyObject *made = PyCapsule_New(object, "bad_owner.object", drop_capsule);
    if (made) Py_INCREF(object);
    return made;
}
static PyObject *open_capsule(PyObject *self, PyObject *closed) {
    (void)self;
    return Py_XNewRef((PyObject *)PyCapsule_GetPointer(closed, "bad_owner.object"));
}

static PyObject *hold(PyObject *self, PyObject *exporter) {
    (void)self;
    if (held.obj) PyBuffer_Release(&held);
    if (PyObject_GetBuffer(exporter, &held, PyBUF_SIMPLE) < 0) return NULL;
    return PyLong_FromSsize_t(held.len);
}
static PyObject *first_held(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    if (!held.obj || held.len == 0) Py_RETURN_NONE;
    return PyLong_FromLong(*(unsigned char *)held.buf);
}
static PyObject *let_go(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    PyBuffer_Release(&held);
    Py_RETURN_NONE;
}

static PyObject *overdraw(PyObject *self, PyObject *object) {
    (void)self;
    Py_DECREF(object);
    Py_RETURN_NONE;
}
static PyObject *keep(PyObject *self, PyObject *object) {
    (void)self;
    Py_INCREF(object);
    Py_RETURN_NONE;
}
static PyObject *leak(PyObject *self, PyObject *args) {
    (void)self;
    Py_ssize_t count;
    if (!PyArg_ParseTuple(args, "n:leak", &count)) return NULL;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *cycle = PyList_New(0);
        if (!cycle || PyList_Append(cycle, cycle) < 0) return NULL;
    }
    return PyLong_FromSsize_t(count);
}

static PyMethodDef methods[] = {
    {"store", store, METH_O, NULL},
    {"fetch", fetch, METH_NOARGS, NULL},
    {"forget", forget, METH_NOARGS, NULL},
    {"append_to_stored", append_to_stored, METH_O, NULL},
    {"capsule", capsule, METH_O, NULL},
    {"open_capsule", open_capsule, METH_O, NULL},
    {"hold", hold, METH_O, NULL},
    {"first_held", first_held, METH_NOARGS, NULL},
    {"let_go", let_go, METH_NOARGS, NULL},
    {"overdraw", overdraw, METH_O, NULL},
    {"leak", leak, METH_VARARGS, NULL},
    {"keep", keep, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
#ifdef LADON_SINGLE_PHASE
static PyModuleDef def = {PyModuleDef_HEAD_INIT, "bad_owner", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_bad_owner(void) { return PyModule_Create(&def); }
#else
static PyModuleDef_Slot slots[] = {
#ifndef LADON_NO_INTERPRETER_SLOT
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {0, NULL},
};
static PyModuleDef def = {PyModuleDef_HEAD_INIT, "bad_owner", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_bad_owner(void) { return PyModuleDef_Init(&def); }
#endif
