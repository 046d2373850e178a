# since: 3.13
import sys
from load import load


class Reader:
    lines = ["first\n", "second\n"]
    def readline(self, *args): return self.lines.pop(0)
    def fileno(self): return 99


def handler(error):
    return "<handled>", error.end


lines = load("capi_sys").run({"reader": Reader(), "handler": handler})
# expect: written to stdout 5
# expect: formatted 'x'
# expect: a string
# expect: raw
# expect: 'repr'
sys.stdout.flush()
for line in lines:
    print(line)
# expect: PySys_GetObject("modules") == PyImport_GetModuleDict() -> true
# expect: PySys_GetObject("no_such_name") -> NULL
# expect: PySys_SetObject("capi_name", S("stored")) -> 0
# expect: PySys_GetObject("capi_name") -> 'stored'
# expect: PySys_SetObject("capi_name", NULL) -> 0
# expect: PySys_GetObject("capi_name") -> NULL
# expect: PyDict_Check(PySys_GetXOptions()) -> true
# expect: PyFile_WriteString("a string\n", out) -> 0
# expect: PyFile_WriteObject(S("raw\n"), out, Py_PRINT_RAW) -> 0
# expect: PyFile_WriteObject(S("repr"), out, 0) -> 0
# expect: PyFile_WriteString("\n", out) -> 0
# expect: PyFile_WriteObject(S("x"), NULL, 0) -> -1, TypeError: writeobject with NULL file
# expect: PyFile_WriteObject(S("x"), N(5), 0) -> -1, AttributeError: 'int' object has no attribute 'write'
# expect: PyFile_WriteString("x", N(5)) -> -1, AttributeError: 'int' object has no attribute 'write'
# expect: PyFile_GetLine(G("reader"), 0) -> 'first\n'
# expect: PyFile_GetLine(G("reader"), -1) -> 'second'
# expect: PyFile_GetLine(N(5), 0) -> NULL, AttributeError: 'int' object has no attribute 'readline'
# expect: PyObject_AsFileDescriptor(N(7)) -> 7
# expect: PyObject_AsFileDescriptor(N(-7)) -> -1, ValueError: file descriptor cannot be a negative integer (-7)
# expect: PyObject_AsFileDescriptor(G("reader")) -> 99
# expect: PyObject_AsFileDescriptor(S("x")) -> -1, TypeError: argument must be an int, or have a fileno() method.
# expect: PyCodec_KnownEncoding("utf-8") -> 1
# expect: PyCodec_KnownEncoding("no-such") -> 0
# expect: PyCodec_Encode(S("a\xc3\xa9"), "latin-1", NULL) -> b'a\xe9'
# expect: PyCodec_Decode(B("a\xe9"), "latin-1", NULL) -> 'aé'
# expect: PyCodec_Encode(S("\xe2\x82\xac"), "latin-1", "strict") -> NULL, UnicodeEncodeError: 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
# expect: PyCodec_Encode(S("x"), "no-such", NULL) -> NULL, LookupError: unknown encoding: no-such
# expect: PyCallable_Check(keep(PyCodec_Encoder("utf-8"))) -> true
# expect: PyCallable_Check(keep(PyCodec_Decoder("utf-8"))) -> true
# expect: PyCodec_Encoder("no-such") -> NULL, LookupError: unknown encoding: no-such
# expect: PyCallable_Check(keep(PyCodec_LookupError("ignore"))) -> true
# expect: PyCodec_LookupError("no-such") -> NULL, LookupError: unknown error handler name 'no-such'
# expect: PyCodec_RegisterError("capi.handler", G("handler")) -> 0
# expect: PyCodec_RegisterError("capi.handler", N(5)) -> -1, TypeError: handler must be callable
# expect: PyUnicode_AsEncodedString(S("a\xc3\xa9"), "ascii", "capi.handler") -> b'a<handled>'
# expect: PyCodec_IgnoreErrors(error) -> ('', 2)
# expect: PyCodec_ReplaceErrors(error) -> ('?', 2)
# expect: PyCodec_XMLCharRefReplaceErrors(error) -> ('&#233;', 2)
# expect: PyCodec_BackslashReplaceErrors(error) -> ('\\xe9', 2)
# expect: PyCodec_NameReplaceErrors(error) -> ('\\N{LATIN SMALL LETTER E WITH ACUTE}', 2)
# expect: PyCodec_StrictErrors(error) -> NULL, UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 1: why
# expect: PyCodec_IgnoreErrors(N(5)) -> NULL, TypeError: don't know how to handle int in error callback
# expect: PyCodec_StrictErrors(N(5)) -> NULL, TypeError: codec must pass exception instance
# expect: code != NULL -> true
# expect: PyEval_EvalCode(code, globals, globals) -> None
# expect: PyDict_GetItemString(globals, "x") -> 2
# expect: PyEval_EvalCode(code, globals, locals) -> 42
# expect: PyEval_EvalCode(code, globals, globals) -> NULL, NameError: name 'y' is not defined
# expect: Py_CompileString("x +", "file.py", Py_eval_input) -> NULL, SyntaxError: invalid syntax (file.py, line 1)
# expect: PyEval_GetBuiltins() != NULL -> true
# expect: PyDict_Check(PyEval_GetGlobals()) -> true
# expect: thread != NULL && interpreter != NULL -> true
# expect: PyThreadState_GetInterpreter(thread) == interpreter -> true
# expect: PyInterpreterState_GetID(interpreter) -> 0
# expect: PyDict_Check(PyInterpreterState_GetDict(interpreter)) -> true
# expect: PyDict_Check(PyThreadState_GetDict()) -> true
# expect: PyThreadState_GetID(thread) > 0 -> true
# expect: PyGILState_GetThisThreadState() == thread -> true
# expect: PyThreadState_Get() == thread -> true
# expect: none == NULL -> true
# expect: PyThread_acquire_lock(lock, 1) -> 1
# expect: PyThread_acquire_lock(lock, 0) -> 0
# expect: PyThread_acquire_lock_timed(lock, 1000, 0) -> 0
# expect: PyThread_acquire_lock(lock, 0) -> 1
# expect: PyThread_get_thread_ident() != 0 -> true
# expect: PyThread_get_thread_ident() == PyThread_get_thread_ident() -> true
# expect: PyThread_tss_is_created(key) -> 0
# expect: PyThread_tss_create(key) -> 0
# expect: PyThread_tss_create(key) -> 0
# expect: PyThread_tss_get(key) == NULL -> true
# expect: PyThread_tss_set(key, key) -> 0
# expect: PyThread_tss_get(key) == key -> true
# expect: PyThread_tss_is_created(key) -> 0
# expect: old >= 0 -> true
# expect: PyThread_set_key_value(old, &old) -> 0
# expect: PyThread_get_key_value(old) == &old -> true
# expect: PyThread_delete_key_value(old) -> done
# expect: PyThread_delete_key(old) -> done
# expect: PyThread_get_stacksize() == 0 -> true
# expect: Py_IsInitialized() -> 1
# expect: Py_GetVersion() != NULL && Py_GetVersion()[0] == '3' -> true
# expect: Py_GetPlatform() != NULL -> true
# expect: Py_GetCopyright() != NULL -> true
# expect: Py_GetCompiler() != NULL -> true
# expect: Py_GetBuildInfo() != NULL -> true
# expect: Py_GetRecursionLimit() > 50 -> 1
# expect: Py_SetRecursionLimit(limit + 5) -> done
# expect: Py_GetRecursionLimit() - limit -> 5
# expect: Py_SetRecursionLimit(limit) -> done
# expect: Py_AddPendingCall(later, &one) -> 0
# expect: Py_MakePendingCalls() -> 0
# expect: called -> 1
# expect: Py_MakePendingCalls() -> 0
# expect: called -> 1
# expect: PyOS_mystricmp("abc", "ABC") -> 0
# expect: PyOS_mystricmp("abc", "abd") < 0 -> 1
# expect: PyOS_mystrnicmp("abcX", "ABCy", 3) -> 0
# expect: PyOS_snprintf(small, sizeof small, "%s-%d", "long text", 5) -> 11
# expect: small -> "long te"
# expect: PyOS_getsig(2) == PyOS_getsig(2) -> true
