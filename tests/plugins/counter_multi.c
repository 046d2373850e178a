/* Multi-phase init done right: module state, a GC heap type, an exception class, every kind of method. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#ifndef Py_mod_multiple_interpreters
#define Py_mod_multiple_interpreters 3
#define Py_MOD_PER_INTERPRETER_GIL_SUPPORTED ((void *)2)
#endif

PyObject *PyType_GetModuleByDef(PyTypeObject *, PyModuleDef *); /* in the limited API only from 3.13 */

typedef struct {
    PyObject *error, *counter_type;
    long made;
} State;

typedef struct {
    PyObject_HEAD
    long value;
    int step;
    char tag;
    double scale;
    PyObject *label, *extra;
    const char *kind;
} Counter;

static PyModuleDef def;

/* ---- the type ---- */

static PyObject *counter_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"", "step", "label", NULL};
    long value = 0;
    int step = 1;
    PyObject *label = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|liO:Counter", names, &value, &step, &label)) return NULL;
    PyObject *module = PyType_GetModuleByDef(type, &def);
    if (!module) return NULL;
    State *state = PyModule_GetState(module);
    if (value < 0) {
        PyErr_Format(state->error, "negative start: %ld", value);
        return NULL;
    }
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Counter *self = (Counter *)alloc(type, 0);
    if (!self) return NULL;
    self->value = value;
    self->step = step;
    self->tag = 'c';
    self->scale = 1.5;
    self->label = Py_NewRef(label);
    self->kind = "counter";
    state->made++;
    return (PyObject *)self;
}

static int counter_traverse(PyObject *object, visitproc visit, void *arg) {
    Counter *self = (Counter *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->label);
    Py_VISIT(self->extra);
    return 0;
}

static int counter_clear(PyObject *object) {
    Counter *self = (Counter *)object;
    Py_CLEAR(self->label);
    Py_CLEAR(self->extra);
    return 0;
}

static void counter_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    counter_clear(object);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

static PyObject *counter_repr(PyObject *object) {
    Counter *self = (Counter *)object;
    return PyUnicode_FromFormat("Counter(%ld, step=%d)", self->value, self->step);
}

static PyObject *counter_bump(PyObject *object, PyObject *Py_UNUSED(unused)) {
    Counter *self = (Counter *)object;
    self->value += self->step;
    return PyLong_FromLong(self->value);
}

static PyObject *counter_made(PyObject *object, PyTypeObject *defining, PyObject *const *args, size_t nargs,
                              PyObject *kwnames) {
    (void)object, (void)args;
    if (nargs || kwnames) {
        PyErr_SetString(PyExc_TypeError, "made() takes no arguments");
        return NULL;
    }
    State *state = PyType_GetModuleState(defining);
    return state ? PyLong_FromLong(state->made) : NULL;
}

static PyObject *counter_from_text(PyObject *type, PyObject *text) {
    PyObject *number = PyNumber_Long(text);
    if (!number) return NULL;
    PyObject *made = PyObject_CallFunctionObjArgs(type, number, NULL);
    Py_DECREF(number);
    return made;
}

static PyObject *counter_biggest(PyObject *unused, PyObject *Py_UNUSED(args)) {
    (void)unused;
    return PyLong_FromLong(LONG_MAX);
}

static PyObject *counter_get_twice(PyObject *object, void *closure) {
    return PyLong_FromLong(((Counter *)object)->value * *(int *)closure);
}

static int counter_set_twice(PyObject *object, PyObject *value, void *closure) {
    if (!value) {
        PyErr_SetString(PyExc_AttributeError, "twice cannot be deleted");
        return -1;
    }
    long number = PyLong_AsLong(value);
    if (number == -1 && PyErr_Occurred()) return -1;
    ((Counter *)object)->value = number / *(int *)closure;
    return 0;
}

static int two = 2;
static PyGetSetDef counter_getset[] = {
    {"twice", counter_get_twice, counter_set_twice, "Twice the value.", &two},
    {"thrice_read_only", counter_get_twice, NULL, NULL, &two},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyMemberDef counter_members[] = {
    {"value", T_LONG, offsetof(Counter, value), 0, "The count."},
    {"step", T_INT, offsetof(Counter, step), READONLY, NULL},
    {"tag", T_CHAR, offsetof(Counter, tag), 0, NULL},
    {"scale", T_DOUBLE, offsetof(Counter, scale), 0, NULL},
    {"label", T_OBJECT, offsetof(Counter, label), 0, NULL},
    {"extra", T_OBJECT_EX, offsetof(Counter, extra), 0, NULL},
    {"kind", T_STRING, offsetof(Counter, kind), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyMethodDef counter_methods[] = {
    {"bump", counter_bump, METH_NOARGS, "bump($self, /)\n--\n\nOne step up."},
    {"made", (PyCFunction)(void (*)(void))counter_made, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL},
    {"from_text", counter_from_text, METH_O | METH_CLASS, NULL},
    {"biggest", counter_biggest, METH_NOARGS | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot counter_slots[] = {
    {Py_tp_doc, "Counts up."},
    {Py_tp_new, (void *)counter_new},
    {Py_tp_traverse, (void *)counter_traverse},
    {Py_tp_clear, (void *)counter_clear},
    {Py_tp_dealloc, (void *)counter_dealloc},
    {Py_tp_repr, (void *)counter_repr},
    {Py_tp_methods, counter_methods},
    {Py_tp_members, counter_members},
    {Py_tp_getset, counter_getset},
    {0, NULL},
};
static PyType_Spec counter_spec = {"counter_multi.Counter", sizeof(Counter), 0,
                                   Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE, counter_slots};

/* ---- functions: one of each kind ---- */

static PyObject *varargs(PyObject *self, PyObject *args) {
    (void)self;
    return Py_NewRef(args);
}
static PyObject *varargs_keywords(PyObject *self, PyObject *args, PyObject *kwargs) {
    (void)self;
    return Py_BuildValue("OO", args, kwargs ? kwargs : Py_None);
}
static PyObject *noargs(PyObject *self, PyObject *null) { return Py_BuildValue("Oi", self, null == NULL); }
static PyObject *one(PyObject *self, PyObject *arg) {
    (void)self;
    return Py_NewRef(arg);
}
static PyObject *list_of(PyObject *const *args, Py_ssize_t count) {
    PyObject *list = PyList_New(count);
    for (Py_ssize_t i = 0; list && i < count; i++) PyList_SetItem(list, i, Py_NewRef(args[i]));
    return list;
}
static PyObject *fastcall(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self;
    return list_of(args, nargs);
}
static PyObject *fastcall_keywords(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    (void)self;
    Py_ssize_t keywords = kwnames ? PyTuple_Size(kwnames) : 0;
    return Py_BuildValue("NON", list_of(args, nargs), kwnames ? kwnames : Py_None, list_of(args + nargs, keywords));
}
static PyObject *fail(PyObject *self, PyObject *Py_UNUSED(unused)) {
    State *state = PyModule_GetState(self);
    PyErr_SetString(state->error, "as asked");
    return NULL;
}
static PyObject *made(PyObject *self, PyObject *Py_UNUSED(unused)) {
    State *state = PyModule_GetState(self);
    return PyLong_FromLong(state->made);
}

static PyMethodDef methods[] = {
    {"varargs", varargs, METH_VARARGS, NULL},
    {"varargs_keywords", (PyCFunction)(void (*)(void))varargs_keywords, METH_VARARGS | METH_KEYWORDS, NULL},
    {"noargs", noargs, METH_NOARGS, "noargs($module, /)\n--\n\nNo arguments."},
    {"one", one, METH_O, NULL},
    {"fastcall", (PyCFunction)(void (*)(void))fastcall, METH_FASTCALL, NULL},
    {"fastcall_keywords", (PyCFunction)(void (*)(void))fastcall_keywords, METH_FASTCALL | METH_KEYWORDS, NULL},
    {"fail", fail, METH_NOARGS, NULL},
    {"made", made, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- the module ---- */

static int module_exec(PyObject *module) {
    State *state = PyModule_GetState(module);
    state->error = PyErr_NewExceptionWithDoc("counter_multi.Error", "A counter's complaint.", PyExc_ValueError, NULL);
    if (!state->error || PyModule_AddObjectRef(module, "Error", state->error) < 0) return -1;
    state->counter_type = PyType_FromModuleAndSpec(module, &counter_spec, NULL);
    if (!state->counter_type) return -1;
    return PyModule_AddType(module, (PyTypeObject *)state->counter_type);
}

static int module_traverse(PyObject *module, visitproc visit, void *arg) {
    State *state = PyModule_GetState(module);
    Py_VISIT(state->error);
    Py_VISIT(state->counter_type);
    return 0;
}
static int module_clear(PyObject *module) {
    State *state = PyModule_GetState(module);
    Py_CLEAR(state->error);
    Py_CLEAR(state->counter_type);
    return 0;
}
static void module_free(void *module) { module_clear(module); }

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)module_exec},
#ifdef LADON_PER_INTERPRETER_GIL
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {0, NULL},
};
static PyModuleDef def = {PyModuleDef_HEAD_INIT, "counter_multi", "A well-behaved module.", sizeof(State), methods,
                          slots, module_traverse, module_clear, module_free};

PyMODINIT_FUNC PyInit_counter_multi(void) { return PyModuleDef_Init(&def); }
