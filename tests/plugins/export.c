/* Modules of PEP 793: a hook that returns slots (PEP 820) instead of a def. CPython loads them from 3.15 on. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

typedef struct {
    uint16_t id, flags;
    uint32_t reserved;
    const void *value;
} Slot;
typedef struct {
    uint8_t major, minor;
    uint16_t flags;
    uint32_t build_version, abi_version;
} AbiInfo;
enum { OPTIONAL = 1, STATIC = 2 };
enum { END = 0, CREATE = 84, EXEC = 85, INTERPRETERS = 86, GIL = 87, SUBSLOTS = 92, LEGACY = 94, NAME = 100, DOC = 101,
       STATE_SIZE = 102, METHODS = 103, TRAVERSE = 104, CLEAR = 105, FREE = 106, ABI = 109, TOKEN = 110 };
PyObject *PyModule_FromSlotsAndSpec(const void *slots, PyObject *spec);
int PyModule_GetToken(PyObject *module, void **token);
int PyModule_GetStateSize(PyObject *module, Py_ssize_t *size);
int PyModule_Exec(PyObject *module);

static const AbiInfo stable = {1, 0, 1 | 2, 0, 0x030f0000}, from_the_future = {1, 0, 1, 0, 0x04000000}, too_new = {2, 0, 0, 0, 0};
static char token;
typedef struct {
    long executed;
    PyObject *kept;
} State;

static PyObject *state(PyObject *module, PyObject *Py_UNUSED(unused)) {
    State *own = PyModule_GetState(module);
    Py_ssize_t size;
    void *found;
    if (PyModule_GetStateSize(module, &size) < 0 || PyModule_GetToken(module, &found) < 0) return NULL;
    return Py_BuildValue("lnOO", own ? own->executed : -1, size, found == &token ? Py_True : Py_False,
                         PyModule_GetDef(module) ? Py_True : Py_False);
}
static PyObject *of_other(PyObject *module, PyObject *other) {
    (void)module;
    Py_ssize_t size = 5;
    void *found = &token;
    int status = PyModule_GetStateSize(other, &size);
    if (status < 0) PyErr_Clear();
    if (PyModule_GetToken(other, &found) < 0) PyErr_Clear();
    return Py_BuildValue("inO", status, size, found ? Py_True : Py_False);
}
static PyObject *execute(PyObject *module, PyObject *other) {
    (void)module;
    return PyModule_Exec(other) < 0 ? NULL : Py_NewRef(Py_None);
}
static PyMethodDef methods[] = {{"state", state, METH_NOARGS, NULL}, {"of_other", of_other, METH_O, NULL},
                                {"execute", execute, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static int run(PyObject *module) {
    State *own = PyModule_GetState(module);
    own->executed++;
    own->kept = PyList_New(0);
    return PyModule_AddObjectRef(module, "kept", own->kept);
}
static int plain_run(PyObject *module) { return PyModule_AddStringConstant(module, "ran", "yes"); }
static int failing_run(PyObject *module) {
    (void)module;
    PyErr_SetString(PyExc_ValueError, "exec says no");
    return -1;
}
static int visit_state(PyObject *module, visitproc visit, void *arg) {
    State *own = PyModule_GetState(module);
    if (own) Py_VISIT(own->kept);
    return 0;
}
static int clear_state(PyObject *module) {
    State *own = PyModule_GetState(module);
    if (own) Py_CLEAR(own->kept);
    return 0;
}
static void free_state(void *module) { clear_state(module); }
static PyObject *make_list(PyObject *spec, void *def) {
    if (def) PyErr_SetString(PyExc_SystemError, "a def");
    return PyObject_GetAttrString(spec, "name");
}

#define MODULE(name, ...) \
    const Slot *PyModExport_export_##name(void); \
    __attribute__((visibility("default"))) const Slot *PyModExport_export_##name(void) { \
        static const Slot slots[] = {__VA_ARGS__ {END, 0, 0, NULL}}; \
        return slots; \
    }
#define WITH_ABI {ABI, STATIC, 0, &stable},
#define V(number) (const void *)(intptr_t)(number)

MODULE(fine, WITH_ABI {NAME, STATIC, 0, "not its name"}, {DOC, STATIC, 0, "Made of slots."}, {STATE_SIZE, 0, 0, V(sizeof(State))},
       {METHODS, STATIC, 0, methods}, {EXEC, 0, 0, run}, {TRAVERSE, 0, 0, visit_state}, {CLEAR, 0, 0, clear_state},
       {FREE, 0, 0, free_state}, {INTERPRETERS, 0, 0, V(2)}, {GIL, 0, 0, V(1)}, {TOKEN, STATIC, 0, &token},)
MODULE(legacy_numbers, WITH_ABI {2, 0, 0, plain_run}, {3, 0, 0, V(2)}, {4, 0, 0, V(0)},)
static const PyModuleDef_Slot legacy[] = {{2, (void *)plain_run}, {0, NULL}};
static const Slot inner[] = {{DOC, STATIC, 0, "From within."}, {LEGACY, STATIC, 0, legacy}, {END, 0, 0, NULL}};
MODULE(nested, WITH_ABI {SUBSLOTS, STATIC, 0, inner}, {SUBSLOTS, STATIC, 0, NULL},)
MODULE(optional, WITH_ABI {999, OPTIONAL, 0, NULL},)
MODULE(not_a_module, WITH_ABI {CREATE, 0, 0, make_list},)
MODULE(exec_fails, WITH_ABI {EXEC, 0, 0, failing_run},)
MODULE(not_supported, WITH_ABI {INTERPRETERS, 0, 0, V(0)},)

MODULE(no_abi, {DOC, STATIC, 0, "x"},)
MODULE(future_abi, {ABI, STATIC, 0, &from_the_future},)
MODULE(new_abi, {ABI, STATIC, 0, &too_new},)
MODULE(unknown, WITH_ABI {999, 0, 0, NULL},)
MODULE(two_execs, WITH_ABI {EXEC, 0, 0, plain_run}, {EXEC, 0, 0, plain_run},)
MODULE(two_creates, WITH_ABI {CREATE, 0, 0, make_list}, {CREATE, 0, 0, make_list},)
MODULE(two_supports, WITH_ABI {INTERPRETERS, 0, 0, V(2)}, {INTERPRETERS, 0, 0, V(2)},)
MODULE(two_gils, WITH_ABI {GIL, 0, 0, V(0)}, {GIL, 0, 0, V(0)},)
MODULE(loose_methods, WITH_ABI {METHODS, 0, 0, methods},)
MODULE(negative_size, WITH_ABI {STATE_SIZE, 0, 0, V(-1)},)
MODULE(odd_end, WITH_ABI {END, OPTIONAL, 0, NULL},)
MODULE(token_without_module, WITH_ABI {CREATE, 0, 0, make_list}, {TOKEN, STATIC, 0, &token},)
MODULE(exec_without_module, WITH_ABI {CREATE, 0, 0, make_list}, {EXEC, 0, 0, plain_run},)
static const Slot within_itself[] = {{SUBSLOTS, STATIC, 0, within_itself}, {END, 0, 0, NULL}};
MODULE(endless, WITH_ABI {SUBSLOTS, STATIC, 0, within_itself},)

#define HOOK(name, ...) \
    const Slot *PyModExport_export_##name(void); \
    __attribute__((visibility("default"))) const Slot *PyModExport_export_##name(void) { __VA_ARGS__ }
static const Slot only_abi[] = {WITH_ABI {END, 0, 0, NULL}};
HOOK(null, return NULL;)
HOOK(raises, PyErr_SetString(PyExc_ValueError, "the hook says no"); return NULL;)
HOOK(unreported, PyErr_SetString(PyExc_ValueError, "left behind"); return only_abi;)
HOOK(garbage, return (const Slot *)0x10;)
HOOK(unaligned, return (const Slot *)((const char *)only_abi + 3);)
HOOK(high, return (const Slot *)(uintptr_t)0x00007fffdeadbee0;)
/* Both hooks: the newer one counts. */
HOOK(both, return only_abi;)
PyMODINIT_FUNC PyInit_export_both(void) {
    PyErr_SetString(PyExc_SystemError, "PyInit was called");
    return NULL;
}
