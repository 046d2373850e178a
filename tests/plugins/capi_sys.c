/* sysmodule.h, codecs.h, ceval.h, pystate.h, pythread.h, pylifecycle.h, pythonrun.h, fileobject.h: the runtime. */
#include "capi.h"

static void sys(void) {
    TRUTH(PySys_GetObject("modules") == PyImport_GetModuleDict());
    BORROWED(PySys_GetObject("no_such_name"));
    INT(PySys_SetObject("capi_name", S("stored")));
    BORROWED(PySys_GetObject("capi_name"));
    INT(PySys_SetObject("capi_name", NULL));
    BORROWED(PySys_GetObject("capi_name"));
    TRUTH(PyDict_Check(PySys_GetXOptions()));
    PySys_WriteStdout("written %s %d\n", "to stdout", 5);
    PySys_FormatStdout("formatted %R\n", S("x"));
    PySys_WriteStderr("written to stderr\n");
    PySys_FormatStderr("formatted %U\n", S("to stderr"));
    PyObject *out = PySys_GetObject("stdout");
    INT(PyFile_WriteString("a string\n", out));
    INT(PyFile_WriteObject(S("raw\n"), out, Py_PRINT_RAW));
    INT(PyFile_WriteObject(S("repr"), out, 0));
    INT(PyFile_WriteString("\n", out));
    INT(PyFile_WriteObject(S("x"), NULL, 0));
    INT(PyFile_WriteObject(S("x"), N(5), 0));
    INT(PyFile_WriteString("x", N(5)));
    NEW(PyFile_GetLine(G("reader"), 0));
    NEW(PyFile_GetLine(G("reader"), -1));
    NEW(PyFile_GetLine(N(5), 0));
    INT(PyObject_AsFileDescriptor(N(7)));
    INT(PyObject_AsFileDescriptor(N(-7)));
    INT(PyObject_AsFileDescriptor(G("reader")));
    INT(PyObject_AsFileDescriptor(S("x")));
}

static void codec(void) {
    INT(PyCodec_KnownEncoding("utf-8"));
    INT(PyCodec_KnownEncoding("no-such"));
    NEW(PyCodec_Encode(S("a\xc3\xa9"), "latin-1", NULL));
    NEW(PyCodec_Decode(B("a\xe9"), "latin-1", NULL));
    NEW(PyCodec_Encode(S("\xe2\x82\xac"), "latin-1", "strict"));
    NEW(PyCodec_Encode(S("x"), "no-such", NULL));
    TRUTH(PyCallable_Check(keep(PyCodec_Encoder("utf-8"))));
    TRUTH(PyCallable_Check(keep(PyCodec_Decoder("utf-8"))));
    NEW(PyCodec_Encoder("no-such"));
    TRUTH(PyCallable_Check(keep(PyCodec_LookupError("ignore"))));
    NEW(PyCodec_LookupError("no-such"));
    INT(PyCodec_RegisterError("capi.handler", G("handler")));
    INT(PyCodec_RegisterError("capi.handler", N(5)));
    NEW(PyUnicode_AsEncodedString(S("a\xc3\xa9"), "ascii", "capi.handler"));
    PyObject *error = keep(PyObject_CallFunction(PyExc_UnicodeEncodeError, "ssiis", "ascii", "a\xc3\xa9z", 1, 2, "why"));
    NEW(PyCodec_IgnoreErrors(error));
    NEW(PyCodec_ReplaceErrors(error));
    NEW(PyCodec_XMLCharRefReplaceErrors(error));
    NEW(PyCodec_BackslashReplaceErrors(error));
    NEW(PyCodec_NameReplaceErrors(error));
    NEW(PyCodec_StrictErrors(error));
    NEW(PyCodec_IgnoreErrors(N(5)));
    NEW(PyCodec_StrictErrors(N(5)));
}

static void evaluate(void) {
    PyObject *globals = keep(PyDict_New());
    PyDict_SetItemString(globals, "__builtins__", PyEval_GetBuiltins());
    PyObject *code = Py_CompileString("x = 1 + 1", "file.py", Py_file_input);
    TRUTH(code != NULL);
    NEW(PyEval_EvalCode(code, globals, globals));
    BORROWED(PyDict_GetItemString(globals, "x"));
    Py_XDECREF(code);
    code = Py_CompileString("x * y", "file.py", Py_eval_input);
    PyObject *locals = V("{s:i}", "y", 21);
    NEW(PyEval_EvalCode(code, globals, locals));
    NEW(PyEval_EvalCode(code, globals, globals));
    Py_XDECREF(code);
    NEW(Py_CompileString("x +", "file.py", Py_eval_input));
    TRUTH(PyEval_GetBuiltins() != NULL);
    TRUTH(PyDict_Check(PyEval_GetGlobals()));
}

static void threads(void) {
    PyThreadState *thread = PyThreadState_Get();
    PyInterpreterState *interpreter = PyInterpreterState_Get();
    TRUTH(thread != NULL && interpreter != NULL);
    TRUTH(PyThreadState_GetInterpreter(thread) == interpreter);
    INT(PyInterpreterState_GetID(interpreter));
    TRUTH(PyDict_Check(PyInterpreterState_GetDict(interpreter)));
    TRUTH(PyDict_Check(PyThreadState_GetDict()));
    TRUTH(PyThreadState_GetID(thread) > 0);
    PyGILState_STATE state = PyGILState_Ensure();
    TRUTH(PyGILState_GetThisThreadState() == thread);
    PyGILState_Release(state);
    PyThreadState *saved = PyEval_SaveThread();
    PyEval_RestoreThread(saved);
    TRUTH(PyThreadState_Get() == thread);
    saved = PyThreadState_Swap(NULL);
    PyThreadState *none = PyThreadState_Swap(saved);
    TRUTH(none == NULL);
    Py_BEGIN_ALLOW_THREADS
    Py_END_ALLOW_THREADS
    PyThread_type_lock lock = PyThread_allocate_lock();
    INT(PyThread_acquire_lock(lock, 1));
    INT(PyThread_acquire_lock(lock, 0));
    INT(PyThread_acquire_lock_timed(lock, 1000, 0));
    PyThread_release_lock(lock);
    INT(PyThread_acquire_lock(lock, 0));
    PyThread_release_lock(lock);
    PyThread_free_lock(lock);
    TRUTH(PyThread_get_thread_ident() != 0);
    TRUTH(PyThread_get_thread_ident() == PyThread_get_thread_ident());
    Py_tss_t *key = PyThread_tss_alloc();
    INT(PyThread_tss_is_created(key));
    INT(PyThread_tss_create(key));
    INT(PyThread_tss_create(key));
    TRUTH(PyThread_tss_get(key) == NULL);
    INT(PyThread_tss_set(key, key));
    TRUTH(PyThread_tss_get(key) == key);
    PyThread_tss_delete(key);
    INT(PyThread_tss_is_created(key));
    PyThread_tss_free(key);
    int old = PyThread_create_key();
    TRUTH(old >= 0);
    INT(PyThread_set_key_value(old, &old));
    TRUTH(PyThread_get_key_value(old) == &old);
    VOID(PyThread_delete_key_value(old));
    VOID(PyThread_delete_key(old));
    TRUTH(PyThread_get_stacksize() == 0);
}

static int called;
static int later(void *arg) {
    called += *(int *)arg;
    return 0;
}

static void life(void) {
    static int one = 1;
    INT(Py_IsInitialized());
    TRUTH(Py_GetVersion() != NULL && Py_GetVersion()[0] == '3');
    TRUTH(Py_GetPlatform() != NULL);
    TRUTH(Py_GetCopyright() != NULL);
    TRUTH(Py_GetCompiler() != NULL);
    TRUTH(Py_GetBuildInfo() != NULL);
    INT(Py_GetRecursionLimit() > 50);
    int limit = Py_GetRecursionLimit();
    VOID(Py_SetRecursionLimit(limit + 5));
    INT(Py_GetRecursionLimit() - limit);
    VOID(Py_SetRecursionLimit(limit));
    INT(Py_AddPendingCall(later, &one));
    INT(Py_MakePendingCalls());
    INT(called);
    INT(Py_MakePendingCalls());
    INT(called);
    called = 0;
    INT(PyOS_mystricmp("abc", "ABC"));
    INT(PyOS_mystricmp("abc", "abd") < 0);
    INT(PyOS_mystrnicmp("abcX", "ABCy", 3));
    char small[8];
    INT(PyOS_snprintf(small, sizeof small, "%s-%d", "long text", 5));
    TEXT(small);
    TRUTH(PyOS_getsig(2) == PyOS_getsig(2));
}

static void run(void) {
    sys();
    codec();
    evaluate();
    threads();
    life();
}

CAPI_MODULE(capi_sys)
