/* Functions of the stable ABI about the runtime: calls, errors, imports, threads. By the header of CPython that declares them; parameters by type only. */
#ifndef LADON_FUNCTIONS_RUNTIME_H
#define LADON_FUNCTIONS_RUNTIME_H

/* ceval */
void PyEval_AcquireThread(PyThreadState *);
PyObject *PyEval_EvalCode(PyObject *, PyObject *, PyObject *);
PyObject *PyEval_EvalCodeEx(PyObject *, PyObject *, PyObject *, PyObject *const *, int, PyObject *const *, int,
    PyObject *const *, int, PyObject *, PyObject *);
PyObject *PyEval_EvalFrame(PyFrameObject *);
PyObject *PyEval_EvalFrameEx(PyFrameObject *, int);
PyObject *PyEval_GetBuiltins(void);
PyFrameObject *PyEval_GetFrame(void);
PyObject *PyEval_GetFrameBuiltins(void);
PyObject *PyEval_GetFrameGlobals(void);
PyObject *PyEval_GetFrameLocals(void);
const char *PyEval_GetFuncDesc(PyObject *);
const char *PyEval_GetFuncName(PyObject *);
PyObject *PyEval_GetGlobals(void);
PyObject *PyEval_GetLocals(void);
void PyEval_InitThreads(void);
void PyEval_ReleaseThread(PyThreadState *);
void PyEval_RestoreThread(PyThreadState *);
PyThreadState *PyEval_SaveThread(void);
int Py_AddPendingCall(int (*)(void *), void *);
int Py_EnterRecursiveCall(const char *);
int Py_GetRecursionLimit(void);
void Py_LeaveRecursiveCall(void);
int Py_MakePendingCalls(void);
void Py_SetRecursionLimit(int);

/* codecs */
PyObject *PyCodec_BackslashReplaceErrors(PyObject *);
PyObject *PyCodec_Decode(PyObject *, const char *, const char *);
PyObject *PyCodec_Decoder(const char *);
PyObject *PyCodec_Encode(PyObject *, const char *, const char *);
PyObject *PyCodec_Encoder(const char *);
PyObject *PyCodec_IgnoreErrors(PyObject *);
PyObject *PyCodec_IncrementalDecoder(const char *, const char *);
PyObject *PyCodec_IncrementalEncoder(const char *, const char *);
int PyCodec_KnownEncoding(const char *);
PyObject *PyCodec_LookupError(const char *);
PyObject *PyCodec_NameReplaceErrors(PyObject *);
int PyCodec_Register(PyObject *);
int PyCodec_RegisterError(const char *, PyObject *);
PyObject *PyCodec_ReplaceErrors(PyObject *);
PyObject *PyCodec_StreamReader(const char *, PyObject *, const char *);
PyObject *PyCodec_StreamWriter(const char *, PyObject *, const char *);
PyObject *PyCodec_StrictErrors(PyObject *);
int PyCodec_Unregister(PyObject *);
PyObject *PyCodec_XMLCharRefReplaceErrors(PyObject *);

/* fileobject */
PyObject *PyFile_FromFd(int, const char *, const char *, int, const char *, const char *, const char *, int);
PyObject *PyFile_GetLine(PyObject *, int);
int PyFile_WriteObject(PyObject *, PyObject *, int);
int PyFile_WriteString(const char *, PyObject *);
int PyObject_AsFileDescriptor(PyObject *);

/* fileutils */
wchar_t *Py_DecodeLocale(const char *, size_t *);
char *Py_EncodeLocale(const wchar_t *, size_t *);

/* import */
PyObject *PyImport_AddModule(const char *);
PyObject *PyImport_AddModuleObject(PyObject *);
PyObject *PyImport_AddModuleRef(const char *);
int PyImport_AppendInittab(const char *, PyObject *(*)(void));
PyObject *PyImport_ExecCodeModule(const char *, PyObject *);
PyObject *PyImport_ExecCodeModuleEx(const char *, PyObject *, const char *);
PyObject *PyImport_ExecCodeModuleObject(PyObject *, PyObject *, PyObject *, PyObject *);
PyObject *PyImport_ExecCodeModuleWithPathnames(const char *, PyObject *, const char *, const char *);
PyObject *PyImport_GetImporter(PyObject *);
long PyImport_GetMagicNumber(void);
const char *PyImport_GetMagicTag(void);
PyObject *PyImport_GetModule(PyObject *);
PyObject *PyImport_GetModuleDict(void);
PyObject *PyImport_Import(PyObject *);
int PyImport_ImportFrozenModule(const char *);
int PyImport_ImportFrozenModuleObject(PyObject *);
PyObject *PyImport_ImportModule(const char *);
PyObject *PyImport_ImportModuleLevel(const char *, PyObject *, PyObject *, PyObject *, int);
PyObject *PyImport_ImportModuleLevelObject(PyObject *, PyObject *, PyObject *, PyObject *, int);
PyObject *PyImport_ImportModuleNoBlock(const char *);
PyObject *PyImport_ReloadModule(PyObject *);

/* intrcheck */
void PyOS_AfterFork(void);
void PyOS_AfterFork_Child(void);
void PyOS_AfterFork_Parent(void);
void PyOS_BeforeFork(void);
int PyOS_InterruptOccurred(void);

/* modsupport */
int PyArg_Parse(PyObject *, const char *, ...);
int PyArg_ParseTuple(PyObject *, const char *, ...);
int PyArg_ParseTupleAndKeywords(PyObject *, PyObject *, const char *, char *const *, ...);
int PyArg_UnpackTuple(PyObject *, const char *, Py_ssize_t, Py_ssize_t, ...);
int PyArg_VaParse(PyObject *, const char *, va_list);
int PyArg_VaParseTupleAndKeywords(PyObject *, PyObject *, const char *, char *const *, va_list);
int PyArg_ValidateKeywordArguments(PyObject *);
int PyModule_Add(PyObject *, const char *, PyObject *);
int PyModule_AddFunctions(PyObject *, PyMethodDef *);
int PyModule_AddIntConstant(PyObject *, const char *, long);
int PyModule_AddObject(PyObject *, const char *, PyObject *);
int PyModule_AddObjectRef(PyObject *, const char *, PyObject *);
int PyModule_AddStringConstant(PyObject *, const char *, const char *);
int PyModule_AddType(PyObject *, PyTypeObject *);
PyObject *PyModule_Create2(PyModuleDef *, int);
int PyModule_ExecDef(PyObject *, PyModuleDef *);
PyObject *PyModule_FromDefAndSpec2(PyModuleDef *, PyObject *, int);
int PyModule_SetDocString(PyObject *, const char *);
PyObject *Py_BuildValue(const char *, ...);
PyObject *Py_VaBuildValue(const char *, va_list);

/* osmodule */
PyObject *PyOS_FSPath(PyObject *);

/* pyerrors */
int PyErr_BadArgument(void);
void PyErr_BadInternalCall(void);
int PyErr_CheckSignals(void);
void PyErr_Clear(void);
int PyErr_ExceptionMatches(PyObject *);
void PyErr_Fetch(PyObject **, PyObject **, PyObject **);
PyObject *PyErr_Format(PyObject *, const char *, ...);
PyObject *PyErr_FormatV(PyObject *, const char *, va_list);
void PyErr_GetExcInfo(PyObject **, PyObject **, PyObject **);
PyObject *PyErr_GetHandledException(void);
PyObject *PyErr_GetRaisedException(void);
int PyErr_GivenExceptionMatches(PyObject *, PyObject *);
PyObject *PyErr_NewException(const char *, PyObject *, PyObject *);
PyObject *PyErr_NewExceptionWithDoc(const char *, const char *, PyObject *, PyObject *);
PyObject *PyErr_NoMemory(void);
void PyErr_NormalizeException(PyObject **, PyObject **, PyObject **);
PyObject *PyErr_Occurred(void);
PyObject *PyErr_ProgramText(const char *, int);
void PyErr_Restore(PyObject *, PyObject *, PyObject *);
void PyErr_SetExcInfo(PyObject *, PyObject *, PyObject *);
PyObject *PyErr_SetFromErrno(PyObject *);
PyObject *PyErr_SetFromErrnoWithFilename(PyObject *, const char *);
PyObject *PyErr_SetFromErrnoWithFilenameObject(PyObject *, PyObject *);
PyObject *PyErr_SetFromErrnoWithFilenameObjects(PyObject *, PyObject *, PyObject *);
void PyErr_SetHandledException(PyObject *);
PyObject *PyErr_SetImportError(PyObject *, PyObject *, PyObject *);
PyObject *PyErr_SetImportErrorSubclass(PyObject *, PyObject *, PyObject *, PyObject *);
void PyErr_SetInterrupt(void);
int PyErr_SetInterruptEx(int);
void PyErr_SetNone(PyObject *);
void PyErr_SetObject(PyObject *, PyObject *);
void PyErr_SetRaisedException(PyObject *);
void PyErr_SetString(PyObject *, const char *);
void PyErr_SyntaxLocation(const char *, int);
void PyErr_SyntaxLocationEx(const char *, int, int);
void PyErr_WriteUnraisable(PyObject *);
const char *PyExceptionClass_Name(PyObject *);
PyObject *PyException_GetArgs(PyObject *);
PyObject *PyException_GetCause(PyObject *);
PyObject *PyException_GetContext(PyObject *);
PyObject *PyException_GetTraceback(PyObject *);
void PyException_SetArgs(PyObject *, PyObject *);
void PyException_SetCause(PyObject *, PyObject *);
void PyException_SetContext(PyObject *, PyObject *);
int PyException_SetTraceback(PyObject *, PyObject *);
int PyOS_snprintf(char *, size_t, const char *, ...);
int PyOS_vsnprintf(char *, size_t, const char *, va_list);
PyObject *PyUnicodeDecodeError_Create(const char *, const char *, Py_ssize_t, Py_ssize_t, Py_ssize_t, const char *);
PyObject *PyUnicodeDecodeError_GetEncoding(PyObject *);
int PyUnicodeDecodeError_GetEnd(PyObject *, Py_ssize_t *);
PyObject *PyUnicodeDecodeError_GetObject(PyObject *);
PyObject *PyUnicodeDecodeError_GetReason(PyObject *);
int PyUnicodeDecodeError_GetStart(PyObject *, Py_ssize_t *);
int PyUnicodeDecodeError_SetEnd(PyObject *, Py_ssize_t);
int PyUnicodeDecodeError_SetReason(PyObject *, const char *);
int PyUnicodeDecodeError_SetStart(PyObject *, Py_ssize_t);
PyObject *PyUnicodeEncodeError_GetEncoding(PyObject *);
int PyUnicodeEncodeError_GetEnd(PyObject *, Py_ssize_t *);
PyObject *PyUnicodeEncodeError_GetObject(PyObject *);
PyObject *PyUnicodeEncodeError_GetReason(PyObject *);
int PyUnicodeEncodeError_GetStart(PyObject *, Py_ssize_t *);
int PyUnicodeEncodeError_SetEnd(PyObject *, Py_ssize_t);
int PyUnicodeEncodeError_SetReason(PyObject *, const char *);
int PyUnicodeEncodeError_SetStart(PyObject *, Py_ssize_t);
int PyUnicodeTranslateError_GetEnd(PyObject *, Py_ssize_t *);
PyObject *PyUnicodeTranslateError_GetObject(PyObject *);
PyObject *PyUnicodeTranslateError_GetReason(PyObject *);
int PyUnicodeTranslateError_GetStart(PyObject *, Py_ssize_t *);
int PyUnicodeTranslateError_SetEnd(PyObject *, Py_ssize_t);
int PyUnicodeTranslateError_SetReason(PyObject *, const char *);
int PyUnicodeTranslateError_SetStart(PyObject *, Py_ssize_t);
void Py_FatalError(const char *);
void _PyErr_BadInternalCall(const char *, int);

/* pyframe */
PyCodeObject *PyFrame_GetCode(PyFrameObject *);
int PyFrame_GetLineNumber(PyFrameObject *);

/* pylifecycle */
PyOS_sighandler_t PyOS_getsig(int);
PyOS_sighandler_t PyOS_setsig(int, PyOS_sighandler_t);
int Py_AtExit(void (*)(void));
int Py_BytesMain(int, char **);
void Py_EndInterpreter(PyThreadState *);
void Py_Exit(int);
void Py_Finalize(void);
int Py_FinalizeEx(void);
const char *Py_GetBuildInfo(void);
const char *Py_GetCompiler(void);
const char *Py_GetCopyright(void);
wchar_t *Py_GetExecPrefix(void);
wchar_t *Py_GetPath(void);
const char *Py_GetPlatform(void);
wchar_t *Py_GetPrefix(void);
wchar_t *Py_GetProgramFullPath(void);
wchar_t *Py_GetProgramName(void);
wchar_t *Py_GetPythonHome(void);
const char *Py_GetVersion(void);
void Py_Initialize(void);
void Py_InitializeEx(int);
int Py_IsFinalizing(void);
int Py_IsInitialized(void);
int Py_Main(int, wchar_t **);
PyThreadState *Py_NewInterpreter(void);
void Py_SetProgramName(const wchar_t *);
void Py_SetPythonHome(const wchar_t *);

/* pymem */
void *PyMem_Calloc(size_t, size_t);
void PyMem_Free(void *);
void *PyMem_Malloc(size_t);
void *PyMem_RawCalloc(size_t, size_t);
void PyMem_RawFree(void *);
void *PyMem_RawMalloc(size_t);
void *PyMem_RawRealloc(void *, size_t);
void *PyMem_Realloc(void *, size_t);

/* pystate */
PyGILState_STATE PyGILState_Ensure(void);
PyThreadState *PyGILState_GetThisThreadState(void);
void PyGILState_Release(PyGILState_STATE);
void PyInterpreterState_Clear(PyInterpreterState *);
void PyInterpreterState_Delete(PyInterpreterState *);
PyInterpreterState *PyInterpreterState_Get(void);
PyObject *PyInterpreterState_GetDict(PyInterpreterState *);
int64_t PyInterpreterState_GetID(PyInterpreterState *);
PyInterpreterState *PyInterpreterState_New(void);
int PyState_AddModule(PyObject *, PyModuleDef *);
PyObject *PyState_FindModule(PyModuleDef *);
int PyState_RemoveModule(PyModuleDef *);
void PyThreadState_Clear(PyThreadState *);
void PyThreadState_Delete(PyThreadState *);
PyThreadState *PyThreadState_Get(void);
PyObject *PyThreadState_GetDict(void);
PyFrameObject *PyThreadState_GetFrame(PyThreadState *);
uint64_t PyThreadState_GetID(PyThreadState *);
PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *);
PyThreadState *PyThreadState_New(PyInterpreterState *);
int PyThreadState_SetAsyncExc(unsigned long, PyObject *);
PyThreadState *PyThreadState_Swap(PyThreadState *);

/* pystrcmp */
int PyOS_mystricmp(const char *, const char *);
int PyOS_mystrnicmp(const char *, const char *, Py_ssize_t);

/* pystrtod */
char *PyOS_double_to_string(double, char, int, int, int *);
double PyOS_string_to_double(const char *, char **, PyObject *);

/* pythonrun */
void PyErr_Display(PyObject *, PyObject *, PyObject *);
void PyErr_DisplayException(PyObject *);
void PyErr_Print(void);
void PyErr_PrintEx(int);
PyObject *Py_CompileString(const char *, const char *, int);

/* pythread */
PyObject *PyThread_GetInfo(void);
void PyThread_ReInitTLS(void);
int PyThread_acquire_lock(PyThread_type_lock, int);
PyLockStatus PyThread_acquire_lock_timed(PyThread_type_lock, long long, int);
PyThread_type_lock PyThread_allocate_lock(void);
int PyThread_create_key(void);
void PyThread_delete_key(int);
void PyThread_delete_key_value(int);
void PyThread_exit_thread(void);
void PyThread_free_lock(PyThread_type_lock);
void *PyThread_get_key_value(int);
size_t PyThread_get_stacksize(void);
unsigned long PyThread_get_thread_ident(void);
unsigned long PyThread_get_thread_native_id(void);
void PyThread_init_thread(void);
void PyThread_release_lock(PyThread_type_lock);
int PyThread_set_key_value(int, void *);
int PyThread_set_stacksize(size_t);
unsigned long PyThread_start_new_thread(void (*)(void *), void *);
Py_tss_t *PyThread_tss_alloc(void);
int PyThread_tss_create(Py_tss_t *);
void PyThread_tss_delete(Py_tss_t *);
void PyThread_tss_free(Py_tss_t *);
void *PyThread_tss_get(Py_tss_t *);
int PyThread_tss_is_created(Py_tss_t *);
int PyThread_tss_set(Py_tss_t *, void *);

/* sysmodule */
int PySys_Audit(const char *, const char *, ...);
int PySys_AuditTuple(const char *, PyObject *);
void PySys_FormatStderr(const char *, ...);
void PySys_FormatStdout(const char *, ...);
PyObject *PySys_GetObject(const char *);
PyObject *PySys_GetXOptions(void);
void PySys_ResetWarnOptions(void);
void PySys_SetArgv(int, wchar_t **);
void PySys_SetArgvEx(int, wchar_t **, int);
int PySys_SetObject(const char *, PyObject *);
void PySys_WriteStderr(const char *, ...);
void PySys_WriteStdout(const char *, ...);

/* traceback */
int PyTraceBack_Here(PyFrameObject *);
int PyTraceBack_Print(PyObject *, PyObject *);

/* warnings */
int PyErr_ResourceWarning(PyObject *, Py_ssize_t, const char *, ...);
int PyErr_WarnEx(PyObject *, const char *, Py_ssize_t);
int PyErr_WarnExplicit(PyObject *, const char *, const char *, int, const char *, PyObject *);
int PyErr_WarnFormat(PyObject *, Py_ssize_t, const char *, ...);

#endif
