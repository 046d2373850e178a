/* Heap types that fill every kind of slot, through PyType_FromSpec. What a slot is called with comes back as text. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <structmember.h>

static PyObject *argument_error(const char *what) {
    PyErr_Format(PyExc_TypeError, "bad %s", what);
    return NULL;
}

/* ---- Num: each number slot tells its name and arguments ---- */

static PyObject *num_repr(PyObject *self) {
    (void)self;
    return PyUnicode_FromString("Num");
}
static int is_string(PyObject *object) { return PyUnicode_Check(object); }

#define BINARY(name) \
    static PyObject *num_##name(PyObject *left, PyObject *right) { \
        if (is_string(left) || is_string(right)) Py_RETURN_NOTIMPLEMENTED; \
        return PyUnicode_FromFormat(#name "(%R, %R)", left, right); \
    }
#define TERNARY(name) \
    static PyObject *num_##name(PyObject *left, PyObject *right, PyObject *third) { \
        if (is_string(left) || is_string(right)) Py_RETURN_NOTIMPLEMENTED; \
        return PyUnicode_FromFormat(#name "(%R, %R, %R)", left, right, third); \
    }
#define UNARY(name) \
    static PyObject *num_##name(PyObject *self) { return PyUnicode_FromFormat(#name "(%R)", self); }
BINARY(add) BINARY(subtract) BINARY(multiply) BINARY(remainder) BINARY(divmod) BINARY(lshift) BINARY(rshift) BINARY(and)
BINARY(xor) BINARY(or) BINARY(floor_divide) BINARY(true_divide) BINARY(matrix_multiply)
BINARY(inplace_add) BINARY(inplace_subtract) BINARY(inplace_multiply) BINARY(inplace_remainder) BINARY(inplace_lshift)
BINARY(inplace_rshift) BINARY(inplace_and) BINARY(inplace_xor) BINARY(inplace_or) BINARY(inplace_floor_divide)
BINARY(inplace_true_divide) BINARY(inplace_matrix_multiply)
TERNARY(power) TERNARY(inplace_power)
UNARY(negative) UNARY(positive) UNARY(absolute) UNARY(invert)
static PyObject *num_int(PyObject *self) {
    (void)self;
    return PyLong_FromLong(41);
}
static PyObject *num_float(PyObject *self) {
    (void)self;
    return PyFloat_FromDouble(4.25);
}
static PyObject *num_index(PyObject *self) {
    (void)self;
    return PyLong_FromLong(2);
}
static int num_bool(PyObject *self) {
    (void)self;
    return 0;
}
#define NB(name) {Py_nb_##name, (void *)num_##name}
static PyType_Slot num_slots[] = {
    NB(add), NB(subtract), NB(multiply), NB(remainder), NB(divmod), NB(lshift), NB(rshift), NB(and), NB(xor), NB(or),
    NB(floor_divide), NB(true_divide), NB(matrix_multiply), NB(inplace_add), NB(inplace_subtract), NB(inplace_multiply),
    NB(inplace_remainder), NB(inplace_lshift), NB(inplace_rshift), NB(inplace_and), NB(inplace_xor), NB(inplace_or),
    NB(inplace_floor_divide), NB(inplace_true_divide), NB(inplace_matrix_multiply), NB(power), NB(inplace_power),
    NB(negative), NB(positive), NB(absolute), NB(invert), NB(int), NB(float), NB(index), NB(bool),
    {Py_tp_repr, (void *)num_repr}, {0, NULL},
};
static PyType_Spec num_spec = {"type_slots.Num", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, num_slots};

/* ---- Seq: a sequence of five squares; item 0 can be stored ---- */

typedef struct {
    PyObject_HEAD
    long items[5];
} Seq;

static int seq_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    (void)args, (void)kwargs;
    for (long i = 0; i < 5; i++) ((Seq *)self)->items[i] = i * i;
    return 0;
}
static Py_ssize_t seq_length(PyObject *self) {
    (void)self;
    return 5;
}
static PyObject *seq_item(PyObject *self, Py_ssize_t i) {
    if (i >= 0 && i < 5) return PyLong_FromLong(((Seq *)self)->items[i]);
    PyErr_Format(PyExc_IndexError, "no item %zd", i);
    return NULL;
}
static int seq_ass_item(PyObject *self, Py_ssize_t i, PyObject *value) {
    if (i < 0 || i >= 5 || !value) {
        PyErr_Format(PyExc_IndexError, "cannot %s item %zd", value ? "store" : "delete", i);
        return -1;
    }
    long number = PyLong_AsLong(value);
    if (number == -1 && PyErr_Occurred()) return -1;
    ((Seq *)self)->items[i] = number;
    return 0;
}
static PyObject *seq_concat(PyObject *self, PyObject *other) {
    (void)self;
    return PyUnicode_FromFormat("concat(%R)", other);
}
static PyObject *seq_repeat(PyObject *self, Py_ssize_t count) {
    (void)self;
    return PyUnicode_FromFormat("repeat(%zd)", count);
}
static int seq_contains(PyObject *self, PyObject *value) {
    if (!PyLong_Check(value)) return argument_error("element"), -1;
    long number = PyLong_AsLong(value);
    for (int i = 0; i < 5; i++) {
        if (((Seq *)self)->items[i] == number) return 1;
    }
    return 0;
}
static PyType_Slot seq_slots[] = {
    {Py_tp_init, (void *)seq_init}, {Py_sq_length, (void *)seq_length}, {Py_sq_item, (void *)seq_item},
    {Py_sq_ass_item, (void *)seq_ass_item}, {Py_sq_concat, (void *)seq_concat}, {Py_sq_repeat, (void *)seq_repeat},
    {Py_sq_contains, (void *)seq_contains}, {Py_sq_inplace_repeat, (void *)seq_repeat},
    {Py_sq_inplace_concat, (void *)seq_concat}, {0, NULL},
};
static PyType_Spec seq_spec = {"type_slots.Seq", sizeof(Seq), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, seq_slots};

/* ---- Map: a mapping that echoes ---- */

static Py_ssize_t map_length(PyObject *self) {
    (void)self;
    return 7;
}
static PyObject *map_subscript(PyObject *self, PyObject *key) {
    (void)self;
    if (key == Py_None) {
        PyErr_SetObject(PyExc_KeyError, key);
        return NULL;
    }
    return PyUnicode_FromFormat("[%R]", key);
}
static int map_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
    (void)self;
    if (value) PyErr_Format(PyExc_LookupError, "store %R at %R", value, key);
    else PyErr_Format(PyExc_LookupError, "delete %R", key);
    return -1;
}
static PyType_Slot map_slots[] = {
    {Py_mp_length, (void *)map_length}, {Py_mp_subscript, (void *)map_subscript},
    {Py_mp_ass_subscript, (void *)map_ass_subscript}, {0, NULL},
};
static PyType_Spec map_spec = {"type_slots.Map", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, map_slots};

/* ---- Buf: two rows of three shorts, counts its exports ---- */

typedef struct {
    PyObject_HEAD
    short cells[6];
    Py_ssize_t shape[2], strides[2];
    int exports;
} Buf;

static int buf_getbuffer(PyObject *object, Py_buffer *view, int flags) {
    Buf *self = (Buf *)object;
    if (flags & PyBUF_WRITABLE && self->exports >= 2) {
        PyErr_SetString(PyExc_BufferError, "two exports are enough");
        view->obj = NULL;
        return -1;
    }
    for (short i = 0; i < 6 && !self->strides[1]; i++) self->cells[i] = (short)(i + 1);
    self->shape[0] = 2, self->shape[1] = 3;
    self->strides[0] = 6, self->strides[1] = 2;
    *view = (Py_buffer){.buf = self->cells, .len = sizeof self->cells, .itemsize = 2, .ndim = 2, .format = "h",
                        .shape = self->shape, .strides = self->strides};
    view->obj = Py_NewRef(object);
    self->exports++;
    return 0;
}
static void buf_releasebuffer(PyObject *object, Py_buffer *view) {
    (void)view;
    ((Buf *)object)->exports--;
}
static PyMemberDef buf_members[] = {{"exports", T_INT, offsetof(Buf, exports), READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
static PyType_Slot buf_slots[] = {
    {Py_bf_getbuffer, (void *)buf_getbuffer}, {Py_bf_releasebuffer, (void *)buf_releasebuffer},
    {Py_tp_members, buf_members}, {0, NULL},
};
static PyType_Spec buf_spec = {"type_slots.Buf", sizeof(Buf), 0, Py_TPFLAGS_DEFAULT, buf_slots};

/* ---- Down: an iterator; also what `await`, `async for` and send() see ---- */

typedef struct {
    PyObject_HEAD
    long left;
} Down;

static int down_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    (void)kwargs;
    return PyArg_ParseTuple(args, "l:Down", &((Down *)self)->left) ? 0 : -1;
}
static PyObject *down_next(PyObject *self) {
    long left = ((Down *)self)->left--;
    if (left > 0) return PyLong_FromLong(left);
    if (left < 0) PyErr_SetString(PyExc_StopIteration, "already below zero");
    return NULL; /* at zero: the end, without an exception */
}
static PyType_Slot down_slots[] = {
    {Py_tp_init, (void *)down_init}, {Py_tp_iter, (void *)PyObject_SelfIter}, {Py_tp_iternext, (void *)down_next},
    {Py_am_await, (void *)PyObject_SelfIter}, {0, NULL},
};
static PyType_Spec down_spec = {"type_slots.Down", sizeof(Down), 0, Py_TPFLAGS_DEFAULT, down_slots};

/* ---- Descr: a data descriptor ---- */

static PyObject *descr_get(PyObject *self, PyObject *object, PyObject *type) {
    (void)self;
    return Py_BuildValue("sOO", "get", object ? object : Py_None, type ? type : Py_None);
}
static int descr_set(PyObject *self, PyObject *object, PyObject *value) {
    (void)self, (void)object;
    if (value) PyErr_Format(PyExc_AttributeError, "set to %R", value);
    else PyErr_SetString(PyExc_AttributeError, "deleted");
    return -1;
}
static PyType_Slot descr_slots[] = {
    {Py_tp_descr_get, (void *)descr_get}, {Py_tp_descr_set, (void *)descr_set}, {0, NULL},
};
static PyType_Spec descr_spec = {"type_slots.Descr", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, descr_slots};

/* ---- Cmp: compares by its number; hash, repr, str, call ---- */

static PyTypeObject *cmp_type;

static PyObject *cmp_richcompare(PyObject *left, PyObject *right, int op) {
    if (!PyObject_TypeCheck(right, cmp_type)) Py_RETURN_NOTIMPLEMENTED;
    Py_RETURN_RICHCOMPARE(((Down *)left)->left, ((Down *)right)->left, op);
}
static Py_hash_t cmp_hash(PyObject *self) {
    if (((Down *)self)->left != 13) return (Py_hash_t)((Down *)self)->left;
    PyErr_SetString(PyExc_TypeError, "13 has no hash");
    return -1;
}
static PyObject *cmp_repr(PyObject *self) { return PyUnicode_FromFormat("Cmp(%ld)", ((Down *)self)->left); }
static PyObject *cmp_str(PyObject *self) { return PyUnicode_FromFormat("number %ld", ((Down *)self)->left); }
static PyObject *cmp_call(PyObject *self, PyObject *args, PyObject *kwargs) {
    return Py_BuildValue("OOO", self, args, kwargs ? kwargs : Py_None);
}
static PyType_Slot cmp_slots[] = {
    {Py_tp_init, (void *)down_init}, {Py_tp_richcompare, (void *)cmp_richcompare}, {Py_tp_hash, (void *)cmp_hash},
    {Py_tp_repr, (void *)cmp_repr}, {Py_tp_str, (void *)cmp_str}, {Py_tp_call, (void *)cmp_call}, {0, NULL},
};
static PyType_Spec cmp_spec = {"type_slots.Cmp", sizeof(Down), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, cmp_slots};

/* ---- Attr: answers for every attribute ---- */

static PyObject *attr_getattro(PyObject *self, PyObject *name) {
    PyObject *found = PyObject_GenericGetAttr(self, name);
    if (found || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found;
    PyErr_Clear();
    return PyUnicode_FromFormat("attribute %U", name);
}
static int attr_setattro(PyObject *self, PyObject *name, PyObject *value) {
    (void)self;
    PyErr_Format(PyExc_AttributeError, "%s %U", value ? "set" : "delete", name);
    return -1;
}
static PyType_Slot attr_slots[] = {
    {Py_tp_getattro, (void *)attr_getattro}, {Py_tp_setattro, (void *)attr_setattro}, {0, NULL},
};
static PyType_Spec attr_spec = {"type_slots.Attr", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, attr_slots};

/* ---- Slotted: a __dict__, weak references and a vectorcall, each at an offset of ours; tells when it dies ---- */

typedef struct {
    PyObject_HEAD
    PyObject *dict, *weakrefs;
    PyObject *(*vectorcall)(PyObject *, PyObject *const *, size_t, PyObject *);
} Slotted;

PyObject *PyVectorcall_Call(PyObject *, PyObject *, PyObject *); /* in the limited API only from 3.12 */

static long finalized, deallocated;

static PyObject *slotted_vectorcall(PyObject *self, PyObject *const *args, size_t flags, PyObject *kwnames) {
    (void)self, (void)args;
    return Py_BuildValue("nO", (Py_ssize_t)(flags & (SIZE_MAX >> 1)), kwnames ? kwnames : Py_None);
}
static PyObject *slotted_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *self = PyType_GenericNew(type, args, kwargs);
    if (self) ((Slotted *)self)->vectorcall = slotted_vectorcall;
    return self;
}
static void slotted_finalize(PyObject *self) {
    (void)self;
    finalized++;
}
static int slotted_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((Slotted *)self)->dict);
    return 0;
}
static int slotted_clear(PyObject *self) {
    Py_CLEAR(((Slotted *)self)->dict);
    return 0;
}
static void slotted_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (((Slotted *)self)->weakrefs) PyObject_ClearWeakRefs(self);
    slotted_clear(self);
    deallocated++;
    PyObject_GC_Del(self);
    Py_DECREF(type);
}
static PyMemberDef slotted_members[] = {
    {"__dictoffset__", T_PYSSIZET, offsetof(Slotted, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Slotted, weakrefs), READONLY, NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Slotted, vectorcall), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyGetSetDef slotted_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyType_Slot slotted_slots[] = {
    {Py_tp_new, (void *)slotted_new}, {Py_tp_call, (void *)PyVectorcall_Call}, {Py_tp_finalize, (void *)slotted_finalize},
    {Py_tp_traverse, (void *)slotted_traverse}, {Py_tp_clear, (void *)slotted_clear},
    {Py_tp_dealloc, (void *)slotted_dealloc}, {Py_tp_members, slotted_members}, {Py_tp_getset, slotted_getset},
    {0, NULL},
};
#ifndef Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11)
#endif
static PyType_Spec slotted_spec = {"type_slots.Slotted", sizeof(Slotted), 0,
                                   Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL, slotted_slots};

/* ---- builtin types with a long of our own behind what is theirs ---- */

static Py_ssize_t extra_offset[3]; /* of DictPlus, ListPlus, ErrorPlus */

static long *extra_of(PyObject *self) {
    int which = PyDict_Check(self) ? 0 : PyList_Check(self) ? 1 : 2;
    return (long *)((char *)self + extra_offset[which]);
}
static PyObject *plus_get(PyObject *self, void *closure) {
    (void)closure;
    return PyLong_FromLong(*extra_of(self));
}
static int plus_set(PyObject *self, PyObject *value, void *closure) {
    (void)closure;
    *extra_of(self) = value ? PyLong_AsLong(value) : 0;
    return PyErr_Occurred() ? -1 : 0;
}
static PyGetSetDef plus_getset[] = {{"extra", plus_get, plus_set, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyType_Slot plus_slots[] = {{Py_tp_getset, plus_getset}, {0, NULL}};

static PyObject *make_plus(const char *name, PyTypeObject *base, int which) {
    PyObject *size = PyObject_GetAttrString((PyObject *)base, "__basicsize__");
    if (!size) return NULL;
    extra_offset[which] = PyLong_AsSsize_t(size);
    Py_DECREF(size);
    PyType_Spec spec = {name, (int)extra_offset[which] + (int)sizeof(long), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                        plus_slots};
    PyObject *bases = PyTuple_Pack(1, base);
    PyObject *type = bases ? PyType_FromSpecWithBases(&spec, bases) : NULL;
    Py_XDECREF(bases);
    return type;
}

static PyObject *int_plus_repr(PyObject *self) {
    PyObject *number = PyNumber_Long(self);
    PyObject *text = number ? PyUnicode_FromFormat("IntPlus(%S)", number) : NULL;
    Py_XDECREF(number);
    return text;
}
static PyType_Slot int_plus_slots[] = {
    {Py_tp_base, NULL /* int, filled in at run time */}, {Py_tp_repr, (void *)int_plus_repr}, {0, NULL},
};
static PyType_Spec int_plus_spec = {"type_slots.IntPlus", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, int_plus_slots};

/* ---- Meta: a metaclass ---- */

static PyObject *meta_whoami(PyObject *type, PyObject *Py_UNUSED(unused)) {
    PyObject *name = PyType_GetName((PyTypeObject *)type);
    PyObject *text = name ? PyUnicode_FromFormat("%U, made by Meta", name) : NULL;
    Py_XDECREF(name);
    return text;
}
static PyMethodDef meta_methods[] = {{"whoami", meta_whoami, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot meta_slots[] = {{Py_tp_base, NULL /* type */}, {Py_tp_methods, meta_methods}, {0, NULL}};
static PyType_Spec meta_spec = {"type_slots.Meta", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, meta_slots};

/* ---- types that cannot be made, changed or subclassed ---- */

static PyType_Slot bare_slots[] = {{Py_tp_doc, "bare($x, /)\n--\n\nNothing to see."}, {0, NULL}};
static PyType_Spec closed_spec = {"type_slots.Closed", sizeof(PyObject), 0,
                                  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, bare_slots};
static PyType_Spec frozen_spec = {"type_slots.Frozen", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                                  bare_slots};
static PyType_Spec undotted_spec = {"Undotted", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, bare_slots};

/* ---- a struct sequence ---- */

static PyStructSequence_Field point_fields[] = {{"x", "across"}, {"y", NULL}, {"hidden", "not in the tuple"}, {NULL, NULL}};
static PyStructSequence_Desc point_desc = {"type_slots.Point", "A point.", point_fields, 2};

static PyObject *make_point(PyObject *self, PyObject *Py_UNUSED(unused)) {
    PyObject *type = PyObject_GetAttrString(self, "Point");
    PyObject *point = type ? PyStructSequence_New((PyTypeObject *)type) : NULL;
    for (int i = 0; point && i < 3; i++) PyStructSequence_SetItem(point, i, PyLong_FromLong(i * 10));
    Py_XDECREF(type);
    return point;
}

static PyObject *lives(PyObject *self, PyObject *Py_UNUSED(unused)) {
    (void)self;
    return Py_BuildValue("ll", finalized, deallocated);
}

/* ---- the module ---- */

static int add_type(PyObject *module, PyObject *type, PyObject *name) {
    int status = type && name ? PyObject_SetAttr(module, name, type) : -1;
    Py_XDECREF(name);
    Py_XDECREF(type);
    return status;
}
static int add(PyObject *module, PyObject *type) {
    return add_type(module, type, type ? PyType_GetName((PyTypeObject *)type) : NULL);
}

static int types_exec(PyObject *module) {
    PyType_Spec *specs[] = {&num_spec, &seq_spec, &map_spec, &buf_spec, &down_spec, &descr_spec, &attr_spec,
                            &slotted_spec, &closed_spec, &frozen_spec, &undotted_spec};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        if (add(module, PyType_FromModuleAndSpec(module, specs[i], NULL)) < 0) return -1;
    }
    cmp_type = (PyTypeObject *)PyType_FromSpec(&cmp_spec);
    if (add(module, (PyObject *)Py_XNewRef((PyObject *)cmp_type)) < 0) return -1;
    int_plus_slots[0].pfunc = &PyLong_Type;
    meta_slots[0].pfunc = &PyType_Type;
    if (add(module, PyType_FromSpec(&int_plus_spec)) < 0 || add(module, PyType_FromSpec(&meta_spec)) < 0) return -1;
    if (add(module, make_plus("type_slots.DictPlus", &PyDict_Type, 0)) < 0) return -1;
    if (add(module, make_plus("type_slots.ListPlus", &PyList_Type, 1)) < 0) return -1;
    if (add(module, make_plus("type_slots.ErrorPlus", (PyTypeObject *)PyExc_ValueError, 2)) < 0) return -1;
    return add(module, (PyObject *)PyStructSequence_NewType(&point_desc));
}
static PyMethodDef methods[] = {
    {"make_point", make_point, METH_NOARGS, NULL}, {"lives", lives, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL},
};
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)types_exec}, {0, NULL}};
static PyModuleDef def = {PyModuleDef_HEAD_INIT, "type_slots", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_type_slots(void) { return PyModuleDef_Init(&def); }
