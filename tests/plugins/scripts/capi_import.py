# since: 3.13
import sys
from load import load, Spec

given = {"spec": Spec("pkg.named_by_spec", "origin"),
         "code": compile("made_by = 'code'", "c", "exec"), "bad code": compile("1 / 0", "c", "exec")}
for line in load("capi_import").run(given):
    print(line)
# expect: module -> <module 'made'>
# expect: PyModule_GetName(module) -> "made"
# expect: PyModule_GetNameObject(module) -> 'made'
# expect: PyModule_GetFilenameObject(module) -> NULL, SystemError: module filename missing
# expect: PyModule_GetFilename(module) -> NULL, SystemError: module filename missing
# expect: PyModule_GetDef(module) == NULL -> true
# expect: PyModule_GetState(module) == NULL -> true
# expect: PyModule_Check(module) -> true
# expect: PyDict_Size(PyModule_GetDict(module)) >= 5 -> 1
# expect: PyDict_GetItemString(PyModule_GetDict(module), "__name__") -> 'made'
# expect: PyDict_GetItemString(PyModule_GetDict(module), "__loader__") -> None
# expect: PyModule_AddIntConstant(module, "number", -5) -> 0
# expect: PyModule_AddStringConstant(module, "text", "constant") -> 0
# expect: PyModule_AddObject(module, "stolen", PyUnicode_FromString("given away")) -> 0
# expect: PyModule_AddObjectRef(module, "kept", S("kept")) -> 0
# expect: PyModule_AddObjectRef(module, "null", NULL) -> -1, SystemError: PyModule_AddObjectRef() must be called with an exception raised if value is NULL
# expect: PyModule_AddObjectRef(module, "null", NULL) -> -1, KeyError: 'passed through'
# expect: PyModule_AddObjectRef(N(5), "x", S("x")) -> -1, TypeError: PyModule_AddObjectRef() first argument must be a module
# expect: PyModule_AddType(module, &PyLong_Type) -> 0
# expect: PyModule_AddFunctions(module, more_methods) -> 0
# expect: PyModule_AddFunctions(module, bad_methods) -> -1, ValueError: module functions cannot set METH_CLASS or METH_STATIC
# expect: PyModule_SetDocString(module, "Documented.") -> 0
# expect: PyModule_SetDocString(N(5), "Documented.") -> -1, AttributeError: 'int' object attribute '__doc__' is read-only
# expect: number -> -5
# expect: text -> 'constant'
# expect: stolen -> 'given away'
# expect: kept -> 'kept'
# expect: int -> <class 'int'>
# expect: __doc__ -> 'Documented.'
# expect: said == module -> true
# expect: PyObject_SetAttrString(module, "__file__", S("/a/file.so")) -> 0
# expect: PyModule_GetFilename(module) -> "/a/file.so"
# expect: PyObject_SetAttrString(module, "__name__", N(5)) -> 0
# expect: PyModule_GetName(module) -> NULL, SystemError: nameless module
# expect: PyModule_NewObject(S("by object")) -> <module 'by object'>
# expect: PyModule_GetName(N(5)) -> NULL, TypeError: bad argument type for built-in operation
# expect: PyModule_GetNameObject(N(5)) -> NULL, TypeError: bad argument type for built-in operation
# expect: PyModule_GetFilenameObject(N(5)) -> NULL, TypeError: bad argument type for built-in operation
# expect: PyModule_GetDict(N(5)) == NULL -> true, SystemError: bad argument to internal function
# expect: PyModule_GetDef(N(5)) == NULL -> true, TypeError: bad argument type for built-in operation
# expect: PyModule_GetState(N(5)) == NULL -> true, TypeError: bad argument type for built-in operation
# expect: PyModule_GetDef(module) == &single -> true
# expect: state -> 0 0
# expect: PyObject_GetAttrString(module, "__doc__") -> 'A doc.'
# expect: PyState_FindModule(&single) == NULL -> true
# expect: PyState_AddModule(module, &single) -> 0
# expect: PyState_FindModule(&single) == module -> true
# expect: PyState_RemoveModule(&single) -> 0
# expect: PyState_FindModule(&single) == NULL -> true
# expect: PyState_AddModule(module, &multi) -> -1, SystemError: PyState_AddModule called on module with slots
# expect: PyState_RemoveModule(&multi) -> -1, SystemError: PyState_RemoveModule called on module with slots
# expect: PyState_FindModule(&multi) == NULL -> true
# expect: PyModule_ExecDef(module, &single) -> 0
# expect: PyModule_Create(&multi) -> NULL, SystemError: module multi: PyModule_Create is incompatible with m_slots
# expect: PyModuleDef_Init(&multi) == (PyObject *)&multi -> true
# expect: Py_TYPE((PyObject *)&multi) == &PyModuleDef_Type -> true
# expect: module -> <module 'pkg.named_by_spec'>
# expect: PyModule_GetState(module) == NULL -> true
# expect: PyModule_ExecDef(module, &from_spec) -> 0
# expect: PyModule_GetState(module) != NULL -> true
# expect: PyObject_GetAttrString(module, "__doc__") -> 'From a spec.'
# expect: PyModule_FromDefAndSpec(&from_spec, N(5)) -> NULL, AttributeError: 'int' object has no attribute 'name'
# expect: PyModule_GetName(module) -> "sys"
# expect: PyModule_GetName(module) -> "sys"
# expect: PyImport_ImportModule("no_such_module") -> NULL, ModuleNotFoundError: No module named 'no_such_module'
# expect: PyImport_ImportModule("sys.no_such") -> NULL, ModuleNotFoundError: No module named 'sys.no_such'; 'sys' is not a package
# expect: PyImport_Import(S("no_such_module")) -> NULL, ModuleNotFoundError: No module named 'no_such_module'
# expect: PyImport_ImportModuleNoBlock("no_such_module") -> NULL, ModuleNotFoundError: No module named 'no_such_module'
# expect: PyModule_GetName(module) -> "sys"
# expect: PyImport_ImportModuleLevel("sys", NULL, NULL, NULL, -1) -> NULL, ValueError: level must be >= 0
# expect: PyImport_ImportModuleLevel("x", V("{}"), NULL, NULL, 1) -> NULL, KeyError: "'__name__' not in globals"
# expect: PyImport_ImportModuleLevelObject(S(""), NULL, NULL, NULL, 0) -> NULL, ValueError: Empty module name
# expect: PyImport_ImportModuleLevelObject(N(5), NULL, NULL, NULL, 0) -> NULL, TypeError: module name must be a string
# expect: PyImport_GetModule(S("sys")) != NULL -> true
# expect: PyImport_GetModule(S("no_such_module")) -> NULL
# expect: PyDict_Check(PyImport_GetModuleDict()) -> true
# expect: module -> <module 'added_by_capi'>
# expect: PyImport_AddModule("added_by_capi") == module -> true
# expect: PyImport_AddModuleObject(S("added_by_capi")) == module -> true
# expect: PyDict_GetItemString(PyImport_GetModuleDict(), "added_by_capi") == module -> true
# expect: PyImport_ReloadModule(N(5)) -> NULL, TypeError: reload() argument must be a module
# expect: module ? PyObject_GetAttrString(module, "made_by") : NULL -> 'code'
# expect: module ? PyObject_GetAttrString(module, "__name__") : NULL -> 'from_code'
# expect: module ? PyObject_GetAttrString(module, "__file__") : NULL -> 'some/file.py'
# expect: PyImport_ExecCodeModule("from_bad_code", G("bad code")) -> NULL, ZeroDivisionError: division by zero
# expect: PyImport_GetModule(S("from_bad_code")) -> NULL
# expect: PyImport_GetMagicNumber() != 0 -> true
# expect: PyImport_GetMagicTag() != NULL -> true
# expect: PyImport_ImportFrozenModule("no_such_module") -> 0
for name in ["added_by_capi", "from_code"]:
    print(name, name in sys.modules)
# expect: added_by_capi True
# expect: from_code True
