/* How the capi_*.c plugins work: run(given) calls functions of one header of the C API, each call with its result
 * noted as a line "call -> result". The same .so then has to give the same lines in any runtime.
 *
 * `given` is a dict of objects the script made: G("name") borrows one. S, B, N, F and V make objects that live as long as
 * run(). */
#ifndef LADON_CAPI_H
#define LADON_CAPI_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <structmember.h>

static PyObject *lines; /* list of str: the result */
static PyObject *kept;  /* list: owns what the short makers make */
static PyObject *given; /* dict from the script */

/* ---- objects to call with ---- */

/* Takes over a new reference, returns a borrowed one. */
static inline PyObject *keep(PyObject *object) {
    if (!object) {
        fputs("capi: an argument could not be made\n", stderr);
        abort();
    }
    PyList_Append(kept, object);
    Py_DECREF(object);
    return object;
}
#define S(text) keep(PyUnicode_FromString(text))
#define B(literal) keep(PyBytes_FromStringAndSize(literal, sizeof(literal) - 1))
#define N(number) keep(PyLong_FromLongLong(number))
#define F(number) keep(PyFloat_FromDouble(number))
#define V(...) keep(Py_BuildValue(__VA_ARGS__))
static inline PyObject *G(const char *name) {
    PyObject *object = PyDict_GetItemString(given, name);
    return object ? object : keep(NULL);
}

/* ---- notes ---- */

/* "bad argument to internal function" may come with a file and a line of the runtime. Takes and gives a new reference. */
static inline PyObject *without_file_name(PyObject *message) {
    const char *utf8 = message ? PyUnicode_AsUTF8AndSize(message, NULL) : NULL;
    const char *tail = utf8 ? strstr(utf8, "bad argument to internal function") : NULL;
    if (!tail) return message;
    PyObject *cut = PyUnicode_FromString(tail);
    Py_DECREF(message);
    return cut;
}

/* label -> text, or the exception if there is one; `text` is stolen. */
static inline void note(const char *label, PyObject *text) {
    PyObject *kind = NULL, *error = NULL, *trace = NULL;
    PyErr_Fetch(&kind, &error, &trace);
    PyObject *shown = NULL, *name = NULL, *line = NULL;
    if (kind) {
        PyErr_NormalizeException(&kind, &error, &trace);
        name = PyObject_GetAttrString(kind, "__name__");
        shown = without_file_name(PyObject_Str(error));
        if (name && shown) line = PyUnicode_FromFormat("%s -> %V, %U: %U", label, text, "NULL", name, shown);
    } else {
        line = PyUnicode_FromFormat("%s -> %V", label, text, "NULL");
    }
    if (!line || PyList_Append(lines, line) < 0) PyErr_WriteUnraisable(NULL);
    Py_XDECREF(line);
    Py_XDECREF(shown);
    Py_XDECREF(name);
    Py_XDECREF(kind);
    Py_XDECREF(error);
    Py_XDECREF(trace);
    Py_XDECREF(text);
}

/* A repr that leaves a pending exception alone. */
static inline PyObject *repr_of(PyObject *object) {
    PyObject *kind, *error, *trace;
    PyErr_Fetch(&kind, &error, &trace);
    PyObject *text = object ? PyObject_Repr(object) : NULL;
    if (object && !text) {
        PyErr_Clear();
        text = PyUnicode_FromString("(no repr)");
    }
    PyErr_Restore(kind, error, trace);
    return text;
}
static inline void note_new(const char *label, PyObject *object) {
    note(label, repr_of(object));
    Py_XDECREF(object);
}
static inline void note_text(const char *label, const char *text) {
    char quoted[400];
    if (text) snprintf(quoted, sizeof quoted, "\"%s\"", text);
    PyObject *kind, *error, *trace;
    PyErr_Fetch(&kind, &error, &trace);
    PyObject *shown = text ? PyUnicode_FromString(quoted) : NULL;
    PyErr_Restore(kind, error, trace);
    note(label, shown);
}
static inline void note_formatted(const char *label, const char *format, ...) {
    char text[200];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    PyObject *kind, *error, *trace;
    PyErr_Fetch(&kind, &error, &trace);
    PyObject *shown = PyUnicode_FromString(text);
    PyErr_Restore(kind, error, trace);
    note(label, shown);
}

/* One call each; the label is the call as written. */
#define NEW(call) note_new(#call, (PyObject *)(call))
#define BORROWED(call) note(#call, repr_of((PyObject *)(call)))
#define INT(call) note_formatted(#call, "%lld", (long long)(call))
#define UINT(call) note_formatted(#call, "%llu", (unsigned long long)(call))
#define REAL(call) note_formatted(#call, "%.17g", (double)(call))
#define TEXT(call) note_text(#call, call)
#define TRUTH(call) note_formatted(#call, "%s", (call) ? "true" : "false")
#define VOID(call) ((call), note(#call, PyUnicode_FromString("done")))
#define SHOW(object) note(#object, repr_of((PyObject *)(object)))

/* ---- the module ---- */

#define CAPI_MODULE(name) \
    static PyObject *capi_run(PyObject *self, PyObject *arg) { \
        (void)self; \
        lines = PyList_New(0), kept = PyList_New(0), given = arg; \
        if (!lines || !kept) return NULL; \
        run(); \
        Py_CLEAR(kept); \
        PyObject *result = lines; \
        lines = NULL; \
        return result; \
    } \
    static PyMethodDef capi_methods[] = {{"run", capi_run, METH_O, NULL}, {NULL, NULL, 0, NULL}}; \
    static PyModuleDef capi_def = {PyModuleDef_HEAD_INIT, #name, NULL, 0, capi_methods, NULL, NULL, NULL, NULL}; \
    PyMODINIT_FUNC PyInit_##name(void) { return PyModuleDef_Init(&capi_def); }

#endif
