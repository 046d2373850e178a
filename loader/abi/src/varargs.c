/* The variadic functions of the stable ABI. Stable Rust cannot define them, so this one C file does.
 *
 * There is no runtime logic here: each function walks its format and calls other public C-API functions.
 * The parts are included, not linked, so that everything they share stays static:
 *
 *   varargs/capi.h      the few prototypes and layouts all parts need
 *   varargs/convert.c   one format unit of PyArg_Parse*: object -> C value
 *   varargs/parse.c     PyArg_Parse*, PyArg_UnpackTuple
 *   varargs/keywords.c  PyArg_ParseTupleAndKeywords, _PyArg_UnpackKeywords
 *   varargs/build.c     Py_BuildValue: C values -> object
 *   varargs/call.c      PyObject_Call*, PyTuple_Pack, PySys_Audit
 *   varargs/text.c      the growing text buffer, PyUnicode_FromFormat
 *   varargs/report.c    PyErr_Format, PyErr_Warn*, PyOS_snprintf, PySys_Write*, PyBytes_FromFormat
 *
 * '#' always means Py_ssize_t, as in CPython 3.13, so the *_SizeT names are the same functions again.
 */
#define _POSIX_C_SOURCE 200809L /* strnlen, ssize_t */
#include "varargs/capi.h"

#include "varargs/text.c"
#include "varargs/report.c"
#include "varargs/convert.c"
#include "varargs/parse.c"
#include "varargs/keywords.c"
#include "varargs/build.c"
#include "varargs/call.c"
