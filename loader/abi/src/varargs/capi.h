/* What the variadic functions need of the C API: layouts are facts of the ABI, prototypes are the manual's. */
#ifndef LADON_VARARGS_CAPI_H
#define LADON_VARARGS_CAPI_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <sys/types.h>

typedef ssize_t Py_ssize_t;
#define PY_SSIZE_T_MAX ((Py_ssize_t)(SIZE_MAX >> 1))

typedef struct PyTypeObject PyTypeObject;
typedef struct PyObject {
    Py_ssize_t ob_refcnt;
    PyTypeObject *ob_type;
} PyObject;

typedef struct {
    void *buf;
    PyObject *obj;
    Py_ssize_t len, itemsize;
    int readonly, ndim;
    char *format;
    Py_ssize_t *shape, *strides, *suboffsets;
    void *internal;
} Py_buffer;

typedef struct {
    double real, imag;
} Py_complex;

enum { PyBUF_SIMPLE = 0, PyBUF_WRITABLE = 1 };
enum { Py_bf_getbuffer = 1, Py_bf_releasebuffer = 2 };
enum { Py_PRINT_RAW = 1, Py_CLEANUP_SUPPORTED = 0x20000 };

#define Py_TPFLAGS_HEAPTYPE (1UL << 9)
#define Py_TPFLAGS_LONG_SUBCLASS (1UL << 24)
#define Py_TPFLAGS_TUPLE_SUBCLASS (1UL << 26)
#define Py_TPFLAGS_BYTES_SUBCLASS (1UL << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS (1UL << 28)
#define Py_TPFLAGS_DICT_SUBCLASS (1UL << 29)

extern PyObject _Py_NoneStruct;
extern PyTypeObject PyByteArray_Type;
extern PyObject *PyExc_OverflowError, *PyExc_ResourceWarning, *PyExc_SystemError, *PyExc_TypeError, *PyExc_ValueError;
#define Py_None (&_Py_NoneStruct)

void Py_IncRef(PyObject *);
void Py_DecRef(PyObject *);

unsigned long PyType_GetFlags(PyTypeObject *);
PyObject *PyType_GetFullyQualifiedName(PyTypeObject *);
PyObject *PyType_GetModuleName(PyTypeObject *);
PyObject *PyType_GetName(PyTypeObject *);
PyObject *PyType_GetQualName(PyTypeObject *);
void *PyType_GetSlot(PyTypeObject *, int);
int PyType_IsSubtype(PyTypeObject *, PyTypeObject *);

PyObject *PyObject_ASCII(PyObject *);
PyObject *PyObject_CallFunctionObjArgs(PyObject *, ...);
PyObject *PyObject_CallNoArgs(PyObject *);
PyObject *PyObject_CallObject(PyObject *, PyObject *);
PyObject *PyObject_GetAttr(PyObject *, PyObject *);
PyObject *PyObject_GetAttrString(PyObject *, const char *);
int PyObject_GetBuffer(PyObject *, Py_buffer *, int);
int PyObject_IsTrue(PyObject *);
PyObject *PyObject_Repr(PyObject *);
PyObject *PyObject_Str(PyObject *);
PyObject *PyObject_Vectorcall(PyObject *, PyObject *const *, size_t, PyObject *);
int PyCallable_Check(PyObject *);

int PyBuffer_FillInfo(Py_buffer *, PyObject *, void *, Py_ssize_t, int, int);
int PyBuffer_IsContiguous(const Py_buffer *, char);
void PyBuffer_Release(Py_buffer *);

char *PyByteArray_AsString(PyObject *);
Py_ssize_t PyByteArray_Size(PyObject *);
char *PyBytes_AsString(PyObject *);
int PyBytes_AsStringAndSize(PyObject *, char **, Py_ssize_t *);
PyObject *PyBytes_FromStringAndSize(const char *, Py_ssize_t);
Py_ssize_t PyBytes_Size(PyObject *);

PyObject *PyComplex_FromDoubles(double, double);
double PyComplex_ImagAsDouble(PyObject *);
double PyComplex_RealAsDouble(PyObject *);
double PyFloat_AsDouble(PyObject *);
PyObject *PyFloat_FromDouble(double);

long PyLong_AsLong(PyObject *);
long long PyLong_AsLongLong(PyObject *);
Py_ssize_t PyLong_AsSsize_t(PyObject *);
unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *);
unsigned long PyLong_AsUnsignedLongMask(PyObject *);
PyObject *PyLong_FromLong(long);
PyObject *PyLong_FromLongLong(long long);
PyObject *PyLong_FromSsize_t(Py_ssize_t);
PyObject *PyLong_FromUnsignedLong(unsigned long);
PyObject *PyLong_FromUnsignedLongLong(unsigned long long);
PyObject *PyNumber_Index(PyObject *);

PyObject *PyUnicode_AsEncodedString(PyObject *, const char *, const char *);
const char *PyUnicode_AsUTF8AndSize(PyObject *, Py_ssize_t *);
int PyUnicode_CompareWithASCIIString(PyObject *, const char *);
PyObject *PyUnicode_DecodeUTF8(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_FromOrdinal(int);
PyObject *PyUnicode_FromString(const char *);
PyObject *PyUnicode_FromStringAndSize(const char *, Py_ssize_t);
PyObject *PyUnicode_FromWideChar(const wchar_t *, Py_ssize_t);
Py_ssize_t PyUnicode_GetLength(PyObject *);
uint32_t PyUnicode_ReadChar(PyObject *, Py_ssize_t);

int PySequence_Check(PyObject *);
PyObject *PySequence_GetItem(PyObject *, Py_ssize_t);
Py_ssize_t PySequence_Size(PyObject *);
PyObject *PyTuple_GetItem(PyObject *, Py_ssize_t);
PyObject *PyTuple_New(Py_ssize_t);
int PyTuple_SetItem(PyObject *, Py_ssize_t, PyObject *);
Py_ssize_t PyTuple_Size(PyObject *);
PyObject *PyList_New(Py_ssize_t);
int PyList_SetItem(PyObject *, Py_ssize_t, PyObject *);
PyObject *PyDict_GetItemWithError(PyObject *, PyObject *);
PyObject *PyDict_New(void);
int PyDict_Next(PyObject *, Py_ssize_t *, PyObject **, PyObject **);
int PyDict_SetItem(PyObject *, PyObject *, PyObject *);
Py_ssize_t PyDict_Size(PyObject *);

void PyErr_BadInternalCall(void);
void PyErr_Clear(void);
PyObject *PyErr_GetRaisedException(void);
PyObject *PyErr_NoMemory(void);
PyObject *PyErr_Occurred(void);
void PyErr_SetObject(PyObject *, PyObject *);
void PyErr_SetRaisedException(PyObject *);
void PyErr_SetString(PyObject *, const char *);
int PyErr_WarnEx(PyObject *, const char *, Py_ssize_t);
__attribute__((noreturn)) void Py_FatalError(const char *);

int PyFile_WriteObject(PyObject *, PyObject *, int);
int PyFile_WriteString(const char *, PyObject *);
PyObject *PyImport_ImportModule(const char *);
int PySys_AuditTuple(const char *, PyObject *);
PyObject *PySys_GetObject(const char *);

void *PyMem_Malloc(size_t);
void *PyMem_Realloc(void *, size_t);
void PyMem_Free(void *);

/* Defined here, needed by an earlier part than the one that defines it. */
PyObject *PyErr_Format(PyObject *, const char *, ...);
PyObject *PyErr_FormatV(PyObject *, const char *, va_list);
PyObject *PyUnicode_FromFormat(const char *, ...);
PyObject *PyUnicode_FromFormatV(const char *, va_list);
int PyOS_snprintf(char *, size_t, const char *, ...) __attribute__((format(printf, 3, 4)));
int PyOS_vsnprintf(char *, size_t, const char *, va_list);

/* A va_list that may be passed on by address (an array type may not, once it is a parameter). */
typedef struct {
    va_list list;
} Arguments;
#define NEXT(arguments, type) va_arg((arguments)->list, type)

/* Where every version of CPython has `tp_flags`, and we too. */
enum { TP_FLAGS_OFFSET = 168 };

static inline bool has_flag(PyObject *object, unsigned long flag) {
    unsigned long flags;
    memcpy(&flags, (const char *)object->ob_type + TP_FLAGS_OFFSET, sizeof flags);
    return (flags & flag) != 0;
}
static inline bool is_long(PyObject *o) { return has_flag(o, Py_TPFLAGS_LONG_SUBCLASS); }
static inline bool is_tuple(PyObject *o) { return has_flag(o, Py_TPFLAGS_TUPLE_SUBCLASS); }
static inline bool is_bytes(PyObject *o) { return has_flag(o, Py_TPFLAGS_BYTES_SUBCLASS); }
static inline bool is_str(PyObject *o) { return has_flag(o, Py_TPFLAGS_UNICODE_SUBCLASS); }
static inline bool is_dict(PyObject *o) { return has_flag(o, Py_TPFLAGS_DICT_SUBCLASS); }
static inline bool is_bytearray(PyObject *o) { return PyType_IsSubtype(o->ob_type, &PyByteArray_Type) != 0; }

static inline PyObject *new_ref(PyObject *object) {
    Py_IncRef(object);
    return object;
}
static inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
static inline const char *plural(Py_ssize_t n) { return n == 1 ? "" : "s"; }

#endif
