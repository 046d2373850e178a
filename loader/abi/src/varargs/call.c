/* Calls whose arguments are C variadics: PyObject_CallFunction, PyObject_Call*ObjArgs, PyTuple_Pack, PySys_Audit. */

static PyObject *raise_null_argument(void) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
    return NULL;
}

/* ---- arguments built from a format ---- */

/* The arguments as a tuple. A format that builds exactly one tuple, as "(ii)" does or "O" with a tuple, means its
 * items. */
static PyObject *build_arguments(const char *format, va_list list) {
    if (!format || !*format) return PyTuple_New(0);
    Py_ssize_t count = count_built(format, '\0');
    if (count < 0) return NULL;
    Arguments args;
    va_copy(args.list, list);
    PyObject *tuple = build_tuple(&format, &args, '\0', count);
    va_end(args.list);
    if (!tuple || count != 1) return tuple;
    PyObject *only = PyTuple_GetItem(tuple, 0);
    if (!is_tuple(only)) return tuple;
    Py_IncRef(only);
    Py_DecRef(tuple);
    return only;
}

static PyObject *call_function(PyObject *callable, const char *format, va_list list) {
    if (!callable) return raise_null_argument();
    PyObject *args = build_arguments(format, list);
    PyObject *result = args ? PyObject_CallObject(callable, args) : NULL;
    Py_DecRef(args);
    return result;
}

static PyObject *call_method(PyObject *object, const char *name, const char *format, va_list list) {
    if (!object || !name) return raise_null_argument();
    PyObject *method = PyObject_GetAttrString(object, name);
    if (!method) return NULL;
    PyObject *result = NULL;
    if (PyCallable_Check(method)) {
        result = call_function(method, format, list);
    } else {
        char actual[64];
        copy_type_name(method->ob_type, actual, sizeof actual);
        PyErr_Format(PyExc_TypeError, "attribute of type '%.200s' is not callable", actual);
    }
    Py_DecRef(method);
    return result;
}

#define VARIADIC_CALLER(name) \
    PyObject *name(PyObject *callable, const char *format, ...) { \
        va_list list; \
        va_start(list, format); \
        PyObject *result = call_function(callable, format, list); \
        va_end(list); \
        return result; \
    }
VARIADIC_CALLER(PyObject_CallFunction)
VARIADIC_CALLER(_PyObject_CallFunction_SizeT)

#define VARIADIC_METHOD_CALLER(function) \
    PyObject *function(PyObject *object, const char *name, const char *format, ...) { \
        va_list list; \
        va_start(list, format); \
        PyObject *result = call_method(object, name, format, list); \
        va_end(list); \
        return result; \
    }
VARIADIC_METHOD_CALLER(PyObject_CallMethod)
VARIADIC_METHOD_CALLER(_PyObject_CallMethod_SizeT)

/* ---- arguments given as objects, up to a NULL ---- */

enum { FEW = 8 };

static PyObject *call_objects(PyObject *callable, va_list list) {
    PyObject *few[FEW];
    size_t count = 0;
    va_list reading;
    va_copy(reading, list);
    PyObject *next = va_arg(reading, PyObject *);
    while (next && count < FEW) {
        few[count++] = next;
        next = va_arg(reading, PyObject *);
    }
    if (!next) {
        va_end(reading);
        return PyObject_Vectorcall(callable, few, count, NULL);
    }
    /* `next` is one more than there is room for. */
    size_t total = count + 1;
    while (va_arg(reading, PyObject *)) total++;
    va_end(reading);

    PyObject **args = PyMem_Malloc(total * sizeof *args);
    if (!args) return PyErr_NoMemory();
    va_copy(reading, list);
    for (size_t i = 0; i < total; i++) args[i] = va_arg(reading, PyObject *);
    va_end(reading);
    PyObject *result = PyObject_Vectorcall(callable, args, total, NULL);
    PyMem_Free(args);
    return result;
}

PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...) {
    if (!callable) return raise_null_argument();
    va_list list;
    va_start(list, callable);
    PyObject *result = call_objects(callable, list);
    va_end(list);
    return result;
}

PyObject *PyObject_CallMethodObjArgs(PyObject *object, PyObject *name, ...) {
    if (!object || !name) return raise_null_argument();
    PyObject *method = PyObject_GetAttr(object, name);
    if (!method) return NULL;
    va_list list;
    va_start(list, name);
    PyObject *result = call_objects(method, list);
    va_end(list);
    Py_DecRef(method);
    return result;
}

PyObject *PyTuple_Pack(Py_ssize_t count, ...) {
    PyObject *tuple = PyTuple_New(count);
    if (!tuple) return NULL;
    va_list list;
    va_start(list, count);
    bool ok = true;
    for (Py_ssize_t i = 0; ok && i < count; i++) {
        ok = PyTuple_SetItem(tuple, i, new_ref(va_arg(list, PyObject *))) == 0;
    }
    va_end(list);
    if (ok) return tuple;
    Py_DecRef(tuple);
    return NULL;
}

/* ---- PySys_Audit ---- */

int PySys_Audit(const char *event, const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *args = build_arguments(format, list);
    va_end(list);
    int status = args ? PySys_AuditTuple(event, args) : -1;
    Py_DecRef(args);
    return status;
}
