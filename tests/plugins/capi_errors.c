/* pyerrors.h and warnings.h. */
#include "capi.h"
#include <errno.h>

/* Runs a statement that raises, and notes what is then pending. */
#define RAISES(statement) \
    do { \
        statement; \
        note(#statement, PyUnicode_FromString("done")); \
    } while (0)

static void raising(void) {
    RAISES(PyErr_SetString(PyExc_ValueError, "text"));
    RAISES(PyErr_SetObject(PyExc_KeyError, N(5)));
    RAISES(PyErr_SetObject(PyExc_ValueError, V("(ii)", 1, 2)));
    RAISES(PyErr_SetObject(PyExc_ValueError, keep(PyObject_CallFunction(PyExc_ValueError, "s", "ready made"))));
    RAISES(PyErr_SetNone(PyExc_StopIteration));
    RAISES(PyErr_SetString((PyObject *)&PyLong_Type, "no exception"));
    RAISES(PyErr_SetObject(G("raises in init"), N(1)));
    RAISES(PyErr_Format(PyExc_TypeError, "%s is %d, %R", "it", 5, S("r")));
    RAISES(PyErr_NoMemory());
    RAISES(PyErr_BadArgument());
    RAISES(PyErr_BadInternalCall());
    RAISES(errno = ENOENT; PyErr_SetFromErrno(PyExc_OSError));
    RAISES(errno = EACCES; PyErr_SetFromErrnoWithFilename(PyExc_OSError, "some/file"));
    RAISES(errno = EEXIST; PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, S("object")));
    RAISES(errno = ENOENT; PyErr_SetFromErrnoWithFilenameObjects(PyExc_OSError, S("one"), S("two")));
    RAISES(PyErr_SetImportError(S("message"), S("name"), S("path")));
    RAISES(PyErr_SetImportError(S("message"), NULL, NULL));
    RAISES(PyErr_SetImportErrorSubclass(PyExc_ModuleNotFoundError, S("message"), S("name"), NULL));
    RAISES(PyErr_SetImportErrorSubclass(PyExc_ValueError, S("message"), S("name"), NULL));
    RAISES(PyErr_SetString(PyExc_SyntaxError, "bad"); PyErr_SyntaxLocation("no_file.py", 3));
    RAISES(PyErr_Clear());
}

static void pending(void) {
    TRUTH(PyErr_Occurred() == NULL);
    PyErr_SetString(PyExc_KeyError, "k");
    TRUTH(PyErr_Occurred() == PyExc_KeyError);
    PyErr_SetString(PyExc_KeyError, "k");
    int matches[] = {PyErr_ExceptionMatches(PyExc_KeyError), PyErr_ExceptionMatches(PyExc_LookupError),
                     PyErr_ExceptionMatches(PyExc_TypeError),
                     PyErr_ExceptionMatches(keep(PyTuple_Pack(2, PyExc_TypeError, PyExc_KeyError)))};
    PyErr_Clear();
    note_formatted("matches", "%d %d %d %d", matches[0], matches[1], matches[2], matches[3]);
    INT(PyErr_GivenExceptionMatches(PyExc_KeyError, PyExc_LookupError));
    INT(PyErr_GivenExceptionMatches(NULL, PyExc_LookupError));
    INT(PyErr_GivenExceptionMatches(keep(PyObject_CallFunction(PyExc_KeyError, NULL)), PyExc_LookupError));
    INT(PyErr_GivenExceptionMatches(N(1), N(1)));

    PyObject *type, *value, *trace;
    PyErr_SetObject(PyExc_ValueError, V("(is)", 1, "a"));
    PyErr_Fetch(&type, &value, &trace);
    TRUTH(PyErr_Occurred() == NULL);
    SHOW(type);
    PyErr_NormalizeException(&type, &value, &trace);
    SHOW(value);
    TRUTH(trace == NULL);
    PyErr_Restore(type, value, trace);
    TRUTH(PyErr_Occurred() == PyExc_ValueError);
    PyErr_Fetch(&type, &value, &trace);
    TRUTH(type == NULL && value == NULL && trace == NULL);
    type = Py_NewRef(PyExc_TypeError), value = NULL, trace = NULL;
    PyErr_NormalizeException(&type, &value, &trace);
    SHOW(value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    type = Py_NewRef(G("raises in init")), value = NULL, trace = NULL;
    PyErr_NormalizeException(&type, &value, &trace);
    SHOW(value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);

    PyErr_GetExcInfo(&type, &value, &trace);
    TRUTH(type == NULL || type == Py_None);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);
    PyObject *handled = PyObject_CallFunction(PyExc_ValueError, "s", "being handled");
    PyErr_SetExcInfo(Py_NewRef(PyExc_ValueError), Py_NewRef(handled), NULL);
    PyErr_GetExcInfo(&type, &value, &trace);
    SHOW(type);
    SHOW(value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);
    BORROWED(PyErr_GetHandledException());
    PyErr_SetString(PyExc_KeyError, "raised while handling");
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    NEW(PyException_GetContext(value));
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);
    PyErr_SetHandledException(Py_None);
    BORROWED(PyErr_GetHandledException());
    Py_XDECREF(handled);
}

static void instances(void) {
    PyObject *error = PyObject_CallFunction(PyExc_ValueError, "si", "a", 1);
    PyObject *cause = PyObject_CallFunction(PyExc_KeyError, "s", "cause");
    NEW(PyException_GetCause(error));
    NEW(PyException_GetContext(error));
    NEW(PyException_GetTraceback(error));
    VOID(PyException_SetCause(error, Py_NewRef(cause)));
    NEW(PyException_GetCause(error));
    NEW(PyObject_GetAttrString(error, "__suppress_context__"));
    VOID(PyException_SetContext(error, Py_NewRef(cause)));
    NEW(PyException_GetContext(error));
    VOID(PyException_SetCause(error, NULL));
    NEW(PyException_GetCause(error));
    INT(PyException_SetTraceback(error, Py_None));
    INT(PyException_SetTraceback(error, N(5)));
    TEXT(PyExceptionClass_Name(PyExc_KeyError));
    TRUTH(PyExceptionClass_Check(PyExc_KeyError));
    TRUTH(PyExceptionClass_Check((PyObject *)&PyLong_Type));
    TRUTH(PyExceptionInstance_Check(error));
    NEW(PyUnicodeDecodeError_Create("codec", "bytes", 5, 1, 3, "a reason"));
    PyObject *decode = PyUnicodeDecodeError_Create("codec", "bytes", 5, 1, 3, "a reason");
    Py_ssize_t place;
    NEW(PyObject_Str(decode));
    NEW(PyUnicodeDecodeError_GetEncoding(decode));
    NEW(PyUnicodeDecodeError_GetObject(decode));
    NEW(PyUnicodeDecodeError_GetReason(decode));
    INT(PyUnicodeDecodeError_GetStart(decode, &place));
    INT(place);
    INT(PyUnicodeDecodeError_GetEnd(decode, &place));
    INT(place);
    INT(PyUnicodeDecodeError_SetStart(decode, 2));
    INT(PyUnicodeDecodeError_SetEnd(decode, 3));
    INT(PyUnicodeDecodeError_SetReason(decode, "another"));
    NEW(PyObject_Str(decode));
    PyObject *encode = PyObject_CallFunction(PyExc_UnicodeEncodeError, "ssiis", "codec", "text", 0, 2, "why");
    NEW(PyUnicodeEncodeError_GetEncoding(encode));
    NEW(PyUnicodeEncodeError_GetObject(encode));
    NEW(PyUnicodeEncodeError_GetReason(encode));
    INT(PyUnicodeEncodeError_GetStart(encode, &place));
    INT(PyUnicodeEncodeError_GetEnd(encode, &place));
    INT(place);
    INT(PyUnicodeEncodeError_SetStart(encode, 1));
    INT(PyUnicodeEncodeError_SetEnd(encode, 2));
    INT(PyUnicodeEncodeError_SetReason(encode, "because"));
    NEW(PyObject_Str(encode));
    PyObject *translate = PyObject_CallFunction(PyExc_UnicodeTranslateError, "siis", "text", 0, 1, "why");
    NEW(PyUnicodeTranslateError_GetObject(translate));
    NEW(PyUnicodeTranslateError_GetReason(translate));
    INT(PyUnicodeTranslateError_GetStart(translate, &place));
    INT(PyUnicodeTranslateError_GetEnd(translate, &place));
    INT(PyUnicodeTranslateError_SetStart(translate, 1));
    INT(PyUnicodeTranslateError_SetEnd(translate, 3));
    INT(PyUnicodeTranslateError_SetReason(translate, "so"));
    NEW(PyObject_Str(translate));
    NEW(PyUnicodeDecodeError_GetEncoding(error));
    Py_XDECREF(decode);
    Py_XDECREF(encode);
    Py_XDECREF(translate);
    Py_XDECREF(cause);
    Py_XDECREF(error);

    PyObject *made = PyErr_NewException("pkg.mod.Made", NULL, NULL);
    SHOW(made);
    NEW(PyObject_GetAttrString(made, "__module__"));
    NEW(PyObject_GetAttrString(made, "__bases__"));
    NEW(PyObject_GetAttrString(made, "__doc__"));
    PyObject *child = PyErr_NewExceptionWithDoc("mod.Child", "Its doc.", keep(PyTuple_Pack(2, made, PyExc_OSError)),
                                                V("{s:i}", "attribute", 5));
    NEW(PyObject_GetAttrString(child, "__mro__"));
    NEW(PyObject_GetAttrString(child, "__doc__"));
    NEW(PyObject_GetAttrString(child, "attribute"));
    RAISES(PyErr_SetString(child, "of a new class"));
    Py_XDECREF(child);
    Py_XDECREF(made);
    NEW(PyErr_NewException("undotted", NULL, NULL));
    NEW(PyErr_NewException("a.b", N(5), NULL));
}

static void warnings(void) {
    INT(PyErr_WarnEx(PyExc_UserWarning, "a warning", 1));
    INT(PyErr_WarnEx(NULL, "a runtime warning", 1));
    INT(PyErr_WarnEx(PyExc_ValueError, "not a warning", 1));
    INT(PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "%s %d", "formatted", 5));
    INT(PyErr_ResourceWarning(S("source"), 1, "leaked %R", S("x")));
    INT(PyErr_WarnExplicit(PyExc_UserWarning, "explicit", "file.py", 7, "module", NULL));
}

static void run(void) {
    raising();
    pending();
    instances();
    warnings();
    TRUTH(PyErr_CheckSignals() == 0);
    VOID(PyErr_WriteUnraisable(Py_None));
}

CAPI_MODULE(capi_errors)
