# since: 3.13
import sys
from load import load


class Sink:
    def __init__(self): self.text = []
    def write(self, text): self.text.append(text)
    def flush(self): pass
    def __repr__(self): return "sink"


def search(name):
    if name == "capi_searched":
        raise LookupError("asked for " + name)


sink = Sink()
stderr, sys.stderr = sys.stderr, sink


def call():
    local = "a local"
    return load("capi_rest").run({"sink": sink, "search": search})


lines = call()
sys.stderr = stderr
for line in lines:
    print(line)
# expect: Py_SIZE((PyObject *)chain) -> 2
# expect: PyObject_GC_IsTracked((PyObject *)chain) -> 0
# expect: Py_SIZE((PyObject *)chain) -> 5
# expect: PyObject_GC_IsTracked((PyObject *)chain) -> 1
# expect: visits > 0 -> true
# expect: PyObject_GC_IsTracked((PyObject *)chain) -> 0
# expect: PyObject_GC_IsTracked(single) -> 1
# expect: PyObject_Init(bare, type) == bare -> true
# expect: Py_REFCNT(bare) -> 1
# expect: Py_TYPE(bare) == type -> true
# expect: frame != NULL -> true
# expect: PyFrame_GetLineNumber(frame) > 0 -> true
# expect: PyObject_GetAttrString((PyObject *)code, "co_name") -> 'call'
# expect: same == frame -> true
# expect: PyObject_GetItem(PyEval_GetLocals(), S("local")) -> 'a local'
# expect: PyTraceBack_Here(frame) * 0 -> 0, ValueError: with a traceback
# expect: trace != NULL -> true
# expect: Py_TYPE(trace) -> <class 'traceback'>
# expect: PyTraceBack_Print(trace, sink) -> 0
# expect: PyErr_Display(type, value, NULL) -> done
# expect: PyErr_Occurred() == NULL -> true
# expect: PySys_GetObject("last_value") -> ValueError('with a traceback')
# expect: PySys_GetObject("last_value") -> ValueError('with a traceback')
# expect: bytes && PyBytes_Check(bytes) -> true
# expect: PyMarshal_ReadObjectFromString(PyBytes_AsString(bytes), PyBytes_Size(bytes)) -> (5, 'text', 1.5, [None])
# expect: PyMarshal_ReadObjectFromString(PyBytes_AsString(bytes), 3) -> NULL, EOFError: marshal data too short
# expect: PyMarshal_WriteObjectToString(G("sink"), 2) -> NULL, ValueError: unmarshallable object
# expect: PyObject_AsCharBuffer(B("abc"), &chars, &size) -> 0
# expect: chars -> abc
# expect: PyObject_AsReadBuffer(B("abcd"), &start, &size) -> 0
# expect: size -> 4
# expect: PyObject_AsReadBuffer(S("x"), &start, &size) -> -1, TypeError: a bytes-like object is required, not 'str'
# expect: PyObject_AsWriteBuffer(keep(PyByteArray_FromStringAndSize("rw", 2)), &writable, &size) -> 0
# expect: PyObject_AsWriteBuffer(B("ro"), &writable, &size) -> -1, TypeError: expected a writable bytes-like object
# expect: PyObject_CheckReadBuffer(B("x")) -> 1
# expect: PyObject_CheckReadBuffer(S("x")) -> 0
# expect: from_thread -> 21
# expect: PyThread_start_new_thread(own_state_body, lock) != (unsigned long)-1 -> true
# expect: from_thread -> 121
# expect: PyObject_GetAttrString(keep(PyThread_GetInfo()), "name") -> 'pthread'
# expect: PyThread_set_stacksize(0) -> 0
# expect: PyThreadState_SetAsyncExc(0, NULL) -> 0
# expect: second != NULL && second != main -> true
# expect: second interpreter -> 1 1 0
# expect: PyThreadState_Get() == main -> true
# expect: size -> 4
# expect: narrow -> "text"
# expect: PyUnicode_BuildEncodingMap(S("abc")) ? PyLong_FromLong(1) : NULL -> 1
# expect: PyCodec_IncrementalEncoder("utf-8", NULL) ? PyLong_FromLong(1) : NULL -> 1
# expect: PyCodec_IncrementalDecoder("utf-8", "ignore") ? PyLong_FromLong(1) : NULL -> 1
# expect: PyCodec_IncrementalDecoder("no-such", NULL) -> NULL, LookupError: unknown encoding: no-such
# expect: PyCodec_Register(N(5)) -> -1, TypeError: argument must be callable
# expect: PyCodec_Register(G("search")) -> 0
# expect: PyCodec_Encode(S("x"), "capi-searched", NULL) -> NULL, LookupError: asked for capi_searched
# expect: PyCodec_Unregister(G("search")) -> 0
# expect: Py_GetProgramName() != NULL || Py_GetPrefix() != NULL -> true
# expect: Py_CompileString("1", "f", Py_eval_input) != NULL -> true
# expect: PyOS_InterruptOccurred() -> 0
print([line for line in "".join(sink.text).splitlines() if not line.startswith(" ")])
# expect: ['Traceback (most recent call last):', 'Traceback (most recent call last):', 'ValueError: with a traceback', 'Traceback (most recent call last):', 'ValueError: with a traceback', 'ValueError: not remembered']
