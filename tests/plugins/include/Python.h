/* Python.h for plugins that are to be built without CPython: our own writing, from facts of the ABI.
 *
 * It plays the limited API 3.11 (Py_LIMITED_API 0x030b0000), with newer functions declared as well.
 * LADON_REFCOUNT_STYLE says what the inlined reference counting looks like in the machine code:
 *   311   64-bit, no immortal test      headers up to 3.11, the default
 *   312   saturating low half           3.12 and 3.13 headers
 *   314   low half only                 3.14 headers
 *   call  _Py_IncRef and _Py_DecRef     limited API 3.12 and later
 */
#ifndef LADON_PYTHON_H
#define LADON_PYTHON_H

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <sys/types.h>

#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030b0000
#endif
#define PY_MAJOR_VERSION 3
#define PY_MINOR_VERSION 13
#define PY_VERSION_HEX 0x030D00F0
#define PYTHON_API_VERSION 1013
#define PYTHON_ABI_VERSION 3

typedef ssize_t Py_ssize_t;
typedef Py_ssize_t Py_hash_t;
typedef size_t Py_uhash_t;
typedef intptr_t Py_intptr_t;
typedef uint32_t Py_UCS4;
typedef int64_t PyTime_t;
#define PY_SSIZE_T_MAX ((Py_ssize_t)(SIZE_MAX >> 1))
#define PY_SSIZE_T_MIN (-PY_SSIZE_T_MAX - 1)

/* ---- structures ---- */

typedef struct _typeobject PyTypeObject;
typedef struct _object {
    Py_ssize_t ob_refcnt;
    PyTypeObject *ob_type;
} PyObject;
typedef struct {
    PyObject ob_base;
    Py_ssize_t ob_size;
} PyVarObject;
#define PyObject_HEAD PyObject ob_base;
#define PyObject_VAR_HEAD PyVarObject ob_base;

typedef struct _frame PyFrameObject;
typedef struct PyCodeObject PyCodeObject;
typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;
typedef struct _longobject PyLongObject;
typedef struct _PyWeakReference PyWeakReference;

typedef PyObject *(*unaryfunc)(PyObject *);
typedef PyObject *(*binaryfunc)(PyObject *, PyObject *);
typedef PyObject *(*ternaryfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*inquiry)(PyObject *);
typedef Py_ssize_t (*lenfunc)(PyObject *);
typedef PyObject *(*ssizeargfunc)(PyObject *, Py_ssize_t);
typedef int (*ssizeobjargproc)(PyObject *, Py_ssize_t, PyObject *);
typedef int (*objobjargproc)(PyObject *, PyObject *, PyObject *);
typedef int (*objobjproc)(PyObject *, PyObject *);
typedef int (*visitproc)(PyObject *, void *);
typedef int (*traverseproc)(PyObject *, visitproc, void *);
typedef void (*freefunc)(void *);
typedef void (*destructor)(PyObject *);
typedef PyObject *(*getattrfunc)(PyObject *, char *);
typedef PyObject *(*getattrofunc)(PyObject *, PyObject *);
typedef int (*setattrfunc)(PyObject *, char *, PyObject *);
typedef int (*setattrofunc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*reprfunc)(PyObject *);
typedef Py_hash_t (*hashfunc)(PyObject *);
typedef PyObject *(*richcmpfunc)(PyObject *, PyObject *, int);
typedef PyObject *(*getiterfunc)(PyObject *);
typedef PyObject *(*iternextfunc)(PyObject *);
typedef PyObject *(*descrgetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*descrsetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*initproc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*newfunc)(PyTypeObject *, PyObject *, PyObject *);
typedef PyObject *(*allocfunc)(PyTypeObject *, Py_ssize_t);
typedef PyObject *(*getter)(PyObject *, void *);
typedef int (*setter)(PyObject *, PyObject *, void *);
typedef PyObject *(*vectorcallfunc)(PyObject *, PyObject *const *, size_t, PyObject *);
typedef void (*PyCapsule_Destructor)(PyObject *);
typedef void (*PyOS_sighandler_t)(int);
typedef int (*Py_tracefunc)(PyObject *, PyFrameObject *, int, PyObject *);

typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef PyObject *(*PyCFunctionWithKeywords)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*_PyCFunctionFast)(PyObject *, PyObject *const *, Py_ssize_t);
typedef PyObject *(*_PyCFunctionFastWithKeywords)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
typedef PyObject *(*PyCMethod)(PyObject *, PyTypeObject *, PyObject *const *, size_t, PyObject *);

typedef struct {
    const char *ml_name;
    PyCFunction ml_meth;
    int ml_flags;
    const char *ml_doc;
} PyMethodDef;
enum {
    METH_VARARGS = 0x1, METH_KEYWORDS = 0x2, METH_NOARGS = 0x4, METH_O = 0x8, METH_CLASS = 0x10, METH_STATIC = 0x20,
    METH_COEXIST = 0x40, METH_FASTCALL = 0x80, METH_METHOD = 0x200
};

typedef struct {
    const char *name;
    int type;
    Py_ssize_t offset;
    int flags;
    const char *doc;
} PyMemberDef;
enum {
    Py_T_SHORT = 0, Py_T_INT = 1, Py_T_LONG = 2, Py_T_FLOAT = 3, Py_T_DOUBLE = 4, Py_T_STRING = 5, Py_T_CHAR = 7,
    Py_T_BYTE = 8, Py_T_UBYTE = 9, Py_T_USHORT = 10, Py_T_UINT = 11, Py_T_ULONG = 12, Py_T_STRING_INPLACE = 13,
    Py_T_BOOL = 14, Py_T_OBJECT_EX = 16, Py_T_LONGLONG = 17, Py_T_ULONGLONG = 18, Py_T_PYSSIZET = 19
};
enum { Py_READONLY = 1, Py_AUDIT_READ = 2, Py_RELATIVE_OFFSET = 8 };

typedef struct {
    const char *name;
    getter get;
    setter set;
    const char *doc;
    void *closure;
} PyGetSetDef;

typedef struct {
    int slot;
    void *pfunc;
} PyType_Slot;
typedef struct {
    const char *name;
    int basicsize;
    int itemsize;
    unsigned int flags;
    PyType_Slot *slots;
} PyType_Spec;

typedef struct {
    PyObject ob_base;
    PyObject *(*m_init)(void);
    Py_ssize_t m_index;
    PyObject *m_copy;
} PyModuleDef_Base;
typedef struct PyModuleDef_Slot {
    int slot;
    void *value;
} PyModuleDef_Slot;
typedef struct PyModuleDef {
    PyModuleDef_Base m_base;
    const char *m_name;
    const char *m_doc;
    Py_ssize_t m_size;
    PyMethodDef *m_methods;
    PyModuleDef_Slot *m_slots;
    traverseproc m_traverse;
    inquiry m_clear;
    freefunc m_free;
} PyModuleDef;
#define Py_mod_create 1
#define Py_mod_exec 2
#define Py_mod_multiple_interpreters 3
#define Py_mod_gil 4
#define Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED ((void *)0)
#define Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED ((void *)1)
#define Py_MOD_PER_INTERPRETER_GIL_SUPPORTED ((void *)2)
#define Py_MOD_GIL_USED ((void *)0)
#define Py_MOD_GIL_NOT_USED ((void *)1)

typedef struct {
    void *buf;
    PyObject *obj;
    Py_ssize_t len;
    Py_ssize_t itemsize;
    int readonly;
    int ndim;
    char *format;
    Py_ssize_t *shape;
    Py_ssize_t *strides;
    Py_ssize_t *suboffsets;
    void *internal;
} Py_buffer;
typedef int (*getbufferproc)(PyObject *, Py_buffer *, int);
typedef void (*releasebufferproc)(PyObject *, Py_buffer *);
enum {
    PyBUF_SIMPLE = 0, PyBUF_WRITABLE = 1, PyBUF_FORMAT = 4, PyBUF_ND = 8, PyBUF_STRIDES = 0x18,
    PyBUF_C_CONTIGUOUS = 0x38, PyBUF_F_CONTIGUOUS = 0x58, PyBUF_ANY_CONTIGUOUS = 0x98, PyBUF_INDIRECT = 0x118,
    PyBUF_CONTIG = 9, PyBUF_CONTIG_RO = 8, PyBUF_STRIDED = 0x19, PyBUF_STRIDED_RO = 0x18, PyBUF_RECORDS = 0x1D,
    PyBUF_RECORDS_RO = 0x1C, PyBUF_FULL = 0x11D, PyBUF_FULL_RO = 0x11C, PyBUF_READ = 0x100, PyBUF_WRITE = 0x200
};

typedef struct {
    const char *name;
    const char *doc;
} PyStructSequence_Field;
typedef struct {
    const char *name;
    const char *doc;
    PyStructSequence_Field *fields;
    int n_in_sequence;
} PyStructSequence_Desc;

typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
typedef enum { PYGEN_RETURN = 0, PYGEN_ERROR = -1, PYGEN_NEXT = 1 } PySendResult;
typedef enum { PY_LOCK_FAILURE, PY_LOCK_ACQUIRED, PY_LOCK_INTR } PyLockStatus;
typedef void *PyThread_type_lock;
typedef struct _Py_tss_t Py_tss_t;

/* ---- slot numbers of types ---- */

enum {
    Py_bf_getbuffer = 1, Py_bf_releasebuffer, Py_mp_ass_subscript, Py_mp_length, Py_mp_subscript,
    Py_nb_absolute, Py_nb_add, Py_nb_and, Py_nb_bool, Py_nb_divmod, Py_nb_float, Py_nb_floor_divide, Py_nb_index,
    Py_nb_inplace_add, Py_nb_inplace_and, Py_nb_inplace_floor_divide, Py_nb_inplace_lshift, Py_nb_inplace_multiply,
    Py_nb_inplace_or, Py_nb_inplace_power, Py_nb_inplace_remainder, Py_nb_inplace_rshift, Py_nb_inplace_subtract,
    Py_nb_inplace_true_divide, Py_nb_inplace_xor, Py_nb_int, Py_nb_invert, Py_nb_lshift, Py_nb_multiply, Py_nb_negative,
    Py_nb_or, Py_nb_positive, Py_nb_power, Py_nb_remainder, Py_nb_rshift, Py_nb_subtract, Py_nb_true_divide, Py_nb_xor,
    Py_sq_ass_item, Py_sq_concat, Py_sq_contains, Py_sq_inplace_concat, Py_sq_inplace_repeat, Py_sq_item, Py_sq_length,
    Py_sq_repeat, Py_tp_alloc, Py_tp_base, Py_tp_bases, Py_tp_call, Py_tp_clear, Py_tp_dealloc, Py_tp_del,
    Py_tp_descr_get, Py_tp_descr_set, Py_tp_doc, Py_tp_getattr, Py_tp_getattro, Py_tp_hash, Py_tp_init, Py_tp_is_gc,
    Py_tp_iter, Py_tp_iternext, Py_tp_methods, Py_tp_new, Py_tp_repr, Py_tp_richcompare, Py_tp_setattr, Py_tp_setattro,
    Py_tp_str, Py_tp_traverse, Py_tp_members, Py_tp_getset, Py_tp_free, Py_nb_matrix_multiply,
    Py_nb_inplace_matrix_multiply, Py_am_await, Py_am_aiter, Py_am_anext, Py_tp_finalize, Py_am_send
};

#define Py_TPFLAGS_DISALLOW_INSTANTIATION (1UL << 7)
#define Py_TPFLAGS_IMMUTABLETYPE (1UL << 8)
#define Py_TPFLAGS_HEAPTYPE (1UL << 9)
#define Py_TPFLAGS_BASETYPE (1UL << 10)
#define Py_TPFLAGS_READY (1UL << 12)
#define Py_TPFLAGS_HAVE_GC (1UL << 14)
#define Py_TPFLAGS_METHOD_DESCRIPTOR (1UL << 17)
#define Py_TPFLAGS_VALID_VERSION_TAG (1UL << 19)
#define Py_TPFLAGS_IS_ABSTRACT (1UL << 20)
#define Py_TPFLAGS_LONG_SUBCLASS (1UL << 24)
#define Py_TPFLAGS_LIST_SUBCLASS (1UL << 25)
#define Py_TPFLAGS_TUPLE_SUBCLASS (1UL << 26)
#define Py_TPFLAGS_BYTES_SUBCLASS (1UL << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS (1UL << 28)
#define Py_TPFLAGS_DICT_SUBCLASS (1UL << 29)
#define Py_TPFLAGS_BASE_EXC_SUBCLASS (1UL << 30)
#define Py_TPFLAGS_TYPE_SUBCLASS (1UL << 31)
#define Py_TPFLAGS_HAVE_FINALIZE (1UL << 0)
#define Py_TPFLAGS_HAVE_VERSION_TAG (1UL << 18)
#define Py_TPFLAGS_DEFAULT Py_TPFLAGS_HAVE_VERSION_TAG

enum { Py_LT, Py_LE, Py_EQ, Py_NE, Py_GT, Py_GE };
enum { Py_PRINT_RAW = 1, Py_CLEANUP_SUPPORTED = 0x20000 };
enum { Py_single_input = 256, Py_file_input = 257, Py_eval_input = 258 };

#include "functions_object.h"
#include "functions_runtime.h"
#include "data.h"

/* ---- reference counts ---- */

#define Py_TYPE(o) (((PyObject *)(o))->ob_type)
#define Py_SIZE(o) (((PyVarObject *)(o))->ob_size)
#define Py_REFCNT(o) (((PyObject *)(o))->ob_refcnt)
#define Py_IS_TYPE(o, type) (Py_TYPE(o) == (type))

#define LADON_STYLE_311 1
#define LADON_STYLE_312 2
#define LADON_STYLE_314 3
#define LADON_STYLE_call 4
#define LADON_STYLE_OF(style) LADON_STYLE_OF_(style)
#define LADON_STYLE_OF_(style) LADON_STYLE_##style
#ifndef LADON_REFCOUNT_STYLE
#define LADON_REFCOUNT_STYLE 311
#endif

/* The low half of the count, read and written alone. */
static inline uint32_t ladon_low(PyObject *o) {
    uint32_t low;
    memcpy(&low, &o->ob_refcnt, sizeof low);
    return low;
}
static inline void ladon_set_low(PyObject *o, uint32_t low) { memcpy(&o->ob_refcnt, &low, sizeof low); }

#if LADON_STYLE_OF(LADON_REFCOUNT_STYLE) == LADON_STYLE_311
#define LADON_STATIC_REFCOUNT 1
static inline void ladon_incref(PyObject *o) { o->ob_refcnt++; }
static inline void ladon_decref(PyObject *o) {
    if (--o->ob_refcnt == 0) _Py_Dealloc(o);
}
#elif LADON_STYLE_OF(LADON_REFCOUNT_STYLE) == LADON_STYLE_312
#define LADON_STATIC_REFCOUNT 0xFFFFFFFFL
static inline void ladon_incref(PyObject *o) {
    uint32_t low = ladon_low(o) + 1;
    if (low != 0) ladon_set_low(o, low);
}
static inline void ladon_decref(PyObject *o) {
    if ((int32_t)ladon_low(o) >= 0 && --o->ob_refcnt == 0) _Py_Dealloc(o);
}
#elif LADON_STYLE_OF(LADON_REFCOUNT_STYLE) == LADON_STYLE_314
#define LADON_STATIC_REFCOUNT (0xC0000000L | 5L << 48)
static inline void ladon_incref(PyObject *o) {
    uint32_t low = ladon_low(o);
    if (low < 0xC0000000U) ladon_set_low(o, low + 1);
}
static inline void ladon_decref(PyObject *o) {
    uint32_t low = ladon_low(o);
    if ((int32_t)low < 0) return;
    ladon_set_low(o, low - 1);
    if (low == 1) _Py_Dealloc(o);
}
#else
#define LADON_STATIC_REFCOUNT 0xFFFFFFFFL
static inline void ladon_incref(PyObject *o) { _Py_IncRef(o); }
static inline void ladon_decref(PyObject *o) { _Py_DecRef(o); }
#endif

static inline void ladon_xincref(PyObject *o) {
    if (o) ladon_incref(o);
}
static inline void ladon_xdecref(PyObject *o) {
    if (o) ladon_decref(o);
}
static inline PyObject *ladon_new_ref(PyObject *o) {
    ladon_incref(o);
    return o;
}
static inline PyObject *ladon_xnew_ref(PyObject *o) {
    ladon_xincref(o);
    return o;
}
#define Py_INCREF(o) ladon_incref((PyObject *)(o))
#define Py_DECREF(o) ladon_decref((PyObject *)(o))
#define Py_XINCREF(o) ladon_xincref((PyObject *)(o))
#define Py_XDECREF(o) ladon_xdecref((PyObject *)(o))
#define Py_NewRef(o) ladon_new_ref((PyObject *)(o))
#define Py_XNewRef(o) ladon_xnew_ref((PyObject *)(o))
#define Py_CLEAR(o) \
    do { \
        PyObject *ladon_old = (PyObject *)(o); \
        (o) = NULL; \
        Py_XDECREF(ladon_old); \
    } while (0)
#define Py_VISIT(o) \
    do { \
        int ladon_visited = (o) ? visit((PyObject *)(o), arg) : 0; \
        if (ladon_visited) return ladon_visited; \
    } while (0)

#define PyObject_HEAD_INIT(type) {LADON_STATIC_REFCOUNT, type},
#define PyVarObject_HEAD_INIT(type, size) {{LADON_STATIC_REFCOUNT, type}, size},
#define PyModuleDef_HEAD_INIT {{LADON_STATIC_REFCOUNT, NULL}, NULL, 0, NULL}

/* ---- constants ---- */

#define Py_None (&_Py_NoneStruct)
#define Py_True (&_Py_TrueStruct)
#define Py_False (&_Py_FalseStruct)
#define Py_NotImplemented (&_Py_NotImplementedStruct)
#define Py_Ellipsis (&_Py_EllipsisObject)
#define Py_RETURN_NONE return Py_NewRef(Py_None)
#define Py_RETURN_TRUE return Py_NewRef(Py_True)
#define Py_RETURN_FALSE return Py_NewRef(Py_False)
#define Py_RETURN_NOTIMPLEMENTED return Py_NewRef(Py_NotImplemented)
#define Py_RETURN_RICHCOMPARE(a, b, op) \
    return Py_NewRef(((op) == Py_LT   ? (a) < (b) \
                      : (op) == Py_LE ? (a) <= (b) \
                      : (op) == Py_EQ ? (a) == (b) \
                      : (op) == Py_NE ? (a) != (b) \
                      : (op) == Py_GT ? (a) > (b) \
                                      : (a) >= (b)) \
                         ? Py_True \
                         : Py_False)

/* ---- type checks ---- */

#define PyType_HasFeature(type, flag) ((PyType_GetFlags(type) & (flag)) != 0)
#define PyType_FastSubclass(type, flag) PyType_HasFeature(type, flag)
#define PyObject_TypeCheck(o, type) (Py_IS_TYPE(o, type) || PyType_IsSubtype(Py_TYPE(o), type))
#define PyLong_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_LONG_SUBCLASS)
#define PyList_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_LIST_SUBCLASS)
#define PyTuple_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyBytes_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_BYTES_SUBCLASS)
#define PyUnicode_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyDict_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_DICT_SUBCLASS)
#define PyType_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_TYPE_SUBCLASS)
#define PyExceptionInstance_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_BASE_EXC_SUBCLASS)
#define PyExceptionClass_Check(o) \
    (PyType_Check(o) && PyType_HasFeature((PyTypeObject *)(o), Py_TPFLAGS_BASE_EXC_SUBCLASS))
#define PyFloat_Check(o) PyObject_TypeCheck(o, &PyFloat_Type)
#define PyComplex_Check(o) PyObject_TypeCheck(o, &PyComplex_Type)
#define PyByteArray_Check(o) PyObject_TypeCheck(o, &PyByteArray_Type)
#define PyBool_Check(o) Py_IS_TYPE(o, &PyBool_Type)
#define PyModule_Check(o) PyObject_TypeCheck(o, &PyModule_Type)
#define PySlice_Check(o) Py_IS_TYPE(o, &PySlice_Type)
#define PyCapsule_CheckExact(o) Py_IS_TYPE(o, &PyCapsule_Type)
#define PyMemoryView_Check(o) Py_IS_TYPE(o, &PyMemoryView_Type)
#define PyCFunction_Check(o) PyObject_TypeCheck(o, &PyCFunction_Type)
#define PySet_Check(o) PyObject_TypeCheck(o, &PySet_Type)
#define PyFrozenSet_Check(o) PyObject_TypeCheck(o, &PyFrozenSet_Type)
#define PyAnySet_Check(o) (PySet_Check(o) || PyFrozenSet_Check(o))
#define PyLong_CheckExact(o) Py_IS_TYPE(o, &PyLong_Type)
#define PyFloat_CheckExact(o) Py_IS_TYPE(o, &PyFloat_Type)
#define PyList_CheckExact(o) Py_IS_TYPE(o, &PyList_Type)
#define PyTuple_CheckExact(o) Py_IS_TYPE(o, &PyTuple_Type)
#define PyBytes_CheckExact(o) Py_IS_TYPE(o, &PyBytes_Type)
#define PyUnicode_CheckExact(o) Py_IS_TYPE(o, &PyUnicode_Type)
#define PyDict_CheckExact(o) Py_IS_TYPE(o, &PyDict_Type)

/* ---- the rest ---- */

#define PyMODINIT_FUNC __attribute__((visibility("default"))) PyObject *
#define PyModule_Create(def) PyModule_Create2(def, PYTHON_ABI_VERSION)
#define PyModule_FromDefAndSpec(def, spec) PyModule_FromDefAndSpec2(def, spec, PYTHON_ABI_VERSION)
#define PyObject_New(type, typeobj) ((type *)_PyObject_New(typeobj))
#define PyObject_NewVar(type, typeobj, n) ((type *)_PyObject_NewVar(typeobj, n))
#define PyObject_GC_New(type, typeobj) ((type *)_PyObject_GC_New(typeobj))
#define PyObject_GC_NewVar(type, typeobj, n) ((type *)_PyObject_GC_NewVar(typeobj, n))
#define PyObject_GC_Resize(type, o, n) ((type *)_PyObject_GC_Resize((PyVarObject *)(o), n))
#define PyObject_DelAttr(o, name) PyObject_SetAttr(o, name, NULL)
#define PyObject_DelAttrString(o, name) PyObject_SetAttrString(o, name, NULL)
#define PyDoc_STR(text) text
#define PyDoc_STRVAR(name, text) static const char name[] = text
#define Py_UNUSED(name) ladon_unused_##name __attribute__((unused))
#define Py_MIN(a, b) ((a) < (b) ? (a) : (b))
#define Py_MAX(a, b) ((a) > (b) ? (a) : (b))
#define Py_BEGIN_ALLOW_THREADS \
    { \
        PyThreadState *ladon_saved = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS \
        PyEval_RestoreThread(ladon_saved); \
    }

#endif
