# since: 3.13
from load import load

for line in load("capi_type").run({}):
    print(line)
# expect: box -> <class 'capi.Box'>
# expect: PyType_GetName(box) -> 'Box'
# expect: PyType_GetQualName(box) -> 'Box'
# expect: PyType_GetFlags(box) & (Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_READY) -> 5632
# expect: (PyType_GetFlags(&PyBool_Type) & Py_TPFLAGS_LONG_SUBCLASS) != 0 -> 1
# expect: (PyType_GetFlags((PyTypeObject *)PyExc_KeyError) & Py_TPFLAGS_BASE_EXC_SUBCLASS) != 0 -> 1
# expect: PyType_IsSubtype(&PyBool_Type, &PyLong_Type) -> 1
# expect: PyType_IsSubtype(&PyLong_Type, &PyBool_Type) -> 0
# expect: PyType_IsSubtype(box, &PyBaseObject_Type) -> 1
# expect: PyType_Ready(box) -> 0
# expect: PyType_Modified(box) -> done
# expect: PyType_GetSlot(box, Py_tp_init) == (void *)box_init -> true
# expect: PyType_GetSlot(box, Py_tp_base) == (void *)&PyBaseObject_Type -> true
# expect: PyType_GetSlot(box, Py_tp_new) != NULL -> true
# expect: PyType_GetSlot(box, Py_tp_alloc) != NULL -> true
# expect: PyType_GetSlot(box, Py_tp_free) != NULL -> true
# expect: PyType_GetSlot(box, Py_nb_add) == NULL -> true
# expect: PyType_GetSlot(box, 999) == NULL -> true, SystemError: bad argument to internal function
# expect: PyType_GetSlot(&PyLong_Type, Py_nb_add) != NULL -> true
# expect: PyType_GetSlot(&PyList_Type, Py_tp_iter) != NULL -> true
# expect: PyType_GetSlot(&PyDict_Type, Py_mp_subscript) != NULL -> true
# expect: PyType_GetSlot(&PyUnicode_Type, Py_nb_add) == NULL -> true
# expect: PyType_GetSlot(&PyByteArray_Type, Py_bf_releasebuffer) != NULL -> true
# expect: PyType_GetSlot(&PyBytes_Type, Py_bf_releasebuffer) == NULL -> true
# expect: PyType_GetSlot(&PyBytes_Type, Py_bf_getbuffer) != NULL -> true
# expect: PyType_GetModule(box) == NULL -> true, TypeError: PyType_GetModule: Type 'capi.Box' has no associated module
# expect: PyType_GetModule(&PyLong_Type) == NULL -> true, TypeError: PyType_GetModule: Type 'int' is not a heap type
# expect: PyType_GetModuleState(box) == NULL -> true, TypeError: PyType_GetModule: Type 'capi.Box' has no associated module
# expect: PyType_GetModule((PyTypeObject *)owned) == module -> true
# expect: PyType_GetModuleState((PyTypeObject *)owned) == NULL -> true
# expect: PyType_FromSpec(&unknown_spec) -> NULL, RuntimeError: invalid slot offset
# expect: PyType_FromSpec(&small_spec) -> NULL, TypeError: tp_basicsize for type 'capi.Small' (4) is too small for base 'object' (16)
# expect: PyType_FromSpecWithBases(&spec, keep(PyTuple_Pack(2, &PyLong_Type, &PyUnicode_Type))) -> NULL, TypeError: multiple bases have instance lay-out conflict
# expect: PyType_FromSpecWithBases(&spec, keep(PyTuple_Pack(1, &PyBool_Type))) -> NULL, TypeError: type 'bool' is not an acceptable base type
# expect: PyType_FromSpecWithBases(&spec, (PyObject *)box) -> <class 'capi.Box'>
# expect: PyType_ClearCache() * 0 -> 0
# expect: PyObject_GetAttrString(one, "number") -> 11
# expect: PyObject_SetAttrString(one, "number", N(12)) -> 0
# expect: PyObject_SetAttrString(one, "number", N(1LL << 40)) -> 0
# expect: PyObject_SetAttrString(one, "letter", S("c")) -> -1, AttributeError: readonly attribute
# expect: PyObject_GetAttrString(one, "letter") -> 'b'
# expect: PyObject_GetAttrString(one, "object") -> NULL, AttributeError: 'capi.Box' object has no attribute 'object'
# expect: PyObject_GetAttrString(one, "flag") -> False
# expect: PyObject_SetAttrString(one, "flag", Py_True) -> 0
# expect: PyObject_SetAttrString(one, "flag", N(1)) -> -1, TypeError: attribute value type must be bool
# expect: PyMember_GetOne((char *)one, &members[0]) -> 0
# expect: PyMember_SetOne((char *)one, &members[0], N(13)) -> 0
# expect: PyMember_SetOne((char *)one, &members[1], S("c")) -> -1, AttributeError: readonly attribute
# expect: PyMember_GetOne((char *)one, &members[2]) -> NULL, AttributeError: 'capi.Box' object has no attribute 'object'
# expect: PyObject_GetAttrString(getset, "__name__") -> 'computed'
# expect: PyObject_GetAttrString(getset, "__doc__") -> 'A doc.'
# expect: PyObject_CallMethod(getset, "__get__", "O", one) -> 13
# expect: PyObject_CallMethod(getset, "__set__", "Oi", one, 5) -> NULL, AttributeError: attribute 'computed' of 'capi.Box' objects is not writable
# expect: PyObject_CallMethod(getset, "__get__", "i", 5) -> NULL, TypeError: descriptor 'computed' for 'capi.Box' objects doesn't apply to a 'int' object
# expect: PyObject_CallMethod(member, "__get__", "O", one) -> 13
# expect: Py_TYPE(member) -> <class 'member_descriptor'>
# expect: method -> <method 'method' of 'capi.Box' objects>
# expect: PyObject_CallFunction(method, "Oi", one, 7) -> (13, (7,))
# expect: PyObject_CallFunction(method, "i", 7) -> NULL, TypeError: descriptor 'method' for 'capi.Box' objects doesn't apply to a 'int' object
# expect: PyObject_CallFunction(method, NULL) -> NULL, TypeError: unbound method Box.method() needs an argument
# expect: PyObject_GetAttrString(method, "__doc__") -> 'method doc'
# expect: PyObject_CallFunction(bound, "i", 1) -> (<class 'capi.Box'>, (1,))
# expect: ((Box *)one)->number -> 0
# expect: ((Box *)one)->number -> 0
# expect: Py_REFCNT(one) -> 1
# expect: Py_TYPE((PyObject *)bare) == box -> true
# expect: Py_SIZE(variable) -> 4
# expect: Py_SIZE(variable) -> 3
# expect: ((long *)(variable + 1))[3] -> 0
# expect: pair -> capi.Pair(first=1, second='two')
# expect: PyStructSequence_GetItem(pair, 1) -> 'two'
# expect: PyStructSequence_GetItem(pair, 2) -> 3.0
# expect: PyObject_GetAttrString(pair, "extra") -> 3.0
# expect: PyTuple_Size(pair) -> 2
# expect: PySequence_List(pair) -> [1, 'two']
# expect: PyTuple_Check(pair) -> true
# expect: Py_GenericAlias((PyObject *)&PyList_Type, (PyObject *)&PyLong_Type) -> list[int]
# expect: Py_GenericAlias((PyObject *)&PyDict_Type, keep(PyTuple_Pack(2, &PyUnicode_Type, &PyLong_Type))) -> dict[str, int]
# expect: PyObject_CallFunction(alias, "(i)", 5) -> NULL, TypeError: 'int' object is not iterable
# expect: PyObject_CallFunction(alias, "s", "ab") -> ['a', 'b']
# expect: PyObject_GetAttrString(alias, "__args__") -> (<class 'int'>,)
# expect: Py_IS_TYPE(alias, &Py_GenericAliasType) -> true
