/* Functions that format a message and hand it on: exceptions, warnings, C buffers, sys.stdout. */

/* ---- exceptions and warnings ---- */

PyObject *PyErr_FormatV(PyObject *exception, const char *format, va_list list) {
    PyErr_Clear(); /* formatting calls back into Python */
    PyObject *message = PyUnicode_FromFormatV(format, list);
    if (message) {
        PyErr_SetObject(exception, message);
        Py_DecRef(message);
    }
    return NULL;
}

PyObject *PyErr_Format(PyObject *exception, const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyErr_FormatV(exception, format, list);
    va_end(list);
    return NULL;
}

int PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *message = PyUnicode_FromFormatV(format, list);
    va_end(list);
    const char *utf8 = message ? PyUnicode_AsUTF8AndSize(message, NULL) : NULL;
    int status = utf8 ? PyErr_WarnEx(category, utf8, stack_level) : -1;
    Py_DecRef(message);
    return status;
}

/* No public C function takes the source of a warning; warnings.warn does. */
static int warn_resource(PyObject *source, Py_ssize_t stack_level, PyObject *message) {
    PyObject *warnings = PyImport_ImportModule("warnings");
    PyObject *warn = warnings ? PyObject_GetAttrString(warnings, "warn") : NULL;
    PyObject *level = warn ? PyLong_FromSsize_t(stack_level) : NULL;
    PyObject *result = NULL;
    if (level) result = PyObject_CallFunctionObjArgs(warn, message, PyExc_ResourceWarning, level, source, NULL);
    int status = result ? 0 : -1;
    Py_DecRef(result);
    Py_DecRef(level);
    Py_DecRef(warn);
    Py_DecRef(warnings);
    return status;
}

int PyErr_ResourceWarning(PyObject *source, Py_ssize_t stack_level, const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *message = PyUnicode_FromFormatV(format, list);
    va_end(list);
    int status = message ? warn_resource(source, stack_level, message) : -1;
    Py_DecRef(message);
    return status;
}

/* ---- C buffers ---- */

int PyOS_vsnprintf(char *buffer, size_t size, const char *format, va_list list) {
    enum { TOO_LARGE = -666, SPARE = 512 };
    int length = size > INT_MAX - SPARE ? TOO_LARGE : vsnprintf(buffer, size, format, list);
    if (size > 0) buffer[size - 1] = '\0';
    return length;
}

int PyOS_snprintf(char *buffer, size_t size, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int length = PyOS_vsnprintf(buffer, size, format, list);
    va_end(list);
    return length;
}

/* ---- sys.stdout and sys.stderr ---- */

typedef struct {
    const char *name; /* in sys */
    FILE *fallback;
} Stream;

static void stream_write(const Stream *stream, const char *utf8) {
    PyObject *file = PySys_GetObject(stream->name);
    if (file && PyFile_WriteString(utf8, file) == 0) return;
    PyErr_Clear();
    fputs(utf8, stream->fallback);
}

/* At most 1000 bytes; what is longer is marked as cut. A pending exception stays pending. */
static void stream_write_printf(const Stream *stream, const char *format, va_list list) {
    char buffer[1001];
    PyObject *pending = PyErr_GetRaisedException();
    int length = PyOS_vsnprintf(buffer, sizeof buffer, format, list);
    stream_write(stream, buffer);
    if (length < 0 || (size_t)length >= sizeof buffer) stream_write(stream, "... truncated");
    PyErr_SetRaisedException(pending);
}

static void stream_write_format(const Stream *stream, const char *format, va_list list) {
    PyObject *pending = PyErr_GetRaisedException();
    PyObject *message = PyUnicode_FromFormatV(format, list);
    if (message) {
        PyObject *file = PySys_GetObject(stream->name);
        if (!file || PyFile_WriteObject(message, file, Py_PRINT_RAW) != 0) {
            PyErr_Clear();
            const char *utf8 = PyUnicode_AsUTF8AndSize(message, NULL);
            if (utf8) fputs(utf8, stream->fallback);
        }
        Py_DecRef(message);
    }
    PyErr_Clear();
    PyErr_SetRaisedException(pending);
}

#define STREAM_WRITER(name, write, stream, file) \
    void name(const char *format, ...) { \
        va_list list; \
        va_start(list, format); \
        write(&(Stream){stream, file}, format, list); \
        va_end(list); \
    }
STREAM_WRITER(PySys_WriteStdout, stream_write_printf, "stdout", stdout)
STREAM_WRITER(PySys_WriteStderr, stream_write_printf, "stderr", stderr)
STREAM_WRITER(PySys_FormatStdout, stream_write_format, "stdout", stdout)
STREAM_WRITER(PySys_FormatStderr, stream_write_format, "stderr", stderr)

/* ---- PyBytes_FromFormat ---- */

/* One directive at **f (on '%'): its bytes are appended and *f moved past it. An unknown one is copied, with all
 * that follows it. */
static bool bytes_append_directive(Text *text, const char **f, Arguments *args) {
    const char *start = (*f)++;
    Py_ssize_t precision = 0;
    while (is_digit(**f)) (*f)++;
    if (**f == '.') {
        for ((*f)++; is_digit(**f); (*f)++) {
            if (precision < PY_SSIZE_T_MAX / 16) precision = precision * 10 + (**f - '0');
        }
    }
    while (**f && **f != '%' && !is_letter(**f)) (*f)++;
    Size size = SIZE_INT;
    if ((**f == 'l' || **f == 'z') && ((*f)[1] == 'd' || (*f)[1] == 'u')) size = *(*f)++ == 'l' ? SIZE_LONG : SIZE_SSIZE;

    Field field = {.width = -1, .precision = -1, .conversion = **f};
    switch (*(*f)++) {
    case 'c': {
        int c = NEXT(args, int);
        if (c < 0 || c > 255) {
            PyErr_SetString(PyExc_OverflowError,
                            "PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]");
            return false;
        }
        return text_fill(text, (char)c, 1);
    }
    case 'd':
    case 'i': {
        intmax_t value = next_signed(args, size);
        return text_append_integer(text, &field, value < 0, value < 0 ? 0 - (uintmax_t)value : (uintmax_t)value);
    }
    case 'u':
    case 'x': return text_append_integer(text, &field, false, next_unsigned(args, size));
    case 's': {
        const char *string = NEXT(args, const char *);
        return text_append(text, string, precision > 0 ? strnlen(string, (size_t)precision) : strlen(string));
    }
    case 'p': return text_append_pointer(text, NEXT(args, void *));
    case '%': return text_append(text, "%", 1);
    default:
        *f = start + strlen(start);
        return text_append(text, start, strlen(start));
    }
}

PyObject *PyBytes_FromFormatV(const char *format, va_list list) {
    Text text = {0};
    Arguments args;
    va_copy(args.list, list);
    bool ok = true;
    while (ok && *format) {
        size_t plain = strcspn(format, "%");
        ok = text_append(&text, format, plain);
        format += plain;
        if (ok && *format) ok = bytes_append_directive(&text, &format, &args);
    }
    va_end(args.list);
    PyObject *result = ok ? PyBytes_FromStringAndSize(text.data, (Py_ssize_t)text.length) : NULL;
    PyMem_Free(text.data);
    return result;
}

PyObject *PyBytes_FromFormat(const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *result = PyBytes_FromFormatV(format, list);
    va_end(list);
    return result;
}
