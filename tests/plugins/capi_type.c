/* The type functions of object.h, descrobject.h, structseq.h, genericaliasobject.h, and allocation in objimpl.h. */
#include "capi.h"

typedef struct {
    PyObject_HEAD
    int number;
    char letter;
    PyObject *object;
    unsigned char flag;
} Box;

static PyObject *box_get(PyObject *self, void *closure) {
    (void)closure;
    return PyLong_FromLong(((Box *)self)->number);
}
static PyObject *box_method(PyObject *self, PyObject *args) { return Py_BuildValue("iO", ((Box *)self)->number, args); }
static PyObject *box_class_method(PyObject *type, PyObject *args) { return Py_BuildValue("OO", type, args); }
static int box_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    (void)kwargs;
    ((Box *)self)->letter = 'b';
    return PyArg_ParseTuple(args, "|i:Box", &((Box *)self)->number) ? 0 : -1;
}

static PyMemberDef members[] = {
    {"number", T_INT, offsetof(Box, number), 0, NULL},
    {"letter", T_CHAR, offsetof(Box, letter), READONLY, NULL},
    {"object", T_OBJECT_EX, offsetof(Box, object), 0, NULL},
    {"flag", T_BOOL, offsetof(Box, flag), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyGetSetDef getset_def = {"computed", box_get, NULL, "A doc.", NULL};
static PyMethodDef method_def = {"method", box_method, METH_VARARGS, "method doc"};
static PyMethodDef class_method_def = {"class_method", box_class_method, METH_VARARGS | METH_CLASS, NULL};
static PyType_Slot slots[] = {{Py_tp_init, (void *)box_init}, {Py_tp_members, members}, {Py_tp_doc, "A box."}, {0, NULL}};
static PyType_Spec spec = {"capi.Box", sizeof(Box), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
static PyType_Slot unknown_slots[] = {{999, NULL}, {0, NULL}};
static PyType_Spec unknown_spec = {"capi.Unknown", sizeof(Box), 0, Py_TPFLAGS_DEFAULT, unknown_slots};
static PyType_Slot no_slots[] = {{0, NULL}};
static PyType_Spec small_spec = {"capi.Small", 4, 0, Py_TPFLAGS_DEFAULT, no_slots};
static PyType_Spec var_spec = {"capi.Var", sizeof(PyVarObject), sizeof(long), Py_TPFLAGS_DEFAULT, no_slots};

static void types(PyTypeObject *box) {
    SHOW(box);
    NEW(PyType_GetName(box));
    NEW(PyType_GetQualName(box));
    INT(PyType_GetFlags(box) & (Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_READY));
    INT((PyType_GetFlags(&PyBool_Type) & Py_TPFLAGS_LONG_SUBCLASS) != 0);
    INT((PyType_GetFlags((PyTypeObject *)PyExc_KeyError) & Py_TPFLAGS_BASE_EXC_SUBCLASS) != 0);
    INT(PyType_IsSubtype(&PyBool_Type, &PyLong_Type));
    INT(PyType_IsSubtype(&PyLong_Type, &PyBool_Type));
    INT(PyType_IsSubtype(box, &PyBaseObject_Type));
    INT(PyType_Ready(box));
    VOID(PyType_Modified(box));
    TRUTH(PyType_GetSlot(box, Py_tp_init) == (void *)box_init);
    TRUTH(PyType_GetSlot(box, Py_tp_base) == (void *)&PyBaseObject_Type);
    TRUTH(PyType_GetSlot(box, Py_tp_new) != NULL);
    TRUTH(PyType_GetSlot(box, Py_tp_alloc) != NULL);
    TRUTH(PyType_GetSlot(box, Py_tp_free) != NULL);
    TRUTH(PyType_GetSlot(box, Py_nb_add) == NULL);
    TRUTH(PyType_GetSlot(box, 999) == NULL);
    TRUTH(PyType_GetSlot(&PyLong_Type, Py_nb_add) != NULL);
    TRUTH(PyType_GetSlot(&PyList_Type, Py_tp_iter) != NULL);
    TRUTH(PyType_GetSlot(&PyDict_Type, Py_mp_subscript) != NULL);
    TRUTH(PyType_GetSlot(&PyUnicode_Type, Py_nb_add) == NULL);
    TRUTH(PyType_GetSlot(&PyByteArray_Type, Py_bf_releasebuffer) != NULL);
    TRUTH(PyType_GetSlot(&PyBytes_Type, Py_bf_releasebuffer) == NULL);
    TRUTH(PyType_GetSlot(&PyBytes_Type, Py_bf_getbuffer) != NULL);
    TRUTH(PyType_GetModule(box) == NULL);
    TRUTH(PyType_GetModule(&PyLong_Type) == NULL);
    TRUTH(PyType_GetModuleState(box) == NULL);
    PyObject *module = keep(PyModule_New("owner")), *owned = PyType_FromModuleAndSpec(module, &spec, NULL);
    TRUTH(PyType_GetModule((PyTypeObject *)owned) == module);
    TRUTH(PyType_GetModuleState((PyTypeObject *)owned) == NULL);
    Py_XDECREF(owned);
    NEW(PyType_FromSpec(&unknown_spec));
    NEW(PyType_FromSpec(&small_spec));
    NEW(PyType_FromSpecWithBases(&spec, keep(PyTuple_Pack(2, &PyLong_Type, &PyUnicode_Type))));
    NEW(PyType_FromSpecWithBases(&spec, keep(PyTuple_Pack(1, &PyBool_Type))));
    NEW(PyType_FromSpecWithBases(&spec, (PyObject *)box));
    UINT(PyType_ClearCache() * 0);
}

static void instances(PyTypeObject *box) {
    PyObject *one = PyObject_CallFunction((PyObject *)box, "i", 11);
    NEW(PyObject_GetAttrString(one, "number"));
    INT(PyObject_SetAttrString(one, "number", N(12)));
    INT(PyObject_SetAttrString(one, "number", N(1LL << 40)));
    INT(PyObject_SetAttrString(one, "letter", S("c")));
    NEW(PyObject_GetAttrString(one, "letter"));
    NEW(PyObject_GetAttrString(one, "object"));
    NEW(PyObject_GetAttrString(one, "flag"));
    INT(PyObject_SetAttrString(one, "flag", Py_True));
    INT(PyObject_SetAttrString(one, "flag", N(1)));
    NEW(PyMember_GetOne((char *)one, &members[0]));
    INT(PyMember_SetOne((char *)one, &members[0], N(13)));
    INT(PyMember_SetOne((char *)one, &members[1], S("c")));
    NEW(PyMember_GetOne((char *)one, &members[2]));

    PyObject *getset = PyDescr_NewGetSet(box, &getset_def);
    NEW(PyObject_GetAttrString(getset, "__name__"));
    NEW(PyObject_GetAttrString(getset, "__doc__"));
    NEW(PyObject_CallMethod(getset, "__get__", "O", one));
    NEW(PyObject_CallMethod(getset, "__set__", "Oi", one, 5));
    NEW(PyObject_CallMethod(getset, "__get__", "i", 5));
    Py_XDECREF(getset);
    PyObject *member = PyDescr_NewMember(box, &members[0]);
    NEW(PyObject_CallMethod(member, "__get__", "O", one));
    SHOW(Py_TYPE(member));
    Py_XDECREF(member);
    PyObject *method = PyDescr_NewMethod(box, &method_def);
    SHOW(method);
    NEW(PyObject_CallFunction(method, "Oi", one, 7));
    NEW(PyObject_CallFunction(method, "i", 7));
    NEW(PyObject_CallFunction(method, NULL));
    NEW(PyObject_GetAttrString(method, "__doc__"));
    Py_XDECREF(method);
    PyObject *class_method = PyDescr_NewClassMethod(box, &class_method_def);
    PyObject *bound = PyObject_CallMethod(class_method, "__get__", "OO", Py_None, box);
    NEW(PyObject_CallFunction(bound, "i", 1));
    Py_XDECREF(bound);
    Py_XDECREF(class_method);
    Py_XDECREF(one);

    one = PyType_GenericNew(box, keep(PyTuple_New(0)), NULL);
    INT(((Box *)one)->number);
    Py_XDECREF(one);
    one = PyType_GenericAlloc(box, 0);
    INT(((Box *)one)->number);
    INT(Py_REFCNT(one));
    Py_XDECREF(one);
    Box *bare = PyObject_New(Box, box);
    TRUTH(Py_TYPE((PyObject *)bare) == box);
    bare->object = NULL;
    Py_DECREF((PyObject *)bare);
    PyTypeObject *var = (PyTypeObject *)PyType_FromSpec(&var_spec);
    PyObject *variable = (PyObject *)PyObject_NewVar(PyVarObject, var, 4);
    INT(Py_SIZE(variable));
    Py_DECREF(variable);
    variable = PyType_GenericAlloc(var, 3);
    INT(Py_SIZE(variable));
    INT(((long *)(variable + 1))[3]);
    Py_XDECREF(variable);
    Py_XDECREF((PyObject *)var);
}

static PyStructSequence_Field fields[] = {{"first", "doc"}, {"second", NULL}, {"extra", NULL}, {NULL, NULL}};
static PyStructSequence_Desc desc = {"capi.Pair", "A pair.", fields, 2};

static void sequences(void) {
    PyTypeObject *type = PyStructSequence_NewType(&desc);
    PyObject *pair = PyStructSequence_New(type);
    PyStructSequence_SetItem(pair, 0, PyLong_FromLong(1));
    PyStructSequence_SetItem(pair, 1, PyUnicode_FromString("two"));
    PyStructSequence_SetItem(pair, 2, PyFloat_FromDouble(3));
    SHOW(pair);
    BORROWED(PyStructSequence_GetItem(pair, 1));
    BORROWED(PyStructSequence_GetItem(pair, 2));
    NEW(PyObject_GetAttrString(pair, "extra"));
    INT(PyTuple_Size(pair));
    NEW(PySequence_List(pair));
    TRUTH(PyTuple_Check(pair));
    Py_XDECREF(pair);
    Py_XDECREF((PyObject *)type);
    NEW(Py_GenericAlias((PyObject *)&PyList_Type, (PyObject *)&PyLong_Type));
    NEW(Py_GenericAlias((PyObject *)&PyDict_Type, keep(PyTuple_Pack(2, &PyUnicode_Type, &PyLong_Type))));
    PyObject *alias = keep(Py_GenericAlias((PyObject *)&PyList_Type, (PyObject *)&PyLong_Type));
    NEW(PyObject_CallFunction(alias, "(i)", 5));
    NEW(PyObject_CallFunction(alias, "s", "ab"));
    NEW(PyObject_GetAttrString(alias, "__args__"));
    TRUTH(Py_IS_TYPE(alias, &Py_GenericAliasType));
}

static void run(void) {
    PyTypeObject *box = (PyTypeObject *)PyType_FromSpec(&spec);
    types(box);
    instances(box);
    sequences();
    Py_XDECREF((PyObject *)box);
}

CAPI_MODULE(capi_type)
