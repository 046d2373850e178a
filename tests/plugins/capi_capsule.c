/* pycapsule.h, memoryobject.h, pybuffer.h and weakrefobject.h. */
#include "capi.h"

static int destroyed;
static void destroy(PyObject *capsule) {
    (void)capsule;
    destroyed++;
}
static void destroy_badly(PyObject *capsule) {
    (void)PyCapsule_GetPointer(capsule, "wrong name");
    PyErr_Clear();
    destroyed += 10;
}

static void capsules(void) {
    static int target = 5, other = 6;
    static const char name[] = "capi.target";
    PyObject *capsule = PyCapsule_New(&target, name, destroy);
    TRUTH(PyCapsule_CheckExact(capsule));
    INT(PyCapsule_IsValid(capsule, "capi.target"));
    INT(PyCapsule_IsValid(capsule, "other"));
    INT(PyCapsule_IsValid(capsule, NULL));
    INT(PyCapsule_IsValid(N(1), NULL));
    INT(*(int *)PyCapsule_GetPointer(capsule, "capi.target"));
    TRUTH(PyCapsule_GetPointer(capsule, "other") == NULL);
    TRUTH(PyCapsule_GetPointer(capsule, NULL) == NULL);
    TRUTH(PyCapsule_GetPointer(N(1), "x") == NULL);
    TRUTH(PyCapsule_GetName(capsule) == name);
    TRUTH(PyCapsule_GetName(N(1)) == NULL);
    TRUTH(PyCapsule_GetDestructor(capsule) == destroy);
    TRUTH(PyCapsule_GetContext(capsule) == NULL);
    INT(PyCapsule_SetContext(capsule, &other));
    TRUTH(PyCapsule_GetContext(capsule) == &other);
    INT(PyCapsule_SetContext(N(1), &other));
    INT(PyCapsule_SetPointer(capsule, &other));
    INT(*(int *)PyCapsule_GetPointer(capsule, name));
    INT(PyCapsule_SetPointer(capsule, NULL));
    INT(PyCapsule_SetName(capsule, "renamed"));
    TRUTH(PyCapsule_GetPointer(capsule, "renamed") == &other);
    INT(PyCapsule_SetName(capsule, NULL));
    INT(PyCapsule_IsValid(capsule, NULL));
    INT(destroyed);
    Py_DECREF(capsule);
    INT(destroyed);
    capsule = PyCapsule_New(&target, NULL, destroy);
    INT(PyCapsule_SetDestructor(capsule, destroy_badly));
    Py_DECREF(capsule);
    INT(destroyed);
    NEW(PyCapsule_New(NULL, name, NULL));
    PyObject *module = PyImport_AddModule("capsule_home");
    PyModule_AddObject(module, "here", PyCapsule_New(&target, "capsule_home.here", NULL));
    PyModule_AddObject(module, "misnamed", PyCapsule_New(&target, "elsewhere", NULL));
    PyModule_AddObject(module, "number", PyLong_FromLong(1));
    TRUTH(PyCapsule_Import("capsule_home.here", 0) == &target);
    TRUTH(PyCapsule_Import("capsule_home.misnamed", 0) == NULL);
    TRUTH(PyCapsule_Import("capsule_home.number", 0) == NULL);
    TRUTH(PyCapsule_Import("capsule_home.missing", 0) == NULL);
    TRUTH(PyCapsule_Import("no_such_home.x", 0) == NULL);
}

static void note_view(const char *label, const Py_buffer *view) {
    note_formatted(label, "len %zd itemsize %zd readonly %d ndim %d format %s shape %zd strides %zd", view->len, view->itemsize,
                   view->readonly, view->ndim, view->format ? view->format : "NULL", view->shape ? view->shape[0] : -1,
                   view->strides ? view->strides[0] : -1);
}

static void buffers(void) {
    Py_buffer view;
    PyObject *bytes = B("bytes"), *array = keep(PyByteArray_FromStringAndSize("array", 5));
    INT(PyObject_CheckBuffer(bytes));
    INT(PyObject_CheckBuffer(S("x")));
    INT(PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE));
    note_view("simple", &view);
    TRUTH(view.obj == bytes);
    PyBuffer_Release(&view);
    TRUTH(view.obj == NULL);
    PyBuffer_Release(&view);
    INT(PyObject_GetBuffer(bytes, &view, PyBUF_WRITABLE));
    INT(PyObject_GetBuffer(S("x"), &view, PyBUF_SIMPLE));
    TRUTH(view.obj == NULL);
    INT(PyObject_GetBuffer(array, &view, PyBUF_FULL));
    note_view("full", &view);
    INT(PyBuffer_IsContiguous(&view, 'C'));
    INT(PyBuffer_IsContiguous(&view, 'F'));
    INT(PyBuffer_IsContiguous(&view, 'A'));
    Py_ssize_t index = 2;
    TRUTH(PyBuffer_GetPointer(&view, &index) == (char *)view.buf + 2);
    char copy[8] = "";
    INT(PyBuffer_ToContiguous(copy, &view, view.len, 'C'));
    TEXT(copy);
    INT(PyBuffer_ToContiguous(copy, &view, 3, 'C'));
    INT(PyBuffer_FromContiguous(&view, "WRITE", 5, 'C'));
    SHOW(array);
    PyBuffer_Release(&view);
    char memory[4] = "mem";
    INT(PyBuffer_FillInfo(&view, NULL, memory, 3, 0, PyBUF_CONTIG));
    note_view("filled", &view);
    INT(PyBuffer_FillInfo(&view, bytes, memory, 3, 1, PyBUF_WRITABLE));
    INT(PyBuffer_FillInfo(&view, bytes, memory, 3, 1, PyBUF_FULL_RO));
    note_view("filled", &view);
    PyBuffer_Release(&view);
    Py_ssize_t shape[2] = {3, 4}, strides[2];
    PyBuffer_FillContiguousStrides(2, shape, strides, 8, 'C');
    note_formatted("C strides", "%zd %zd", strides[0], strides[1]);
    PyBuffer_FillContiguousStrides(2, shape, strides, 8, 'F');
    note_formatted("F strides", "%zd %zd", strides[0], strides[1]);
    INT(PyBuffer_SizeFromFormat("i"));
    INT(PyBuffer_SizeFromFormat("3d"));
    INT(PyBuffer_SizeFromFormat("??q?"));
    INT(PyObject_CopyData(array, B("copy!")));
    SHOW(array);
    INT(PyObject_CopyData(array, B("longer than it")));
    INT(PyObject_CopyData(bytes, array));
    INT(PyObject_CopyData(S("x"), array));

    PyObject *mv = PyMemoryView_FromObject(array);
    NEW(PyObject_GetAttrString(mv, "format"));
    NEW(PyObject_CallMethod(mv, "tolist", NULL));
    INT(PyObject_SetItem(mv, N(0), N(65)));
    SHOW(array);
    INT(PyObject_SetItem(mv, N(0), N(300)));
    NEW(PyObject_CallMethod(mv, "release", NULL));
    NEW(PyObject_CallMethod(mv, "tolist", NULL));
    Py_XDECREF(mv);
    NEW(PyMemoryView_FromObject(S("x")));
    mv = PyMemoryView_FromMemory(memory, 3, PyBUF_WRITE);
    INT(PyObject_SetItem(mv, N(0), N('M')));
    TEXT(memory);
    Py_XDECREF(mv);
    mv = PyMemoryView_FromMemory(memory, 3, PyBUF_READ);
    INT(PyObject_SetItem(mv, N(0), N('m')));
    TRUTH(PyMemoryView_Check(mv));
    Py_XDECREF(mv);
    PyBuffer_FillInfo(&view, NULL, memory, 3, 0, PyBUF_CONTIG);
    mv = PyMemoryView_FromBuffer(&view);
    NEW(PyObject_Bytes(mv));
    Py_XDECREF(mv);
    mv = PyMemoryView_GetContiguous(G("strided"), PyBUF_READ, 'C');
    NEW(PyObject_Bytes(mv));
    NEW(PyObject_GetAttrString(mv, "contiguous"));
    Py_XDECREF(mv);
    NEW(PyMemoryView_GetContiguous(G("strided"), PyBUF_WRITE, 'C'));
    NEW(PyMemoryView_GetContiguous(S("x"), PyBUF_READ, 'C'));
    INT(PyObject_GetBuffer(G("strided"), &view, PyBUF_SIMPLE));
    INT(PyObject_GetBuffer(G("strided"), &view, PyBUF_STRIDED_RO));
    note_view("strided", &view);
    INT(PyBuffer_IsContiguous(&view, 'A'));
    INT(PyBuffer_ToContiguous(copy, &view, view.len, 'C'));
    note_formatted("gathered", "%.4s", copy);
    PyBuffer_Release(&view);
}

static void weak(void) {
    PyObject *thing = PyObject_CallNoArgs(G("class"));
    PyObject *ref = PyWeakref_NewRef(thing, NULL), *proxy = PyWeakref_NewProxy(thing, NULL);
    PyObject *called = PyWeakref_NewRef(thing, G("callback"));
    TRUTH(PyWeakref_GetObject(ref) == thing);
    TRUTH(PyWeakref_NewRef(thing, NULL) == ref);
    Py_DECREF(ref);
    PyObject *got = PyObject_CallNoArgs(ref);
    TRUTH(got == thing);
    Py_XDECREF(got);
    NEW(PyObject_GetAttrString(proxy, "x"));
    Py_DECREF(thing);
    BORROWED(PyWeakref_GetObject(ref));
    NEW(PyObject_CallNoArgs(ref));
    NEW(PyObject_GetAttrString(proxy, "x"));
    NEW(PyWeakref_NewRef(N(5), NULL));
    NEW(PyWeakref_NewProxy(N(5), NULL));
    BORROWED(PyWeakref_GetObject(N(5)));
    SHOW(G("log"));
    Py_XDECREF(called);
    Py_XDECREF(proxy);
    Py_XDECREF(ref);
}

static void run(void) {
    destroyed = 0;
    capsules();
    buffers();
    weak();
}

CAPI_MODULE(capi_capsule)
