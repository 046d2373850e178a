# since: 3.13
from load import load


class Class:
    x = "attribute"


log = []
given = {"strided": memoryview(b"strided")[::2], "class": Class, "log": log, "callback": lambda ref: log.append(ref())}
for line in load("capi_capsule").run(given):
    print(line)
# expect: PyCapsule_CheckExact(capsule) -> true
# expect: PyCapsule_IsValid(capsule, "capi.target") -> 1
# expect: PyCapsule_IsValid(capsule, "other") -> 0
# expect: PyCapsule_IsValid(capsule, NULL) -> 0
# expect: PyCapsule_IsValid(N(1), NULL) -> 0
# expect: *(int *)PyCapsule_GetPointer(capsule, "capi.target") -> 5
# expect: PyCapsule_GetPointer(capsule, "other") == NULL -> true, ValueError: PyCapsule_GetPointer called with incorrect name
# expect: PyCapsule_GetPointer(capsule, NULL) == NULL -> true, ValueError: PyCapsule_GetPointer called with incorrect name
# expect: PyCapsule_GetPointer(N(1), "x") == NULL -> true, ValueError: PyCapsule_GetPointer called with invalid PyCapsule object
# expect: PyCapsule_GetName(capsule) == name -> true
# expect: PyCapsule_GetName(N(1)) == NULL -> true, ValueError: PyCapsule_GetName called with invalid PyCapsule object
# expect: PyCapsule_GetDestructor(capsule) == destroy -> true
# expect: PyCapsule_GetContext(capsule) == NULL -> true
# expect: PyCapsule_SetContext(capsule, &other) -> 0
# expect: PyCapsule_GetContext(capsule) == &other -> true
# expect: PyCapsule_SetContext(N(1), &other) -> -1, ValueError: PyCapsule_SetContext called with invalid PyCapsule object
# expect: PyCapsule_SetPointer(capsule, &other) -> 0
# expect: *(int *)PyCapsule_GetPointer(capsule, name) -> 6
# expect: PyCapsule_SetPointer(capsule, NULL) -> -1, ValueError: PyCapsule_SetPointer called with null pointer
# expect: PyCapsule_SetName(capsule, "renamed") -> 0
# expect: PyCapsule_GetPointer(capsule, "renamed") == &other -> true
# expect: PyCapsule_SetName(capsule, NULL) -> 0
# expect: PyCapsule_IsValid(capsule, NULL) -> 1
# expect: destroyed -> 0
# expect: destroyed -> 1
# expect: PyCapsule_SetDestructor(capsule, destroy_badly) -> 0
# expect: destroyed -> 11
# expect: PyCapsule_New(NULL, name, NULL) -> NULL, ValueError: PyCapsule_New called with null pointer
# expect: PyCapsule_Import("capsule_home.here", 0) == &target -> true
# expect: PyCapsule_Import("capsule_home.misnamed", 0) == NULL -> true, AttributeError: PyCapsule_Import "capsule_home.misnamed" is not valid
# expect: PyCapsule_Import("capsule_home.number", 0) == NULL -> true, AttributeError: PyCapsule_Import "capsule_home.number" is not valid
# expect: PyCapsule_Import("capsule_home.missing", 0) == NULL -> true, AttributeError: module 'capsule_home' has no attribute 'missing'
# expect: PyCapsule_Import("no_such_home.x", 0) == NULL -> true, ImportError: PyCapsule_Import could not import module "no_such_home"
# expect: PyObject_CheckBuffer(bytes) -> 1
# expect: PyObject_CheckBuffer(S("x")) -> 0
# expect: PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) -> 0
# expect: simple -> len 5 itemsize 1 readonly 1 ndim 1 format NULL shape -1 strides -1
# expect: view.obj == bytes -> true
# expect: view.obj == NULL -> true
# expect: PyObject_GetBuffer(bytes, &view, PyBUF_WRITABLE) -> -1, BufferError: Object is not writable.
# expect: PyObject_GetBuffer(S("x"), &view, PyBUF_SIMPLE) -> -1, TypeError: a bytes-like object is required, not 'str'
# expect: view.obj == NULL -> true
# expect: PyObject_GetBuffer(array, &view, PyBUF_FULL) -> 0
# expect: full -> len 5 itemsize 1 readonly 0 ndim 1 format B shape 5 strides 1
# expect: PyBuffer_IsContiguous(&view, 'C') -> 1
# expect: PyBuffer_IsContiguous(&view, 'F') -> 1
# expect: PyBuffer_IsContiguous(&view, 'A') -> 1
# expect: PyBuffer_GetPointer(&view, &index) == (char *)view.buf + 2 -> true
# expect: PyBuffer_ToContiguous(copy, &view, view.len, 'C') -> 0
# expect: copy -> "array"
# expect: PyBuffer_ToContiguous(copy, &view, 3, 'C') -> -1, ValueError: PyBuffer_ToContiguous: len != view->len
# expect: PyBuffer_FromContiguous(&view, "WRITE", 5, 'C') -> 0
# expect: array -> bytearray(b'WRITE')
# expect: PyBuffer_FillInfo(&view, NULL, memory, 3, 0, PyBUF_CONTIG) -> 0
# expect: filled -> len 3 itemsize 1 readonly 0 ndim 1 format NULL shape 3 strides -1
# expect: PyBuffer_FillInfo(&view, bytes, memory, 3, 1, PyBUF_WRITABLE) -> -1, BufferError: Object is not writable.
# expect: PyBuffer_FillInfo(&view, bytes, memory, 3, 1, PyBUF_FULL_RO) -> 0
# expect: filled -> len 3 itemsize 1 readonly 1 ndim 1 format B shape 3 strides 1
# expect: C strides -> 32 8
# expect: F strides -> 8 24
# expect: PyBuffer_SizeFromFormat("i") -> 4
# expect: PyBuffer_SizeFromFormat("3d") -> 24
# expect: PyBuffer_SizeFromFormat("??q?") -> 17
# expect: PyObject_CopyData(array, B("copy!")) -> 0
# expect: array -> bytearray(b'copy!')
# expect: PyObject_CopyData(array, B("longer than it")) -> -1, BufferError: destination is too small to receive data from source
# expect: PyObject_CopyData(bytes, array) -> -1, BufferError: Object is not writable.
# expect: PyObject_CopyData(S("x"), array) -> -1, TypeError: both destination and source must be bytes-like objects
# expect: PyObject_GetAttrString(mv, "format") -> 'B'
# expect: PyObject_CallMethod(mv, "tolist", NULL) -> [99, 111, 112, 121, 33]
# expect: PyObject_SetItem(mv, N(0), N(65)) -> 0
# expect: array -> bytearray(b'Aopy!')
# expect: PyObject_SetItem(mv, N(0), N(300)) -> -1, ValueError: memoryview: invalid value for format 'B'
# expect: PyObject_CallMethod(mv, "release", NULL) -> None
# expect: PyObject_CallMethod(mv, "tolist", NULL) -> NULL, ValueError: operation forbidden on released memoryview object
# expect: PyMemoryView_FromObject(S("x")) -> NULL, TypeError: memoryview: a bytes-like object is required, not 'str'
# expect: PyObject_SetItem(mv, N(0), N('M')) -> 0
# expect: memory -> "Mem"
# expect: PyObject_SetItem(mv, N(0), N('m')) -> -1, TypeError: cannot modify read-only memory
# expect: PyMemoryView_Check(mv) -> true
# expect: PyObject_Bytes(mv) -> b'Mem'
# expect: PyObject_Bytes(mv) -> b'srdd'
# expect: PyObject_GetAttrString(mv, "contiguous") -> True
# expect: PyMemoryView_GetContiguous(G("strided"), PyBUF_WRITE, 'C') -> NULL, BufferError: underlying buffer is not writable
# expect: PyMemoryView_GetContiguous(S("x"), PyBUF_READ, 'C') -> NULL, TypeError: memoryview: a bytes-like object is required, not 'str'
# expect: PyObject_GetBuffer(G("strided"), &view, PyBUF_SIMPLE) -> -1, BufferError: memoryview: underlying buffer is not C-contiguous
# expect: PyObject_GetBuffer(G("strided"), &view, PyBUF_STRIDED_RO) -> 0
# expect: strided -> len 4 itemsize 1 readonly 1 ndim 1 format NULL shape 4 strides 2
# expect: PyBuffer_IsContiguous(&view, 'A') -> 0
# expect: PyBuffer_ToContiguous(copy, &view, view.len, 'C') -> 0
# expect: gathered -> srdd
# expect: PyWeakref_GetObject(ref) == thing -> true
# expect: PyWeakref_NewRef(thing, NULL) == ref -> true
# expect: got == thing -> true
# expect: PyObject_GetAttrString(proxy, "x") -> 'attribute'
# expect: PyWeakref_GetObject(ref) -> None
# expect: PyObject_CallNoArgs(ref) -> None
# expect: PyObject_GetAttrString(proxy, "x") -> NULL, ReferenceError: weakly-referenced object no longer exists
# expect: PyWeakref_NewRef(N(5), NULL) -> NULL, TypeError: cannot create weak reference to 'int' object
# expect: PyWeakref_NewProxy(N(5), NULL) -> NULL, TypeError: cannot create weak reference to 'int' object
# expect: PyWeakref_GetObject(N(5)) -> NULL, SystemError: bad argument to internal function
# expect: G("log") -> [None]
