/* listobject.h, tupleobject.h and sliceobject.h. */
#include "capi.h"

static void lists(void) {
    NEW(PyList_New(0));
    NEW(PyList_New(-1));
    PyObject *list = PyList_New(3);
    for (long i = 0; i < 3; i++) PyList_SetItem(list, i, PyLong_FromLong(i * 10));
    SHOW(list);
    INT(PyList_Size(list));
    INT(PyList_Size(S("x")));
    BORROWED(PyList_GetItem(list, 2));
    BORROWED(PyList_GetItem(list, 3));
    BORROWED(PyList_GetItem(list, -1));
    BORROWED(PyList_GetItem(S("x"), 0));
    INT(PyList_SetItem(list, 0, PyUnicode_FromString("set")));
    INT(PyList_SetItem(list, 9, PyUnicode_FromString("lost")));
    INT(PyList_SetItem(V("()"), 0, PyUnicode_FromString("lost")));
    INT(PyList_Insert(list, 1, S("in")));
    INT(PyList_Insert(list, -1, S("before last")));
    INT(PyList_Insert(list, 100, S("end")));
    INT(PyList_Insert(S("x"), 0, S("end")));
    INT(PyList_Insert(list, 0, NULL));
    INT(PyList_Append(list, F(1.5)));
    INT(PyList_Append(S("x"), F(1.5)));
    INT(PyList_Append(list, NULL));
    SHOW(list);
    NEW(PyList_GetSlice(list, 1, 3));
    NEW(PyList_GetSlice(list, -5, 2));
    NEW(PyList_GetSlice(list, 4, 100));
    NEW(PyList_GetSlice(list, 3, 1));
    NEW(PyList_GetSlice(S("x"), 0, 1));
    INT(PyList_SetSlice(list, 1, 3, V("[iii]", 1, 2, 3)));
    SHOW(list);
    INT(PyList_SetSlice(list, 1, 4, NULL));
    SHOW(list);
    INT(PyList_SetSlice(list, 0, 1, N(5)));
    INT(PyList_SetSlice(list, 0, 0, list));
    SHOW(list);
    INT(PyList_Reverse(list));
    INT(PyList_Reverse(S("x")));
    INT(PyList_Sort(list));
    PyObject *numbers = V("[iiii]", 3, 1, 2, 1);
    INT(PyList_Sort(numbers));
    SHOW(numbers);
    INT(PyList_Reverse(numbers));
    SHOW(numbers);
    NEW(PyList_AsTuple(numbers));
    NEW(PyList_AsTuple(S("x")));
    INT(PyList_Sort(S("x")));
    TRUTH(PyList_Check(numbers));
    TRUTH(PyList_CheckExact(V("()")));
    Py_DECREF(list);
    PyObject *lender = V("[Ld]", 1LL << 50, 0.5);
    TRUTH(PyList_GetItem(lender, 0) == PyList_GetItem(lender, 0));
    TRUTH(PyList_GetItem(lender, 1) == PyList_GetItem(lender, 1));
}

static void tuples(void) {
    NEW(PyTuple_New(0));
    NEW(PyTuple_New(-1));
    PyObject *tuple = PyTuple_New(2);
    INT(PyTuple_SetItem(tuple, 0, PyLong_FromLong(1)));
    INT(PyTuple_SetItem(tuple, 1, PyUnicode_FromString("two")));
    INT(PyTuple_SetItem(tuple, 2, PyUnicode_FromString("lost")));
    INT(PyTuple_SetItem(V("[]"), 0, PyUnicode_FromString("lost")));
    SHOW(tuple);
    INT(PyTuple_Size(tuple));
    INT(PyTuple_Size(V("[]")));
    BORROWED(PyTuple_GetItem(tuple, 1));
    BORROWED(PyTuple_GetItem(tuple, 2));
    BORROWED(PyTuple_GetItem(tuple, -1));
    BORROWED(PyTuple_GetItem(V("[]"), 0));
    NEW(PyTuple_GetSlice(tuple, 0, 1));
    NEW(PyTuple_GetSlice(tuple, -3, 100));
    NEW(PyTuple_GetSlice(V("[]"), 0, 1));
    NEW(PyTuple_Pack(0));
    NEW(PyTuple_Pack(3, Py_None, tuple, S("x")));
    Py_DECREF(tuple);
    TRUTH(PyTuple_Check(V("()")));
    TRUTH(PyTuple_CheckExact(V("[]")));
    TRUTH(PyTuple_Check(G("named")));
    BORROWED(PyTuple_GetItem(G("named"), 1));
}

static void slices(void) {
    PyObject *slice = keep(PySlice_New(N(1), N(8), N(3)));
    Py_ssize_t start, stop, step, length;
    SHOW(slice);
    NEW(PySlice_New(NULL, NULL, NULL));
    NEW(PySlice_New(S("a"), NULL, Py_None));
    INT(PySlice_Unpack(slice, &start, &stop, &step));
    note_formatted("unpacked", "%zd %zd %zd", start, stop, step);
    INT(PySlice_AdjustIndices(5, &start, &stop, step));
    note_formatted("adjusted", "%zd %zd %zd", start, stop, step);
    INT(PySlice_GetIndices(slice, 10, &start, &stop, &step));
    INT(PySlice_GetIndicesEx(slice, 6, &start, &stop, &step, &length));
    note_formatted("indices", "%zd %zd %zd %zd", start, stop, step, length);
    PyObject *backwards = keep(PySlice_New(NULL, NULL, N(-2)));
    INT(PySlice_Unpack(backwards, &start, &stop, &step));
    note_formatted("backwards", "%zd %d %zd", start, stop == PY_SSIZE_T_MIN, step);
    INT(PySlice_AdjustIndices(5, &start, &stop, step));
    note_formatted("adjusted", "%zd %zd", start, stop);
    INT(PySlice_Unpack(keep(PySlice_New(S("a"), NULL, NULL)), &start, &stop, &step));
    INT(PySlice_Unpack(keep(PySlice_New(NULL, NULL, N(0))), &start, &stop, &step));
    INT(PySlice_GetIndicesEx(keep(PySlice_New(NULL, NULL, N(0))), 5, &start, &stop, &step, &length));
    INT(PySlice_Unpack(keep(PySlice_New(keep(PyNumber_Lshift(N(1), N(70))), NULL, NULL)), &start, &stop, &step));
    note_formatted("clipped", "%d", start == PY_SSIZE_T_MAX);
    NEW(PyObject_GetItem(V("[iiiii]", 0, 1, 2, 3, 4), backwards));
    TRUTH(PySlice_Check(slice));
}

static void run(void) {
    lists();
    tuples();
    slices();
}

CAPI_MODULE(capi_list)
