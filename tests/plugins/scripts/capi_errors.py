# since: 3.13
# in 3.14: encoding attribute not set => UnicodeError 'encoding' attribute is not set
import sys
import warnings
from load import load


class Raises(Exception):
    def __init__(self, *args):
        raise KeyError("in init")


caught = []
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: caught.append(
    (category.__name__, str(message)))
warnings.simplefilter("always")
sys.unraisablehook = lambda info: None
lines = load("capi_errors").run({"raises in init": Raises})
for line in lines:
    print(line)
# expect: PyErr_SetString(PyExc_ValueError, "text") -> done, ValueError: text
# expect: PyErr_SetObject(PyExc_KeyError, N(5)) -> done, KeyError: 5
# expect: PyErr_SetObject(PyExc_ValueError, V("(ii)", 1, 2)) -> done, ValueError: (1, 2)
# expect: PyErr_SetObject(PyExc_ValueError, keep(PyObject_CallFunction(PyExc_ValueError, "s", "ready made"))) -> done, ValueError: ready made
# expect: PyErr_SetNone(PyExc_StopIteration) -> done, StopIteration: 
# expect: PyErr_SetString((PyObject *)&PyLong_Type, "no exception") -> done, SystemError: _PyErr_SetObject: exception <class 'int'> is not a BaseException subclass
# expect: PyErr_SetObject(G("raises in init"), N(1)) -> done, KeyError: 'in init'
# expect: PyErr_Format(PyExc_TypeError, "%s is %d, %R", "it", 5, S("r")) -> done, TypeError: it is 5, 'r'
# expect: PyErr_NoMemory() -> done, MemoryError: 
# expect: PyErr_BadArgument() -> done, TypeError: bad argument type for built-in operation
# expect: PyErr_BadInternalCall() -> done, SystemError: bad argument to internal function
# expect: errno = ENOENT; PyErr_SetFromErrno(PyExc_OSError) -> done, FileNotFoundError: [Errno 2] No such file or directory
# expect: errno = EACCES; PyErr_SetFromErrnoWithFilename(PyExc_OSError, "some/file") -> done, PermissionError: [Errno 13] Permission denied: 'some/file'
# expect: errno = EEXIST; PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, S("object")) -> done, FileExistsError: [Errno 17] File exists: 'object'
# expect: errno = ENOENT; PyErr_SetFromErrnoWithFilenameObjects(PyExc_OSError, S("one"), S("two")) -> done, FileNotFoundError: [Errno 2] No such file or directory: 'one' -> 'two'
# expect: PyErr_SetImportError(S("message"), S("name"), S("path")) -> done, ImportError: message
# expect: PyErr_SetImportError(S("message"), NULL, NULL) -> done, ImportError: message
# expect: PyErr_SetImportErrorSubclass(PyExc_ModuleNotFoundError, S("message"), S("name"), NULL) -> done, ModuleNotFoundError: message
# expect: PyErr_SetImportErrorSubclass(PyExc_ValueError, S("message"), S("name"), NULL) -> done, TypeError: expected a subclass of ImportError
# expect: PyErr_SetString(PyExc_SyntaxError, "bad"); PyErr_SyntaxLocation("no_file.py", 3) -> done, SyntaxError: bad (no_file.py, line 3)
# expect: PyErr_Clear() -> done
# expect: PyErr_Occurred() == NULL -> true
# expect: PyErr_Occurred() == PyExc_KeyError -> true, KeyError: 'k'
# expect: matches -> 1 1 0 1
# expect: PyErr_GivenExceptionMatches(PyExc_KeyError, PyExc_LookupError) -> 1
# expect: PyErr_GivenExceptionMatches(NULL, PyExc_LookupError) -> 0
# expect: PyErr_GivenExceptionMatches(keep(PyObject_CallFunction(PyExc_KeyError, NULL)), PyExc_LookupError) -> 1
# expect: PyErr_GivenExceptionMatches(N(1), N(1)) -> 1
# expect: PyErr_Occurred() == NULL -> true
# expect: type -> <class 'ValueError'>
# expect: value -> ValueError(1, 'a')
# expect: trace == NULL -> true
# expect: PyErr_Occurred() == PyExc_ValueError -> true, ValueError: (1, 'a')
# expect: type == NULL && value == NULL && trace == NULL -> true
# expect: value -> TypeError()
# expect: value -> KeyError('in init')
# expect: type == NULL || type == Py_None -> true
# expect: type -> <class 'ValueError'>
# expect: value -> ValueError('being handled')
# expect: PyErr_GetHandledException() -> ValueError('being handled')
# expect: PyException_GetContext(value) -> ValueError('being handled')
# expect: PyErr_GetHandledException() -> NULL
# expect: PyException_GetCause(error) -> NULL
# expect: PyException_GetContext(error) -> NULL
# expect: PyException_GetTraceback(error) -> NULL
# expect: PyException_SetCause(error, Py_NewRef(cause)) -> done
# expect: PyException_GetCause(error) -> KeyError('cause')
# expect: PyObject_GetAttrString(error, "__suppress_context__") -> True
# expect: PyException_SetContext(error, Py_NewRef(cause)) -> done
# expect: PyException_GetContext(error) -> KeyError('cause')
# expect: PyException_SetCause(error, NULL) -> done
# expect: PyException_GetCause(error) -> NULL
# expect: PyException_SetTraceback(error, Py_None) -> 0
# expect: PyException_SetTraceback(error, N(5)) -> -1, TypeError: __traceback__ must be a traceback or None
# expect: PyExceptionClass_Name(PyExc_KeyError) -> "KeyError"
# expect: PyExceptionClass_Check(PyExc_KeyError) -> true
# expect: PyExceptionClass_Check((PyObject *)&PyLong_Type) -> false
# expect: PyExceptionInstance_Check(error) -> true
# expect: PyUnicodeDecodeError_Create("codec", "bytes", 5, 1, 3, "a reason") -> UnicodeDecodeError('codec', b'bytes', 1, 3, 'a reason')
# expect: PyObject_Str(decode) -> "'codec' codec can't decode bytes in position 1-2: a reason"
# expect: PyUnicodeDecodeError_GetEncoding(decode) -> 'codec'
# expect: PyUnicodeDecodeError_GetObject(decode) -> b'bytes'
# expect: PyUnicodeDecodeError_GetReason(decode) -> 'a reason'
# expect: PyUnicodeDecodeError_GetStart(decode, &place) -> 0
# expect: place -> 1
# expect: PyUnicodeDecodeError_GetEnd(decode, &place) -> 0
# expect: place -> 3
# expect: PyUnicodeDecodeError_SetStart(decode, 2) -> 0
# expect: PyUnicodeDecodeError_SetEnd(decode, 3) -> 0
# expect: PyUnicodeDecodeError_SetReason(decode, "another") -> 0
# expect: PyObject_Str(decode) -> "'codec' codec can't decode byte 0x74 in position 2: another"
# expect: PyUnicodeEncodeError_GetEncoding(encode) -> 'codec'
# expect: PyUnicodeEncodeError_GetObject(encode) -> 'text'
# expect: PyUnicodeEncodeError_GetReason(encode) -> 'why'
# expect: PyUnicodeEncodeError_GetStart(encode, &place) -> 0
# expect: PyUnicodeEncodeError_GetEnd(encode, &place) -> 0
# expect: place -> 2
# expect: PyUnicodeEncodeError_SetStart(encode, 1) -> 0
# expect: PyUnicodeEncodeError_SetEnd(encode, 2) -> 0
# expect: PyUnicodeEncodeError_SetReason(encode, "because") -> 0
# expect: PyObject_Str(encode) -> "'codec' codec can't encode character '\\x65' in position 1: because"
# expect: PyUnicodeTranslateError_GetObject(translate) -> 'text'
# expect: PyUnicodeTranslateError_GetReason(translate) -> 'why'
# expect: PyUnicodeTranslateError_GetStart(translate, &place) -> 0
# expect: PyUnicodeTranslateError_GetEnd(translate, &place) -> 0
# expect: PyUnicodeTranslateError_SetStart(translate, 1) -> 0
# expect: PyUnicodeTranslateError_SetEnd(translate, 3) -> 0
# expect: PyUnicodeTranslateError_SetReason(translate, "so") -> 0
# expect: PyObject_Str(translate) -> "can't translate characters in position 1-2: so"
# expect: PyUnicodeDecodeError_GetEncoding(error) -> NULL, TypeError: encoding attribute not set
# expect: made -> <class 'pkg.mod.Made'>
# expect: PyObject_GetAttrString(made, "__module__") -> 'pkg.mod'
# expect: PyObject_GetAttrString(made, "__bases__") -> (<class 'Exception'>,)
# expect: PyObject_GetAttrString(made, "__doc__") -> None
# expect: PyObject_GetAttrString(child, "__mro__") -> (<class 'mod.Child'>, <class 'pkg.mod.Made'>, <class 'OSError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
# expect: PyObject_GetAttrString(child, "__doc__") -> 'Its doc.'
# expect: PyObject_GetAttrString(child, "attribute") -> 5
# expect: PyErr_SetString(child, "of a new class") -> done, Child: of a new class
# expect: PyErr_NewException("undotted", NULL, NULL) -> NULL, SystemError: PyErr_NewException: name must be module.class
# expect: PyErr_NewException("a.b", N(5), NULL) -> NULL, TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# expect: PyErr_WarnEx(PyExc_UserWarning, "a warning", 1) -> 0
# expect: PyErr_WarnEx(NULL, "a runtime warning", 1) -> 0
# expect: PyErr_WarnEx(PyExc_ValueError, "not a warning", 1) -> 0
# expect: PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "%s %d", "formatted", 5) -> 0
# expect: PyErr_ResourceWarning(S("source"), 1, "leaked %R", S("x")) -> 0
# expect: PyErr_WarnExplicit(PyExc_UserWarning, "explicit", "file.py", 7, "module", NULL) -> 0
# expect: PyErr_CheckSignals() == 0 -> true
# expect: PyErr_WriteUnraisable(Py_None) -> done
print(caught)
# expect: [('UserWarning', 'a warning'), ('RuntimeWarning', 'a runtime warning'), ('ValueError', 'not a warning'), ('DeprecationWarning', 'formatted 5'), ('ResourceWarning', "leaked 'x'"), ('UserWarning', 'explicit')]
warnings.simplefilter("error")
for line in load("capi_errors").run({"raises in init": Raises}):
    if "Warn" in line:
        print(line)
# expect: PyErr_WarnEx(PyExc_UserWarning, "a warning", 1) -> -1, UserWarning: a warning
# expect: PyErr_WarnEx(NULL, "a runtime warning", 1) -> -1, RuntimeWarning: a runtime warning
# expect: PyErr_WarnEx(PyExc_ValueError, "not a warning", 1) -> 0
# expect: PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "%s %d", "formatted", 5) -> -1, DeprecationWarning: formatted 5
# expect: PyErr_ResourceWarning(S("source"), 1, "leaked %R", S("x")) -> -1, ResourceWarning: leaked 'x'
# expect: PyErr_WarnExplicit(PyExc_UserWarning, "explicit", "file.py", 7, "module", NULL) -> -1, UserWarning: explicit
