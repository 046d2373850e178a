/* One abi3 plugin with a hook per kind of single-phase module; each hook logs `event@interpreter`.
 *
 * info() reports what the import did to the module: self, def, m_size, m_copy, m_index, m_init, FindModule.
 * facts/import-semantics §2.5 was measured with it; equal numbers are equal addresses. Hooks:
 *
 *   pb_basic, pb_wrap (shares its def)    m_size -1         pb_sha, pb_shb (share a def)   m_size 8
 *   pb_reinit                             m_size 0          pb_cf, pb_cfz                  ask FindModule first
 *   pb_state                              m_size > 0        pb_cfs (m_size 42)             … too
 *                                                           pb_circ, pb_circb              import themselves
 *   pb_nodef pb_notmod pb_none pb_raise pb_null pb_unrep pb_slots pb_badver pb_cls, PyInitU_pb_8na: refused or odd
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdio.h>
#include <string.h>

static char events[65536];
static size_t events_length;

static void note(const char *event) {
    long long id = (long long)PyInterpreterState_GetID(PyInterpreterState_Get());
    size_t room = sizeof events - events_length;
    int written = snprintf(events + events_length, room, "%s@%lld;", event, id);
    if (written > 0 && (size_t)written < room) events_length += (size_t)written;
}

typedef struct {
    PyObject *object;
    long count;
} State;

/* ---- functions every module has ---- */

static PyObject *probe_log(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    PyObject *text = PyUnicode_FromString(events);
    events_length = 0;
    events[0] = '\0';
    return text;
}

static unsigned long long address(const void *pointer) { return (unsigned long long)(uintptr_t)pointer; }

static PyObject *probe_info(PyObject *self, PyObject *Py_UNUSED(unused)) {
    PyModuleDef *def = PyModule_GetDef(self);
    PyErr_Clear();
    PyObject *found = def ? PyState_FindModule(def) : NULL;
    PyObject *copy = def ? def->m_base.m_copy : NULL;
    return Py_BuildValue("{s:K,s:K,s:L,s:K,s:n,s:K,s:K,s:n}", "self", address(self), "def", address(def), "size",
                         (long long)(def ? def->m_size : -99), "m_copy", address(copy), "m_index",
                         def ? def->m_base.m_index : (Py_ssize_t)-1, "m_init",
                         def ? (unsigned long long)(uintptr_t)def->m_base.m_init : 0ULL, "find", address(found),
                         "mcopy_len", copy ? PyDict_Size(copy) : (Py_ssize_t)-1);
}

static PyObject *address_or_none(const void *pointer) {
    if (pointer) return PyLong_FromVoidPtr((void *)pointer);
    PyErr_Clear();
    Py_RETURN_NONE;
}

static PyObject *probe_moddef(PyObject *self, PyObject *module) {
    (void)self;
    return address_or_none(PyModule_GetDef(module));
}

static PyObject *probe_modstate(PyObject *self, PyObject *module) {
    (void)self;
    return address_or_none(PyModule_GetState(module));
}

static PyMethodDef methods[] = {
    {"log", probe_log, METH_NOARGS, NULL},
    {"info", probe_info, METH_NOARGS, NULL},
    {"moddef", probe_moddef, METH_O, NULL},
    {"modstate", probe_modstate, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static int probe_traverse(PyObject *self, visitproc visit, void *arg) {
    (void)self, (void)visit, (void)arg;
    return 0;
}
static int probe_clear(PyObject *self) {
    (void)self;
    note("m_clear");
    return 0;
}
static void probe_free(void *self) {
    (void)self;
    note("m_free");
}
static void probe_free_state(void *self) {
    (void)self;
    note("m_free_state");
}

#define DEF(variable, name, size, slots, free) \
    static struct PyModuleDef variable = {PyModuleDef_HEAD_INIT, name, "doc", size, methods, slots, probe_traverse, \
                                          probe_clear, free}
static PyModuleDef_Slot no_slots[] = {{0, NULL}};
static PyMethodDef class_methods[] = {{"x", probe_log, METH_NOARGS | METH_CLASS, NULL}, {NULL, NULL, 0, NULL}};
DEF(def_basic, "pb_basic", -1, NULL, probe_free);
DEF(def_reinit, "pb_reinit", 0, NULL, probe_free);
DEF(def_state, "pb_state", sizeof(State), NULL, probe_free_state);
DEF(def_slots, "pb_slots", 0, no_slots, probe_free);
static struct PyModuleDef def_badver = {PyModuleDef_HEAD_INIT, "pb_badver", "doc", 0, methods, NULL, NULL, NULL, NULL};
static struct PyModuleDef def_cls = {PyModuleDef_HEAD_INIT, "pb_cls", "doc", 0, class_methods, NULL, NULL, NULL, NULL};
static struct PyModuleDef def_cf = {PyModuleDef_HEAD_INIT, "pb_cf", "doc", -1, methods, NULL, NULL, NULL, NULL};
static struct PyModuleDef def_cfz = {PyModuleDef_HEAD_INIT, "pb_cfz", "doc", 0, methods, NULL, NULL, NULL, NULL};
static struct PyModuleDef def_cfs = {PyModuleDef_HEAD_INIT, "pb_cfs", "doc", 42, methods, NULL, NULL, NULL, NULL};
static struct PyModuleDef def_circ = {PyModuleDef_HEAD_INIT, "pb_circ", "doc", 0, methods, NULL, NULL, NULL, NULL};
static struct PyModuleDef def_circb = {PyModuleDef_HEAD_INIT, "pb_circb", "doc", -1, methods, NULL, NULL, NULL, NULL};
static struct PyModuleDef def_shared = {PyModuleDef_HEAD_INIT, "pb_sha", "doc", 8, methods, NULL, NULL, NULL, NULL};

/* ---- hooks ---- */

static PyObject *make(PyModuleDef *def, const char *event) {
    note(event);
    PyObject *module = PyModule_Create(def);
    if (!module) return NULL;
    PyModule_AddObject(module, "lst", PyList_New(0));
    PyModule_AddObject(module, "err", PyErr_NewException("pb.err", NULL, NULL));
    return module;
}

PyMODINIT_FUNC PyInit_pb_basic(void) { return make(&def_basic, "init_basic"); }
PyMODINIT_FUNC PyInit_pb_wrap(void) { return make(&def_basic, "init_wrap"); }
PyMODINIT_FUNC PyInit_pb_reinit(void) { return make(&def_reinit, "init_reinit"); }
PyMODINIT_FUNC PyInit_pb_state(void) { return make(&def_state, "init_state"); }
PyMODINIT_FUNC PyInit_pb_sha(void) { return make(&def_shared, "init_sha"); }
PyMODINIT_FUNC PyInit_pb_shb(void) { return make(&def_shared, "init_shb"); }
PyMODINIT_FUNC PyInitU_pb_8na(void) { return make(&def_reinit, "init_u"); }

PyMODINIT_FUNC PyInit_pb_nodef(void) {
    note("init_nodef");
    return PyModule_New("pb_nodef");
}
PyMODINIT_FUNC PyInit_pb_notmod(void) {
    note("init_notmod");
    return PyLong_FromLong(3);
}
PyMODINIT_FUNC PyInit_pb_none(void) { Py_RETURN_NONE; }
PyMODINIT_FUNC PyInit_pb_raise(void) {
    note("init_raise");
    PyErr_SetString(PyExc_ValueError, "boom");
    return NULL;
}
PyMODINIT_FUNC PyInit_pb_null(void) {
    note("init_null");
    return NULL;
}
PyMODINIT_FUNC PyInit_pb_unrep(void) {
    note("init_unrep");
    PyObject *module = PyModule_Create(&def_reinit);
    PyErr_SetString(PyExc_ValueError, "boom");
    return module;
}
PyMODINIT_FUNC PyInit_pb_slots(void) { return PyModule_Create(&def_slots); }
PyMODINIT_FUNC PyInit_pb_badver(void) { return PyModule_Create2(&def_badver, 1000); }
PyMODINIT_FUNC PyInit_pb_cls(void) { return PyModule_Create(&def_cls); }

static PyObject *found_or_made(PyModuleDef *def, const char *hit, const char *create) {
    PyObject *module = PyState_FindModule(def);
    if (!module) return make(def, create);
    note(hit);
    return Py_NewRef(module);
}
PyMODINIT_FUNC PyInit_pb_cf(void) {
    note("init_cf");
    return found_or_made(&def_cf, "cf_hit", "cf_create");
}
PyMODINIT_FUNC PyInit_pb_cfz(void) {
    note("init_cfz");
    return found_or_made(&def_cfz, "cfz_hit", "cfz_create");
}
PyMODINIT_FUNC PyInit_pb_cfs(void) {
    note("init_cfs");
    return found_or_made(&def_cfs, "cfs_hit", "cfs_create");
}

/* A module kept in a C variable that, on the way, imports a helper which imports it. */
static PyObject *circular(PyObject **kept, PyModuleDef *def, const char *create, const char *helper) {
    if (!*kept) {
        *kept = make(def, create);
        PyObject *imported = *kept ? PyImport_ImportModule(helper) : NULL;
        if (!imported) return NULL;
        Py_DECREF(imported);
    }
    return Py_NewRef(*kept);
}
static PyObject *kept_circ, *kept_circb;
PyMODINIT_FUNC PyInit_pb_circ(void) {
    note("init_circ");
    return circular(&kept_circ, &def_circ, "circ_create", "pb_circ_helper");
}
PyMODINIT_FUNC PyInit_pb_circb(void) {
    note("init_circb");
    return circular(&kept_circb, &def_circb, "circb_create", "pb_circb_helper");
}
