/* Reference counts as the plugin's own machine code moves them. Built once per style of LADON_REFCOUNT_STYLE. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static int deallocated;

static void thing_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    deallocated++;
    PyObject_Free(self);
    Py_DECREF(type);
}
static PyType_Slot thing_slots[] = {{Py_tp_dealloc, (void *)thing_dealloc}, {0, NULL}};
static PyType_Spec thing_spec = {"refcounts.Thing", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, thing_slots};

static int failures;
static PyObject *report;

static void check(const char *what, int ok) {
    PyObject *line = PyUnicode_FromFormat("%s: %s", what, ok ? "ok" : "FAILED");
    if (line) PyList_Append(report, line);
    Py_XDECREF(line);
    failures += !ok;
}

static void up_and_down(PyObject *object, long times) {
    for (long i = 0; i < times; i++) Py_INCREF(object);
    for (long i = 0; i < times; i++) Py_DECREF(object);
}

/* Immortal objects survive any balanced use, and a few decrefs too many. */
static void check_immortal(const char *what, PyObject *object) {
    up_and_down(object, 1000);
    Py_ssize_t before = Py_REFCNT(object);
    up_and_down(object, 3);
    Py_ssize_t after = Py_REFCNT(object);
    /* The style of 3.12 counts immortals up and not down, which the lowest number of an immortal leaves room for. */
    int drifted = after > before && after - before <= 3 && (before & after & 0x80000000);
    check(what, after == before || drifted);
}

static void check_mortal(PyObject *type) {
    deallocated = 0;
    PyObject *thing = (PyObject *)PyObject_New(PyObject, (PyTypeObject *)type);
    check("new object has count 1", thing && Py_REFCNT(thing) == 1);
    Py_INCREF(thing);
    check("incref", Py_REFCNT(thing) == 2);
    Py_IncRef(thing);
    check("Py_IncRef", Py_REFCNT(thing) == 3);
    Py_DECREF(thing);
    Py_DecRef(thing);
    check("both decrefs", Py_REFCNT(thing) == 1 && deallocated == 0);
    up_and_down(thing, 100000);
    check("many", Py_REFCNT(thing) == 1 && deallocated == 0);
    Py_XINCREF((PyObject *)NULL);
    Py_XDECREF((PyObject *)NULL);
    Py_IncRef(NULL);
    Py_DecRef(NULL);
    PyObject *list = PyList_New(1);
    PyList_SetItem(list, 0, thing);
    check("a list steals", Py_REFCNT(thing) == 1);
    PyObject *got = PyList_GetItem(list, 0);
    check("a list lends", got == thing && Py_REFCNT(thing) == 1);
    PyList_Append(list, thing);
    check("append takes its own", Py_REFCNT(thing) == 2);
    Py_DECREF(list);
    check("the last decref deallocates, once", deallocated == 1);
}

/* Numbers handed out by containers are objects that the container owns. */
static void check_numbers(void) {
    PyObject *big = PyLong_FromLongLong(1LL << 40), *list = Py_BuildValue("[LdO]", 1LL << 40, 2.5, big);
    for (Py_ssize_t i = 0; i < 3; i++) {
        PyObject *item = PyList_GetItem(list, i);
        up_and_down(item, 50);
        check("borrowed number", item == PyList_GetItem(list, i) && Py_REFCNT(item) >= 1);
    }
    Py_DECREF(list);
    check("number outlives its list", PyLong_AsLongLong(big) == 1LL << 40);
    Py_DECREF(big);
}

static PyObject *run(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    failures = 0;
    report = PyList_New(0);
    PyObject *type = PyType_FromSpec(&thing_spec);
    if (!report || !type) return NULL;
    check_immortal("None", Py_None);
    check_immortal("True", Py_True);
    check_immortal("NotImplemented", Py_NotImplemented);
    check_immortal("int", (PyObject *)&PyLong_Type);
    check_immortal("ValueError", PyExc_ValueError);
    check_mortal(type);
    check_numbers();
    Py_DECREF(type);
    PyObject *result = report;
    report = NULL;
    return result;
}

/* A count below zero is never reached: the bad decrefs are of an immortal. */
static PyObject *overdrawn(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    for (int i = 0; i < 1000; i++) Py_DECREF(Py_None);
    for (int i = 0; i < 1000; i++) Py_INCREF(Py_None);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"run", run, METH_NOARGS, NULL},
    {"overdrawn", overdrawn, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "refcounts", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_refcounts(void) { return PyModule_Create(&def); }
