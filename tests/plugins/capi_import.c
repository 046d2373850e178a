/* import.h, moduleobject.h and the module part of modsupport.h. */
#include "capi.h"

static PyObject *hello(PyObject *self, PyObject *Py_UNUSED(unused)) { return Py_NewRef(self); }
static PyMethodDef more_methods[] = {{"hello", hello, METH_NOARGS, "Says who it is."}, {NULL, NULL, 0, NULL}};
static PyMethodDef bad_methods[] = {{"bad", hello, METH_NOARGS | METH_STATIC, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef single = {PyModuleDef_HEAD_INIT, "single", "A doc.", 16, more_methods, NULL, NULL, NULL, NULL};
static PyModuleDef_Slot no_slots[] = {{0, NULL}};
static struct PyModuleDef multi = {PyModuleDef_HEAD_INIT, "multi", NULL, 0, NULL, no_slots, NULL, NULL, NULL};
static struct PyModuleDef from_spec = {PyModuleDef_HEAD_INIT, "ignored", "From a spec.", 8, more_methods, no_slots, NULL,
                                       NULL, NULL};

static void modules(void) {
    PyObject *module = PyModule_New("made");
    SHOW(module);
    TEXT(PyModule_GetName(module));
    NEW(PyModule_GetNameObject(module));
    NEW(PyModule_GetFilenameObject(module));
    TEXT(PyModule_GetFilename(module));
    TRUTH(PyModule_GetDef(module) == NULL);
    TRUTH(PyModule_GetState(module) == NULL);
    TRUTH(PyModule_Check(module));
    INT(PyDict_Size(PyModule_GetDict(module)) >= 5);
    BORROWED(PyDict_GetItemString(PyModule_GetDict(module), "__name__"));
    BORROWED(PyDict_GetItemString(PyModule_GetDict(module), "__loader__"));
    INT(PyModule_AddIntConstant(module, "number", -5));
    INT(PyModule_AddStringConstant(module, "text", "constant"));
    INT(PyModule_AddObject(module, "stolen", PyUnicode_FromString("given away")));
    INT(PyModule_AddObjectRef(module, "kept", S("kept")));
    INT(PyModule_AddObjectRef(module, "null", NULL));
    PyErr_SetString(PyExc_KeyError, "passed through");
    INT(PyModule_AddObjectRef(module, "null", NULL));
    INT(PyModule_AddObjectRef(N(5), "x", S("x")));
    INT(PyModule_AddType(module, &PyLong_Type));
    INT(PyModule_AddFunctions(module, more_methods));
    INT(PyModule_AddFunctions(module, bad_methods));
    INT(PyModule_SetDocString(module, "Documented."));
    INT(PyModule_SetDocString(N(5), "Documented."));
    for (const char *const *name = (const char *const[]){"number", "text", "stolen", "kept", "int", "__doc__", NULL}; *name; name++) {
        note_new(*name, PyObject_GetAttrString(module, *name));
    }
    PyObject *said = PyObject_CallMethod(module, "hello", NULL);
    TRUTH(said == module);
    Py_XDECREF(said);
    INT(PyObject_SetAttrString(module, "__file__", S("/a/file.so")));
    TEXT(PyModule_GetFilename(module));
    INT(PyObject_SetAttrString(module, "__name__", N(5)));
    TEXT(PyModule_GetName(module));
    Py_XDECREF(module);
    NEW(PyModule_NewObject(S("by object")));
    TEXT(PyModule_GetName(N(5)));
    NEW(PyModule_GetNameObject(N(5)));
    NEW(PyModule_GetFilenameObject(N(5)));
    TRUTH(PyModule_GetDict(N(5)) == NULL);
    TRUTH(PyModule_GetDef(N(5)) == NULL);
    TRUTH(PyModule_GetState(N(5)) == NULL);

    module = PyModule_Create(&single);
    TRUTH(PyModule_GetDef(module) == &single);
    long *state = PyModule_GetState(module);
    note_formatted("state", "%ld %ld", state[0], state[1]);
    NEW(PyObject_GetAttrString(module, "__doc__"));
    TRUTH(PyState_FindModule(&single) == NULL);
    INT(PyState_AddModule(module, &single));
    TRUTH(PyState_FindModule(&single) == module);
    INT(PyState_RemoveModule(&single));
    TRUTH(PyState_FindModule(&single) == NULL);
    INT(PyState_AddModule(module, &multi));
    INT(PyState_RemoveModule(&multi));
    TRUTH(PyState_FindModule(&multi) == NULL);
    INT(PyModule_ExecDef(module, &single));
    Py_XDECREF(module);
    NEW(PyModule_Create(&multi));
    TRUTH(PyModuleDef_Init(&multi) == (PyObject *)&multi);
    TRUTH(Py_TYPE((PyObject *)&multi) == &PyModuleDef_Type);

    module = PyModule_FromDefAndSpec(&from_spec, G("spec"));
    SHOW(module);
    TRUTH(PyModule_GetState(module) == NULL);
    INT(PyModule_ExecDef(module, &from_spec));
    TRUTH(PyModule_GetState(module) != NULL);
    NEW(PyObject_GetAttrString(module, "__doc__"));
    Py_XDECREF(module);
    NEW(PyModule_FromDefAndSpec(&from_spec, N(5)));
}

static void imports(void) {
    PyObject *module = PyImport_ImportModule("sys");
    TEXT(PyModule_GetName(module));
    Py_XDECREF(module);
    module = PyImport_Import(S("sys"));
    TEXT(PyModule_GetName(module));
    Py_XDECREF(module);
    NEW(PyImport_ImportModule("no_such_module"));
    NEW(PyImport_ImportModule("sys.no_such"));
    NEW(PyImport_Import(S("no_such_module")));
    NEW(PyImport_ImportModuleNoBlock("no_such_module"));
    module = PyImport_ImportModuleLevel("sys", NULL, NULL, NULL, 0);
    TEXT(PyModule_GetName(module));
    Py_XDECREF(module);
    NEW(PyImport_ImportModuleLevel("sys", NULL, NULL, NULL, -1));
    NEW(PyImport_ImportModuleLevel("x", V("{}"), NULL, NULL, 1));
    NEW(PyImport_ImportModuleLevelObject(S(""), NULL, NULL, NULL, 0));
    NEW(PyImport_ImportModuleLevelObject(N(5), NULL, NULL, NULL, 0));
    TRUTH(PyImport_GetModule(S("sys")) != NULL);
    NEW(PyImport_GetModule(S("no_such_module")));
    TRUTH(PyDict_Check(PyImport_GetModuleDict()));
    module = PyImport_AddModule("added_by_capi");
    SHOW(module);
    TRUTH(PyImport_AddModule("added_by_capi") == module);
    TRUTH(PyImport_AddModuleObject(S("added_by_capi")) == module);
    TRUTH(PyDict_GetItemString(PyImport_GetModuleDict(), "added_by_capi") == module);
    NEW(PyImport_ReloadModule(N(5)));
    module = PyImport_ExecCodeModule("from_code", G("code"));
    NEW(module ? PyObject_GetAttrString(module, "made_by") : NULL);
    NEW(module ? PyObject_GetAttrString(module, "__name__") : NULL);
    Py_XDECREF(module);
    module = PyImport_ExecCodeModuleEx("from_code", G("code"), "some/file.py");
    NEW(module ? PyObject_GetAttrString(module, "__file__") : NULL);
    Py_XDECREF(module);
    NEW(PyImport_ExecCodeModule("from_bad_code", G("bad code")));
    NEW(PyImport_GetModule(S("from_bad_code")));
    TRUTH(PyImport_GetMagicNumber() != 0);
    TRUTH(PyImport_GetMagicTag() != NULL);
    INT(PyImport_ImportFrozenModule("no_such_module"));
}

static void run(void) {
    modules();
    imports();
}

CAPI_MODULE(capi_import)
