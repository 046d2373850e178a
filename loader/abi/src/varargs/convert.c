/* One format unit of PyArg_Parse*: take a Python object, store C values through the pointers that follow.
 *
 * A function here that returns false has either left an exception pending or written to `message` what the argument
 * must be ("must be str, not int"); a message that begins with '(' blames the format instead of the caller. */

enum { MAX_NESTING = 30 };

typedef int (*Converter)(PyObject *, void *);

/* What has to be undone if a later argument fails. Exactly one of the three pointers is set. */
typedef struct {
    void **memory;
    Py_buffer *buffer;
    Converter converter;
    void *address; /* of the converter */
} Cleanup;

typedef struct {
    Arguments args;
    Cleanup *cleanups;
    size_t cleanup_count, cleanup_capacity;
    int depth;                   /* of the item now converted */
    int items[MAX_NESTING + 1];  /* its 1-based place in the sequences around it; 0 ends the path */
    char message[256];
} Conversion;

static void begin_conversion(Conversion *c, va_list list) {
    c->cleanups = NULL;
    c->cleanup_count = c->cleanup_capacity = 0;
    c->depth = 0;
    c->items[0] = 0;
    c->message[0] = '\0';
    va_copy(c->args.list, list);
}

static bool complain(Conversion *c, const char *message) {
    PyOS_snprintf(c->message, sizeof c->message, "%.200s", message);
    c->items[c->depth] = 0;
    return false;
}

/* Name of a type as error messages show it: classes by their plain name, static types with their module. */
static PyObject *short_type_name(PyTypeObject *type) {
    if (PyType_GetFlags(type) & Py_TPFLAGS_HEAPTYPE) return PyType_GetName(type);
    PyObject *name = PyType_GetFullyQualifiedName(type);
    if (name) return name;
    PyErr_Clear();
    return PyType_GetName(type);
}

static void copy_type_name(PyTypeObject *type, char *buffer, size_t size) {
    PyObject *name = short_type_name(type);
    const char *utf8 = name ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    if (!utf8) PyErr_Clear();
    PyOS_snprintf(buffer, size, "%.50s", utf8 ? utf8 : "?");
    Py_DecRef(name);
}

static void copy_name_of_type_of(PyObject *object, char *buffer, size_t size) {
    if (object == Py_None) PyOS_snprintf(buffer, size, "None");
    else copy_type_name(object->ob_type, buffer, size);
}

static bool must_be(Conversion *c, const char *expected, PyObject *arg) {
    if (PyErr_Occurred()) return false;
    char actual[64], message[128];
    copy_name_of_type_of(arg, actual, sizeof actual);
    PyOS_snprintf(message, sizeof message, "must be %.50s, not %.50s", expected, actual);
    return complain(c, message);
}

static bool fail(PyObject *exception, const char *message) {
    PyErr_SetString(exception, message);
    return false;
}

/* ---- cleanups ---- */

static bool add_cleanup(Conversion *c, Cleanup cleanup) {
    if (c->cleanup_count == c->cleanup_capacity) {
        size_t capacity = c->cleanup_capacity * 2 + 8;
        Cleanup *grown = PyMem_Realloc(c->cleanups, capacity * sizeof *grown);
        if (!grown) {
            PyErr_NoMemory();
            return false;
        }
        c->cleanups = grown;
        c->cleanup_capacity = capacity;
    }
    c->cleanups[c->cleanup_count++] = cleanup;
    return true;
}

static bool owns_buffer(Conversion *c, Py_buffer *buffer) {
    if (add_cleanup(c, (Cleanup){.buffer = buffer})) return true;
    PyBuffer_Release(buffer);
    return false;
}

static void finish_conversion(Conversion *c, bool ok) {
    for (size_t i = 0; !ok && i < c->cleanup_count; i++) {
        Cleanup *cleanup = &c->cleanups[i];
        if (cleanup->buffer) {
            PyBuffer_Release(cleanup->buffer);
        } else if (cleanup->memory) {
            PyMem_Free(*cleanup->memory);
            *cleanup->memory = NULL;
        } else {
            cleanup->converter(NULL, cleanup->address);
        }
    }
    if (c->cleanups) PyMem_Free(c->cleanups);
    va_end(c->args.list);
}

/* ---- numbers ---- */

static bool read_ranged(PyObject *arg, long low, long high, const char *kind, long *value) {
    *value = PyLong_AsLong(arg);
    if (*value == -1 && PyErr_Occurred()) return false;
    if (*value >= low && *value <= high) return true;
    PyErr_Format(PyExc_OverflowError, "%s is %s than %s", kind, *value < low ? "less" : "greater",
                 *value < low ? "minimum" : "maximum");
    return false;
}

static bool read_mask(PyObject *arg, unsigned long *value) {
    *value = PyLong_AsUnsignedLongMask(arg);
    return *value != (unsigned long)-1 || !PyErr_Occurred();
}

static bool read_ssize(PyObject *arg, Py_ssize_t *value) {
    PyObject *index = PyNumber_Index(arg);
    if (!index) return false;
    Py_ssize_t size = PyLong_AsSsize_t(index);
    Py_DecRef(index);
    if (size == -1 && PyErr_Occurred()) return false;
    *value = size;
    return true;
}

static bool read_double(PyObject *arg, double (*read)(PyObject *), double *value) {
    double number = read(arg);
    if (number == -1.0 && PyErr_Occurred()) return false;
    *value = number;
    return true;
}

static bool read_complex(PyObject *arg, Py_complex *value) {
    Py_complex number;
    if (!read_double(arg, PyComplex_RealAsDouble, &number.real)) return false;
    if (!read_double(arg, PyComplex_ImagAsDouble, &number.imag)) return false;
    *value = number;
    return true;
}

static bool convert_number(char code, PyObject *arg, Conversion *c) {
    void *target = NEXT(&c->args, void *);
    long value;
    unsigned long mask;
    double number;
    switch (code) {
    case 'b':
        if (!read_ranged(arg, 0, UCHAR_MAX, "unsigned byte integer", &value)) return false;
        *(unsigned char *)target = (unsigned char)value;
        return true;
    case 'h':
        if (!read_ranged(arg, SHRT_MIN, SHRT_MAX, "signed short integer", &value)) return false;
        *(short *)target = (short)value;
        return true;
    case 'i':
        if (!read_ranged(arg, INT_MIN, INT_MAX, "signed integer", &value)) return false;
        *(int *)target = (int)value;
        return true;
    case 'l':
        if (!read_ranged(arg, LONG_MIN, LONG_MAX, "", &value)) return false;
        *(long *)target = value;
        return true;
    case 'n': return read_ssize(arg, target);
    case 'L': {
        long long wide = PyLong_AsLongLong(arg);
        if (wide == -1 && PyErr_Occurred()) return false;
        *(long long *)target = wide;
        return true;
    }
    case 'B':
        if (!read_mask(arg, &mask)) return false;
        *(unsigned char *)target = (unsigned char)mask;
        return true;
    case 'H':
        if (!read_mask(arg, &mask)) return false;
        *(unsigned short *)target = (unsigned short)mask;
        return true;
    case 'I':
        if (!read_mask(arg, &mask)) return false;
        *(unsigned int *)target = (unsigned int)mask;
        return true;
    case 'k': return is_long(arg) ? read_mask(arg, target) : must_be(c, "int", arg);
    case 'K':
        if (!is_long(arg)) return must_be(c, "int", arg);
        *(unsigned long long *)target = PyLong_AsUnsignedLongLongMask(arg);
        return true;
    case 'f':
        if (!read_double(arg, PyFloat_AsDouble, &number)) return false;
        *(float *)target = (float)number;
        return true;
    case 'd': return read_double(arg, PyFloat_AsDouble, target);
    case 'D': return read_complex(arg, target);
    default: { /* 'p' */
        int truth = PyObject_IsTrue(arg);
        if (truth < 0) return false;
        *(int *)target = truth > 0;
        return true;
    }
    }
}

/* ---- single characters ---- */

static bool convert_byte(PyObject *arg, Conversion *c) {
    char *target = NEXT(&c->args, char *);
    if (is_bytes(arg) && PyBytes_Size(arg) == 1) *target = PyBytes_AsString(arg)[0];
    else if (is_bytearray(arg) && PyByteArray_Size(arg) == 1) *target = PyByteArray_AsString(arg)[0];
    else return must_be(c, "a byte string of length 1", arg);
    return true;
}

static bool convert_character(PyObject *arg, Conversion *c) {
    int *target = NEXT(&c->args, int *);
    if (!is_str(arg) || PyUnicode_GetLength(arg) != 1) return must_be(c, "a unicode character", arg);
    *target = (int)PyUnicode_ReadChar(arg, 0);
    return true;
}

/* ---- strings and buffers ---- */

static bool get_contiguous(PyObject *arg, Py_buffer *buffer, int flags) {
    if (PyObject_GetBuffer(arg, buffer, flags) != 0) return false;
    if (PyBuffer_IsContiguous(buffer, 'C')) return true;
    PyBuffer_Release(buffer);
    return false;
}

/* Memory that stays put without a release: only exporters that never need one will do. */
static bool borrow_bytes(PyObject *arg, const char **bytes, Py_ssize_t *count, Conversion *c) {
    if (is_bytes(arg)) {
        *bytes = PyBytes_AsString(arg);
        *count = PyBytes_Size(arg);
        return true;
    }
    *bytes = NULL;
    if (PyType_GetSlot(arg->ob_type, Py_bf_releasebuffer)) return must_be(c, "read-only bytes-like object", arg);
    Py_buffer buffer;
    if (!get_contiguous(arg, &buffer, PyBUF_SIMPLE)) return must_be(c, "contiguous buffer", arg);
    *bytes = buffer.buf;
    *count = buffer.len;
    PyBuffer_Release(&buffer);
    return true;
}

/* Stores nothing unless it succeeds. */
static bool borrow_utf8(PyObject *arg, const char **utf8, Py_ssize_t *count) {
    Py_ssize_t size;
    const char *start = PyUnicode_AsUTF8AndSize(arg, &size);
    if (!start) return false;
    *utf8 = start;
    *count = size;
    return true;
}

static bool convert_to_buffer(char code, PyObject *arg, Conversion *c) {
    Py_buffer *buffer = NEXT(&c->args, Py_buffer *);
    const char *utf8;
    Py_ssize_t count;
    if (code == 'z' && arg == Py_None) {
        PyBuffer_FillInfo(buffer, NULL, NULL, 0, 1, 0);
    } else if (code != 'y' && is_str(arg)) {
        if (!borrow_utf8(arg, &utf8, &count)) return false;
        PyBuffer_FillInfo(buffer, arg, (void *)utf8, count, 1, 0);
    } else if (!get_contiguous(arg, buffer, PyBUF_SIMPLE)) {
        return must_be(c, "contiguous buffer", arg);
    }
    return owns_buffer(c, buffer);
}

static bool convert_to_writable_buffer(PyObject *arg, Conversion *c) {
    Py_buffer *buffer = NEXT(&c->args, Py_buffer *);
    if (PyObject_GetBuffer(arg, buffer, PyBUF_WRITABLE) != 0) {
        PyErr_Clear();
        return must_be(c, "read-write bytes-like object", arg);
    }
    if (!PyBuffer_IsContiguous(buffer, 'C')) {
        PyBuffer_Release(buffer);
        return must_be(c, "contiguous buffer", arg);
    }
    return owns_buffer(c, buffer);
}

static bool convert_to_counted(char code, PyObject *arg, Conversion *c) {
    const char **target = NEXT(&c->args, const char **);
    Py_ssize_t *count = NEXT(&c->args, Py_ssize_t *);
    if (code == 'z' && arg == Py_None) {
        *target = NULL;
        *count = 0;
        return true;
    }
    if (code != 'y' && is_str(arg)) return borrow_utf8(arg, target, count);
    return borrow_bytes(arg, target, count, c);
}

static bool convert_to_terminated(char code, PyObject *arg, Conversion *c) {
    const char **target = NEXT(&c->args, const char **);
    Py_ssize_t count;
    if (code == 'y') {
        if (!borrow_bytes(arg, target, &count, c)) return false;
        return strlen(*target) == (size_t)count || fail(PyExc_ValueError, "embedded null byte");
    }
    if (code == 'z' && arg == Py_None) {
        *target = NULL;
        return true;
    }
    if (!is_str(arg)) return must_be(c, code == 'z' ? "str or None" : "str", arg);
    const char *utf8;
    if (!borrow_utf8(arg, &utf8, &count)) return false;
    if (strlen(utf8) != (size_t)count) return fail(PyExc_ValueError, "embedded null character");
    *target = utf8;
    return true;
}

static bool convert_string(char code, const char **format, PyObject *arg, Conversion *c) {
    char suffix = **format;
    if (suffix == '*' || suffix == '#') (*format)++;
    if (suffix == '*') return convert_to_buffer(code, arg, c);
    if (suffix == '#') return convert_to_counted(code, arg, c);
    return convert_to_terminated(code, arg, c);
}

/* ---- es et es# et#: encoded into memory of the caller or of PyMem_Malloc ---- */

/* Copies to where es#/et# want it: the caller's memory if there is some. */
static bool store_counted(char **target, Py_ssize_t *capacity, const char *bytes, Py_ssize_t count, Conversion *c) {
    if (!capacity) return complain(c, "(buffer_len is NULL)");
    if (!*target) {
        *target = PyMem_Malloc((size_t)count + 1);
        if (!*target) {
            PyErr_NoMemory();
            return false;
        }
        if (!add_cleanup(c, (Cleanup){.memory = (void **)target})) return false;
    } else if (count + 1 > *capacity) {
        PyErr_Format(PyExc_ValueError, "encoded string too long (%zd, maximum length %zd)", count, *capacity - 1);
        return false;
    }
    memcpy(*target, bytes, (size_t)count + 1);
    *capacity = count;
    return true;
}

static bool store_terminated(char **target, const char *bytes, Py_ssize_t count, Conversion *c) {
    *target = PyMem_Malloc((size_t)count + 1);
    if (!*target) {
        PyErr_NoMemory();
        return false;
    }
    memcpy(*target, bytes, (size_t)count + 1);
    return add_cleanup(c, (Cleanup){.memory = (void **)target});
}

static bool convert_encoded(const char **format, PyObject *arg, Conversion *c) {
    const char *encoding = NEXT(&c->args, const char *);
    char kind = **format;
    if (kind != 's' && kind != 't') return complain(c, "(unknown parser marker combination)");
    (*format)++;
    char **target = NEXT(&c->args, char **);
    Py_ssize_t *capacity = NULL;
    bool counted = **format == '#';
    if (!target) return complain(c, "(buffer is NULL)");

    PyObject *owner;
    if (kind == 't' && (is_bytes(arg) || is_bytearray(arg))) {
        owner = new_ref(arg);
    } else if (is_str(arg)) {
        owner = PyUnicode_AsEncodedString(arg, encoding ? encoding : "utf-8", NULL);
        if (!owner) return complain(c, "(encoding failed)");
        if (!is_bytes(owner)) {
            Py_DecRef(owner);
            return complain(c, "(encoder failed to return bytes)");
        }
    } else {
        return must_be(c, kind == 's' ? "str" : "str, bytes or bytearray", arg);
    }

    const char *bytes = is_bytes(owner) ? PyBytes_AsString(owner) : PyByteArray_AsString(owner);
    Py_ssize_t count = is_bytes(owner) ? PyBytes_Size(owner) : PyByteArray_Size(owner);
    if (counted) {
        (*format)++;
        capacity = NEXT(&c->args, Py_ssize_t *);
    }
    bool ok;
    if (counted) ok = store_counted(target, capacity, bytes, count, c);
    else if (strlen(bytes) == (size_t)count) ok = store_terminated(target, bytes, count, c);
    else ok = must_be(c, "encoded string without null bytes", arg);
    Py_DecRef(owner);
    return ok;
}

/* ---- objects ---- */

static bool convert_checked(bool ok, const char *expected, PyObject *arg, Conversion *c) {
    PyObject **target = NEXT(&c->args, PyObject **);
    if (!ok) return must_be(c, expected, arg);
    *target = arg;
    return true;
}

static bool convert_instance(PyObject *arg, Conversion *c) {
    PyTypeObject *type = NEXT(&c->args, PyTypeObject *);
    PyObject **target = NEXT(&c->args, PyObject **);
    if (PyType_IsSubtype(arg->ob_type, type)) {
        *target = arg;
        return true;
    }
    char expected[64];
    copy_type_name(type, expected, sizeof expected);
    return must_be(c, expected, arg);
}

static bool convert_by_function(PyObject *arg, Conversion *c) {
    Converter converter = NEXT(&c->args, Converter);
    void *address = NEXT(&c->args, void *);
    int status = converter(arg, address);
    if (status == 0) return complain(c, "(unspecified)");
    if (status != Py_CLEANUP_SUPPORTED) return true;
    return add_cleanup(c, (Cleanup){.converter = converter, .address = address});
}

static bool convert_object(const char **format, PyObject *arg, Conversion *c) {
    char suffix = **format;
    if (suffix == '!' || suffix == '&') (*format)++;
    if (suffix == '!') return convert_instance(arg, c);
    if (suffix == '&') return convert_by_function(arg, c);
    return convert_checked(true, "", arg, c);
}

/* ---- any unit ---- */

static bool convert_item(const char **format, PyObject *arg, Conversion *c);

static bool convert_simple(const char **format, PyObject *arg, Conversion *c) {
    char code = *(*format)++;
    switch (code) {
    case 'b': case 'B': case 'h': case 'H': case 'i': case 'I': case 'n': case 'l': case 'k': case 'L': case 'K':
    case 'f': case 'd': case 'D': case 'p': return convert_number(code, arg, c);
    case 'c': return convert_byte(arg, c);
    case 'C': return convert_character(arg, c);
    case 's': case 'z': case 'y': return convert_string(code, format, arg, c);
    case 'e': return convert_encoded(format, arg, c);
    case 'w':
        if (**format != '*') return complain(c, "(invalid use of 'w' format character)");
        (*format)++;
        return convert_to_writable_buffer(arg, c);
    case 'S': return convert_checked(is_bytes(arg), "bytes", arg, c);
    case 'Y': return convert_checked(is_bytearray(arg), "bytearray", arg, c);
    case 'U': return convert_checked(is_str(arg), "str", arg, c);
    case 'O': return convert_object(format, arg, c);
    default: return complain(c, "(impossible<bad format char>)");
    }
}

/* Units directly inside a parenthesis that has just been opened. */
static int count_units(const char *format) {
    int count = 0;
    for (int level = 0;; format++) {
        if (*format == '(') {
            if (level++ == 0) count++;
        } else if (*format == ')') {
            if (level-- == 0) return count;
        } else if (*format == ':' || *format == ';' || *format == '\0') {
            return count;
        } else if (level == 0 && is_letter(*format) && *format != 'e') {
            count++;
        }
    }
}

static bool convert_sequence(const char **format, PyObject *arg, Conversion *c) {
    int count = count_units(*format);
    char text[128];
    if (!PySequence_Check(arg) || is_bytes(arg)) {
        char actual[64];
        copy_name_of_type_of(arg, actual, sizeof actual);
        PyOS_snprintf(text, sizeof text, "must be %d-item sequence, not %.50s", count, actual);
        return complain(c, text);
    }
    Py_ssize_t size = PySequence_Size(arg);
    if (size != count) {
        PyOS_snprintf(text, sizeof text, "must be sequence of length %d, not %zd", count, size);
        return complain(c, text);
    }
    int level = c->depth++;
    bool ok = c->depth <= MAX_NESTING || complain(c, "(too many tuple nesting levels)");
    for (int i = 0; ok && i < count; i++) {
        PyObject *item = PySequence_GetItem(arg, i);
        c->items[level] = i + 1;
        if (!item) {
            PyErr_Clear();
            ok = complain(c, "is not retrievable");
            break;
        }
        ok = convert_item(format, item, c);
        Py_DecRef(item);
    }
    c->depth = level;
    return ok;
}

static bool convert_item(const char **format, PyObject *arg, Conversion *c) {
    if (**format != '(') return convert_simple(format, arg, c);
    (*format)++;
    if (!convert_sequence(format, arg, c)) return false;
    if (**format == ')') (*format)++;
    return true;
}
