/* A C thread that comes back through PyGILState_Ensure when it is let go: perhaps after its interpreter has ended. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int may_go, running;
static pthread_t thread;
static char outcome[200] = "not run";

static void *come_back(void *unused) {
    (void)unused;
    pthread_mutex_lock(&mutex);
    while (!may_go) pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);

    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *list = PyList_New(0), *number = PyLong_FromLong(42);
    if (list && number && PyList_Append(list, number) == 0) {
        snprintf(outcome, sizeof outcome, "list of %d in interpreter %d", (int)PyList_Size(list),
                 (int)PyInterpreterState_GetID(PyInterpreterState_Get()));
    } else {
        snprintf(outcome, sizeof outcome, "an error");
        PyErr_Clear();
    }
    Py_XDECREF(list);
    Py_XDECREF(number);
    PyGILState_Release(state);
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    if (running) {
        PyErr_SetString(PyExc_RuntimeError, "already started");
        return NULL;
    }
    may_go = 0;
    if (pthread_create(&thread, NULL, come_back, NULL) != 0) {
        PyErr_SetString(PyExc_OSError, "cannot start a thread");
        return NULL;
    }
    running = 1;
    Py_RETURN_NONE;
}

static PyObject *let_go(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    pthread_mutex_lock(&mutex);
    may_go = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    Py_RETURN_NONE;
}

static PyObject *join(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    if (running) {
        Py_BEGIN_ALLOW_THREADS
        pthread_join(thread, NULL);
        Py_END_ALLOW_THREADS
        running = 0;
    }
    return PyUnicode_FromString(outcome);
}

static PyMethodDef methods[] = {
    {"start", start, METH_NOARGS, "start(): a C thread that waits"},
    {"let_go", let_go, METH_NOARGS, "let_go(): now it calls PyGILState_Ensure"},
    {"join", join, METH_NOARGS, "join() -> what it did"},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "bad_thread", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_bad_thread(void) { return PyModule_Create(&def); }
