# since: 3.13
from load import load


class Named(tuple):
    pass


for line in load("capi_list").run({"named": Named("ab")}):
    print(line)
# expect: PyList_New(0) -> []
# expect: PyList_New(-1) -> NULL, SystemError: bad argument to internal function
# expect: list -> [0, 10, 20]
# expect: PyList_Size(list) -> 3
# expect: PyList_Size(S("x")) -> -1, SystemError: bad argument to internal function
# expect: PyList_GetItem(list, 2) -> 20
# expect: PyList_GetItem(list, 3) -> NULL, IndexError: list index out of range
# expect: PyList_GetItem(list, -1) -> NULL, IndexError: list index out of range
# expect: PyList_GetItem(S("x"), 0) -> NULL, SystemError: bad argument to internal function
# expect: PyList_SetItem(list, 0, PyUnicode_FromString("set")) -> 0
# expect: PyList_SetItem(list, 9, PyUnicode_FromString("lost")) -> -1, IndexError: list assignment index out of range
# expect: PyList_SetItem(V("()"), 0, PyUnicode_FromString("lost")) -> -1, SystemError: bad argument to internal function
# expect: PyList_Insert(list, 1, S("in")) -> 0
# expect: PyList_Insert(list, -1, S("before last")) -> 0
# expect: PyList_Insert(list, 100, S("end")) -> 0
# expect: PyList_Insert(S("x"), 0, S("end")) -> -1, SystemError: bad argument to internal function
# expect: PyList_Insert(list, 0, NULL) -> -1, SystemError: bad argument to internal function
# expect: PyList_Append(list, F(1.5)) -> 0
# expect: PyList_Append(S("x"), F(1.5)) -> -1, SystemError: bad argument to internal function
# expect: PyList_Append(list, NULL) -> -1, SystemError: bad argument to internal function
# expect: list -> ['set', 'in', 10, 'before last', 20, 'end', 1.5]
# expect: PyList_GetSlice(list, 1, 3) -> ['in', 10]
# expect: PyList_GetSlice(list, -5, 2) -> ['set', 'in']
# expect: PyList_GetSlice(list, 4, 100) -> [20, 'end', 1.5]
# expect: PyList_GetSlice(list, 3, 1) -> []
# expect: PyList_GetSlice(S("x"), 0, 1) -> NULL, SystemError: bad argument to internal function
# expect: PyList_SetSlice(list, 1, 3, V("[iii]", 1, 2, 3)) -> 0
# expect: list -> ['set', 1, 2, 3, 'before last', 20, 'end', 1.5]
# expect: PyList_SetSlice(list, 1, 4, NULL) -> 0
# expect: list -> ['set', 'before last', 20, 'end', 1.5]
# expect: PyList_SetSlice(list, 0, 1, N(5)) -> -1, TypeError: can only assign an iterable
# expect: PyList_SetSlice(list, 0, 0, list) -> 0
# expect: list -> ['set', 'before last', 20, 'end', 1.5, 'set', 'before last', 20, 'end', 1.5]
# expect: PyList_Reverse(list) -> 0
# expect: PyList_Reverse(S("x")) -> -1, SystemError: bad argument to internal function
# expect: PyList_Sort(list) -> -1, TypeError: '<' not supported between instances of 'str' and 'float'
# expect: PyList_Sort(numbers) -> 0
# expect: numbers -> [1, 1, 2, 3]
# expect: PyList_Reverse(numbers) -> 0
# expect: numbers -> [3, 2, 1, 1]
# expect: PyList_AsTuple(numbers) -> (3, 2, 1, 1)
# expect: PyList_AsTuple(S("x")) -> NULL, SystemError: bad argument to internal function
# expect: PyList_Sort(S("x")) -> -1, SystemError: bad argument to internal function
# expect: PyList_Check(numbers) -> true
# expect: PyList_CheckExact(V("()")) -> false
# expect: PyList_GetItem(lender, 0) == PyList_GetItem(lender, 0) -> true
# expect: PyList_GetItem(lender, 1) == PyList_GetItem(lender, 1) -> true
# expect: PyTuple_New(0) -> ()
# expect: PyTuple_New(-1) -> NULL, SystemError: bad argument to internal function
# expect: PyTuple_SetItem(tuple, 0, PyLong_FromLong(1)) -> 0
# expect: PyTuple_SetItem(tuple, 1, PyUnicode_FromString("two")) -> 0
# expect: PyTuple_SetItem(tuple, 2, PyUnicode_FromString("lost")) -> -1, IndexError: tuple assignment index out of range
# expect: PyTuple_SetItem(V("[]"), 0, PyUnicode_FromString("lost")) -> -1, SystemError: bad argument to internal function
# expect: tuple -> (1, 'two')
# expect: PyTuple_Size(tuple) -> 2
# expect: PyTuple_Size(V("[]")) -> -1, SystemError: bad argument to internal function
# expect: PyTuple_GetItem(tuple, 1) -> 'two'
# expect: PyTuple_GetItem(tuple, 2) -> NULL, IndexError: tuple index out of range
# expect: PyTuple_GetItem(tuple, -1) -> NULL, IndexError: tuple index out of range
# expect: PyTuple_GetItem(V("[]"), 0) -> NULL, SystemError: bad argument to internal function
# expect: PyTuple_GetSlice(tuple, 0, 1) -> (1,)
# expect: PyTuple_GetSlice(tuple, -3, 100) -> (1, 'two')
# expect: PyTuple_GetSlice(V("[]"), 0, 1) -> NULL, SystemError: bad argument to internal function
# expect: PyTuple_Pack(0) -> ()
# expect: PyTuple_Pack(3, Py_None, tuple, S("x")) -> (None, (1, 'two'), 'x')
# expect: PyTuple_Check(V("()")) -> true
# expect: PyTuple_CheckExact(V("[]")) -> false
# expect: PyTuple_Check(G("named")) -> true
# expect: PyTuple_GetItem(G("named"), 1) -> 'b'
# expect: slice -> slice(1, 8, 3)
# expect: PySlice_New(NULL, NULL, NULL) -> slice(None, None, None)
# expect: PySlice_New(S("a"), NULL, Py_None) -> slice('a', None, None)
# expect: PySlice_Unpack(slice, &start, &stop, &step) -> 0
# expect: unpacked -> 1 8 3
# expect: PySlice_AdjustIndices(5, &start, &stop, step) -> 2
# expect: adjusted -> 1 5 3
# expect: PySlice_GetIndices(slice, 10, &start, &stop, &step) -> 0
# expect: PySlice_GetIndicesEx(slice, 6, &start, &stop, &step, &length) -> 0
# expect: indices -> 1 6 3 2
# expect: PySlice_Unpack(backwards, &start, &stop, &step) -> 0
# expect: backwards -> 9223372036854775807 1 -2
# expect: PySlice_AdjustIndices(5, &start, &stop, step) -> 3
# expect: adjusted -> 4 -1
# expect: PySlice_Unpack(keep(PySlice_New(S("a"), NULL, NULL)), &start, &stop, &step) -> -1, TypeError: slice indices must be integers or None or have an __index__ method
# expect: PySlice_Unpack(keep(PySlice_New(NULL, NULL, N(0))), &start, &stop, &step) -> -1, ValueError: slice step cannot be zero
# expect: PySlice_GetIndicesEx(keep(PySlice_New(NULL, NULL, N(0))), 5, &start, &stop, &step, &length) -> -1, ValueError: slice step cannot be zero
# expect: PySlice_Unpack(keep(PySlice_New(keep(PyNumber_Lshift(N(1), N(70))), NULL, NULL)), &start, &stop, &step) -> 0
# expect: clipped -> 1
# expect: PyObject_GetItem(V("[iiiii]", 0, 1, 2, 3, 4), backwards) -> [4, 2, 0]
# expect: PySlice_Check(slice) -> true
