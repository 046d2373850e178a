/* Code that runs late: a C thread that comes back, a function at the end of the process, a capsule's destructor, a buffer
 * that is released, all of them perhaps after their interpreter has ended. What they do, they write to a descriptor: C
 * variables are no way to tell, each interpreter may have its own.
 *
 * LADON_NO_THREADS leaves the threads out: then nothing in the file says that its code may run by itself. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void tell(int descriptor, const char *text) {
    if (write(descriptor, text, strlen(text)) < 0) _exit(70);
}

#ifndef LADON_NO_THREADS
#include <pthread.h>

typedef struct {
    int wait, out;
    char kind[16];
    PyObject *object;
    PyInterpreterState *interpreter;
    PyThreadState *state;
} Late;

static void *come_back(void *argument) {
    Late *late = argument;
    char byte, text[200];
    if (read(late->wait, &byte, 1) != 1) return NULL;
    tell(late->out, "back; ");
    if (strcmp(late->kind, "state") == 0) {
        PyEval_RestoreThread(late->state);
        tell(late->out, "in a state of the ended interpreter\n");
        PyEval_SaveThread();
        return NULL;
    }
    PyGILState_STATE held = PyGILState_Ensure();
    PyObject *list = PyList_New(0);
    int failed = !list || PyList_Append(list, strcmp(late->kind, "object") == 0 ? late->object : Py_None) < 0;
    snprintf(text, sizeof text, "in interpreter %d, %s\n", (int)PyInterpreterState_GetID(PyInterpreterState_Get()),
             failed ? "failed" : "worked");
    PyErr_Clear();
    Py_XDECREF(list);
    PyGILState_Release(held);
    tell(late->out, text);
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *args) {
    (void)self;
    Late *late = PyMem_RawCalloc(1, sizeof *late);
    const char *kind;
    pthread_t thread;
    if (!late || !PyArg_ParseTuple(args, "iisO:start", &late->wait, &late->out, &kind, &late->object)) return NULL;
    snprintf(late->kind, sizeof late->kind, "%s", kind);
    Py_INCREF(late->object);
    late->interpreter = PyInterpreterState_Get();
    late->state = PyThreadState_New(late->interpreter);
    if (pthread_create(&thread, NULL, come_back, late) != 0) {
        PyErr_SetString(PyExc_OSError, "cannot start a thread");
        return NULL;
    }
    pthread_detach(thread);
    Py_RETURN_NONE;
}
#endif

/* ---- at the end of the process ---- */

static int exit_descriptor = -1;
static void at_exit(void) { tell(exit_descriptor, "at exit\n"); }

static PyObject *tell_at_exit(PyObject *self, PyObject *descriptor) {
    (void)self;
    exit_descriptor = (int)PyLong_AsLong(descriptor);
    if (Py_AtExit(at_exit) < 0) PyErr_SetString(PyExc_RuntimeError, "Py_AtExit");
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* ---- a call on the main thread's behalf ---- */

static int pending(void *argument) {
    tell((int)(intptr_t)argument, "a pending call\n");
    return 0;
}

static PyObject *tell_pending(PyObject *self, PyObject *descriptor) {
    (void)self;
    return PyLong_FromLong(Py_AddPendingCall(pending, (void *)(intptr_t)PyLong_AsLong(descriptor)));
}

/* ---- a capsule ---- */

static void drop_capsule(PyObject *capsule) {
    int descriptor = (int)(intptr_t)PyCapsule_GetContext(capsule);
    PyObject *text = PyUnicode_FromString("made in a destructor");
    tell(descriptor, text ? "a destructor\n" : "a destructor, failed\n");
    Py_XDECREF(text);
}

static PyObject *capsule(PyObject *self, PyObject *descriptor) {
    (void)self;
    PyObject *made = PyCapsule_New(&exit_descriptor, "bad_late", drop_capsule);
    if (made) PyCapsule_SetContext(made, (void *)(intptr_t)PyLong_AsLong(descriptor));
    return made;
}

/* ---- a buffer ---- */

static char bytes[64] = "memory of the plugin's image";

static int get_buffer(PyObject *self, Py_buffer *view, int flags) {
    return PyBuffer_FillInfo(view, self, bytes, sizeof bytes, 1, flags);
}
static void release_buffer(PyObject *self, Py_buffer *view) {
    (void)self, (void)view;
    bytes[0]++;
}
static PyObject *released(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    return PyLong_FromLong(bytes[0] - 'm');
}
static PyType_Slot exporter_slots[] = {
    {Py_bf_getbuffer, (void *)get_buffer},
    {Py_bf_releasebuffer, (void *)release_buffer},
    {0, NULL},
};
static PyType_Spec exporter_spec = {"bad_late.Exporter", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, exporter_slots};

static PyMethodDef methods[] = {
#ifndef LADON_NO_THREADS
    {"start", start, METH_VARARGS, "start(wait, out, kind, object): a thread that comes back when there is a byte to read"},
#endif
    {"tell_at_exit", tell_at_exit, METH_O, NULL},
    {"tell_pending", tell_pending, METH_O, NULL},
    {"capsule", capsule, METH_O, NULL},
    {"released", released, METH_NOARGS, "released() -> how many buffers were given back"},
    {NULL, NULL, 0, NULL},
};
static PyModuleDef def = {PyModuleDef_HEAD_INIT, "bad_late", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_bad_late(void) {
    PyObject *module = PyModule_Create(&def);
    PyObject *exporter = module ? PyType_FromSpec(&exporter_spec) : NULL;
    if (!exporter || PyModule_AddObjectRef(module, "Exporter", exporter) < 0) {
        Py_XDECREF(module);
        module = NULL;
    }
    Py_XDECREF(exporter);
    return module;
}
