/* Corners: allocation of GC objects, frames and tracebacks, marshal, threads, a second interpreter, dead functions that
 * old plugins still import. */
#include "capi.h"
#include <pthread.h>

PyObject *PyMarshal_ReadObjectFromString(const char *, Py_ssize_t);
PyObject *PyMarshal_WriteObjectToString(PyObject *, int);
int PyObject_AsCharBuffer(PyObject *, const char **, Py_ssize_t *);
int PyObject_AsReadBuffer(PyObject *, const void **, Py_ssize_t *);
int PyObject_AsWriteBuffer(PyObject *, void **, Py_ssize_t *);
int PyObject_CheckReadBuffer(PyObject *);

static int visits;
static int chain_traverse(PyObject *self, visitproc visit, void *arg) {
    visits++;
    Py_VISIT(Py_TYPE(self));
    return 0;
}
static PyType_Slot chain_slots[] = {{Py_tp_traverse, (void *)chain_traverse}, {0, NULL}};
static PyType_Spec chain_spec = {"capi.Chain", sizeof(PyVarObject), sizeof(void *), Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                 chain_slots};
static PyType_Slot plain_slots[] = {{0, NULL}};
static PyType_Spec plain_spec = {"capi.Bare", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, plain_slots};

static void allocation(void) {
    PyTypeObject *type = (PyTypeObject *)PyType_FromSpec(&chain_spec);
    PyVarObject *chain = PyObject_GC_NewVar(PyVarObject, type, 2);
    INT(Py_SIZE((PyObject *)chain));
    INT(PyObject_GC_IsTracked((PyObject *)chain));
    chain = PyObject_GC_Resize(PyVarObject, chain, 5);
    INT(Py_SIZE((PyObject *)chain));
    PyObject_GC_Track(chain);
    INT(PyObject_GC_IsTracked((PyObject *)chain));
    visits = 0;
    PyGC_Collect();
    TRUTH(visits > 0);
    PyObject_GC_UnTrack(chain);
    INT(PyObject_GC_IsTracked((PyObject *)chain));
    PyObject_GC_Del(chain);
    Py_DECREF((PyObject *)type); /* what the instance held */
    PyObject *single = PyType_GenericAlloc(type, 0);
    INT(PyObject_GC_IsTracked(single));
    Py_DECREF(single);
    Py_DECREF((PyObject *)type);

    type = (PyTypeObject *)PyType_FromSpec(&plain_spec);
    PyObject *bare = PyObject_Malloc(sizeof(PyObject));
    TRUTH(PyObject_Init(bare, type) == bare);
    INT(Py_REFCNT(bare));
    TRUTH(Py_TYPE(bare) == type);
    Py_DECREF(bare);
    Py_DECREF((PyObject *)type);
}

static void frames(void) {
    PyFrameObject *frame = PyEval_GetFrame();
    TRUTH(frame != NULL);
    TRUTH(PyFrame_GetLineNumber(frame) > 0);
    PyCodeObject *code = PyFrame_GetCode(frame);
    NEW(PyObject_GetAttrString((PyObject *)code, "co_name"));
    Py_XDECREF((PyObject *)code);
    PyFrameObject *same = PyThreadState_GetFrame(PyThreadState_Get());
    TRUTH(same == frame);
    Py_XDECREF((PyObject *)same);
    NEW(PyObject_GetItem(PyEval_GetLocals(), S("local")));
    PyErr_SetString(PyExc_ValueError, "with a traceback");
    INT(PyTraceBack_Here(frame) * 0);
    PyErr_SetString(PyExc_ValueError, "with a traceback");
    PyTraceBack_Here(frame);
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    TRUTH(trace != NULL);
    SHOW(Py_TYPE(trace));
    PyObject *sink = G("sink");
    INT(PyTraceBack_Print(trace, sink));
    PyErr_NormalizeException(&type, &value, &trace);
    VOID(PyErr_Display(type, value, NULL));
    PyErr_Restore(type, value, trace);
    PyErr_Print();
    TRUTH(PyErr_Occurred() == NULL);
    BORROWED(PySys_GetObject("last_value"));
    PyErr_SetString(PyExc_ValueError, "not remembered");
    PyErr_PrintEx(0);
    BORROWED(PySys_GetObject("last_value"));
}

static void marshal(void) {
    PyObject *bytes = PyMarshal_WriteObjectToString(V("(isd[O])", 5, "text", 1.5, Py_None), 2);
    TRUTH(bytes && PyBytes_Check(bytes));
    NEW(PyMarshal_ReadObjectFromString(PyBytes_AsString(bytes), PyBytes_Size(bytes)));
    NEW(PyMarshal_ReadObjectFromString(PyBytes_AsString(bytes), 3));
    Py_XDECREF(bytes);
    NEW(PyMarshal_WriteObjectToString(G("sink"), 2));
}

static void old_buffers(void) {
    const void *start;
    const char *chars;
    void *writable;
    Py_ssize_t size;
    INT(PyObject_AsCharBuffer(B("abc"), &chars, &size));
    note_formatted("chars", "%.*s", (int)size, chars);
    INT(PyObject_AsReadBuffer(B("abcd"), &start, &size));
    INT(size);
    INT(PyObject_AsReadBuffer(S("x"), &start, &size));
    INT(PyObject_AsWriteBuffer(keep(PyByteArray_FromStringAndSize("rw", 2)), &writable, &size));
    INT(PyObject_AsWriteBuffer(B("ro"), &writable, &size));
    INT(PyObject_CheckReadBuffer(B("x")));
    INT(PyObject_CheckReadBuffer(S("x")));
}

static int from_thread;
static void *thread_body(void *unused) {
    (void)unused;
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *number = PyLong_FromLong(20);
    PyGILState_STATE again = PyGILState_Ensure();
    from_thread += (int)PyLong_AsLong(number) + (again == PyGILState_LOCKED);
    PyGILState_Release(again);
    Py_XDECREF(number);
    PyGILState_Release(state);
    return NULL;
}
static void own_state_body(void *lock) {
    from_thread += 100;
    PyThread_release_lock(lock);
}

static void threads(void) {
    pthread_t thread;
    from_thread = 0;
    pthread_create(&thread, NULL, thread_body, NULL);
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    INT(from_thread);
    PyThread_type_lock lock = PyThread_allocate_lock();
    PyThread_acquire_lock(lock, 1);
    TRUTH(PyThread_start_new_thread(own_state_body, lock) != (unsigned long)-1);
    PyThread_acquire_lock(lock, 1);
    PyThread_free_lock(lock);
    INT(from_thread);
    NEW(PyObject_GetAttrString(keep(PyThread_GetInfo()), "name"));
    INT(PyThread_set_stacksize(0));
    INT(PyThreadState_SetAsyncExc(0, NULL));
    PyThreadState *main = PyThreadState_Get(), *second = PyThreadState_New(PyInterpreterState_Get());
    TRUTH(second != NULL && second != main);
    PyThreadState_Clear(second);
    PyThreadState_Delete(second);
}

/* A second interpreter by hand: it has modules and objects of its own. */
static void interpreters(void) {
    PyThreadState *main = PyThreadState_Get(), *other = Py_NewInterpreter();
    int ids[2] = {-1, -1}, found = -1;
    if (other) {
        ids[0] = PyInterpreterState_GetID(PyInterpreterState_Get()) > 0;
        PyImport_AddModule("only_in_the_other");
        ids[1] = PyDict_GetItemString(PyImport_GetModuleDict(), "only_in_the_other") != NULL;
        Py_EndInterpreter(other);
        PyThreadState_Swap(main);
        found = PyDict_GetItemString(PyImport_GetModuleDict(), "only_in_the_other") != NULL;
    }
    note_formatted("second interpreter", "%d %d %d", ids[0], ids[1], found);
    TRUTH(PyThreadState_Get() == main);
}

static void locale(void) {
    size_t size;
    wchar_t *wide = Py_DecodeLocale("text", &size);
    INT(size);
    char *narrow = Py_EncodeLocale(wide, NULL);
    TEXT(narrow);
    PyMem_Free(narrow);
    NEW(PyUnicode_BuildEncodingMap(S("abc")) ? PyLong_FromLong(1) : NULL);
    NEW(PyCodec_IncrementalEncoder("utf-8", NULL) ? PyLong_FromLong(1) : NULL);
    NEW(PyCodec_IncrementalDecoder("utf-8", "ignore") ? PyLong_FromLong(1) : NULL);
    NEW(PyCodec_IncrementalDecoder("no-such", NULL));
    INT(PyCodec_Register(N(5)));
    INT(PyCodec_Register(G("search")));
    NEW(PyCodec_Encode(S("x"), "capi-searched", NULL));
    INT(PyCodec_Unregister(G("search")));
    TRUTH(Py_GetProgramName() != NULL || Py_GetPrefix() != NULL);
    TRUTH(Py_CompileString("1", "f", Py_eval_input) != NULL);
    INT(PyOS_InterruptOccurred());
}

static void run(void) {
    allocation();
    frames();
    marshal();
    old_buffers();
    threads();
    interpreters();
    locale();
}

CAPI_MODULE(capi_rest)
