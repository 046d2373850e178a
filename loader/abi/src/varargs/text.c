/* PyUnicode_FromFormat: a growing buffer of UTF-8 (with lone surrogates kept as three bytes), one field at a time. */

typedef struct {
    char *data;
    size_t length, capacity;
    bool surrogates; /* some field had lone surrogates: the result is not strict UTF-8 */
} Text;

static bool text_reserve(Text *text, size_t more) {
    if (more > (size_t)PY_SSIZE_T_MAX / 2 - text->length) {
        PyErr_NoMemory();
        return false;
    }
    if (text->length + more <= text->capacity) return true;
    size_t capacity = (text->length + more) * 3 / 2 + 64;
    char *data = PyMem_Realloc(text->data, capacity);
    if (!data) {
        PyErr_NoMemory();
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

static bool text_append(Text *text, const char *bytes, size_t count) {
    if (count == 0) return true;
    if (!text_reserve(text, count)) return false;
    memcpy(text->data + text->length, bytes, count);
    text->length += count;
    return true;
}

static bool text_fill(Text *text, char c, Py_ssize_t count) {
    if (count <= 0) return true;
    if (!text_reserve(text, (size_t)count)) return false;
    memset(text->data + text->length, c, (size_t)count);
    text->length += (size_t)count;
    return true;
}

static PyObject *text_finish(Text *text) {
    PyObject *result = PyUnicode_DecodeUTF8(text->data ? text->data : "", (Py_ssize_t)text->length,
                                            text->surrogates ? "surrogatepass" : "strict");
    PyMem_Free(text->data);
    return result;
}

/* ---- one field: %[flags][width][.precision][size]conversion ---- */

typedef enum { SIZE_INT, SIZE_LONG, SIZE_LONG_LONG, SIZE_SSIZE, SIZE_MAX_T, SIZE_PTRDIFF } Size;

typedef struct {
    bool left, zeros, alternate;
    Py_ssize_t width, precision; /* -1: not given */
    Size size;
    char conversion;
} Field;

/* UTF-8 text of `count` bytes, cut to the field's precision (in characters) and padded to its width. */
static bool text_append_padded(Text *text, const char *utf8, Py_ssize_t count, const Field *field, Py_ssize_t precision) {
    Py_ssize_t chars = 0, bytes = 0;
    while (bytes < count) {
        if (((unsigned char)utf8[bytes] & 0xC0) != 0x80) {
            if (precision >= 0 && chars == precision) break;
            chars++;
        }
        bytes++;
    }
    Py_ssize_t padding = field->width - chars;
    return (field->left || text_fill(text, ' ', padding)) && text_append(text, utf8, (size_t)bytes) &&
           (!field->left || text_fill(text, ' ', padding));
}

/* A str object, stolen; NULL passes an error on. */
static bool text_append_str(Text *text, PyObject *str, const Field *field, Py_ssize_t precision) {
    if (!str) return false;
    bool ok = false;
    Py_ssize_t count = 0;
    const char *utf8 = PyUnicode_AsUTF8AndSize(str, &count);
    if (utf8) {
        ok = text_append_padded(text, utf8, count, field, precision);
    } else {
        PyErr_Clear();
        char *bytes = NULL;
        PyObject *encoded = PyUnicode_AsEncodedString(str, "utf-8", "surrogatepass");
        if (encoded && PyBytes_AsStringAndSize(encoded, &bytes, &count) == 0) {
            text->surrogates = true;
            ok = text_append_padded(text, bytes, count, field, precision);
        }
        Py_DecRef(encoded);
    }
    Py_DecRef(str);
    return ok;
}

/* Bytes that are not UTF-8 become U+FFFD. The precision counts bytes and may cut a character in two. */
static bool text_append_c_string(Text *text, const char *string, const Field *field) {
    Py_ssize_t count = 0;
    bool ascii = true;
    while (count != field->precision && string[count]) ascii &= (signed char)string[count++] >= 0;
    if (ascii) return text_append_padded(text, string, count, field, -1);
    return text_append_str(text, PyUnicode_DecodeUTF8(string, count, "replace"), field, -1);
}

static bool text_append_wide_string(Text *text, const wchar_t *string, const Field *field) {
    Py_ssize_t count = 0;
    while (count != field->precision && string[count]) count++;
    return text_append_str(text, PyUnicode_FromWideChar(string, count), field, -1);
}

static bool text_append_either_string(Text *text, const void *string, const Field *field) {
    return field->size == SIZE_LONG ? text_append_wide_string(text, string, field)
                                    : text_append_c_string(text, string, field);
}

static bool text_append_char(Text *text, int c) {
    char utf8[4];
    if (c < 0 || c > 0x10FFFF) {
        PyErr_SetString(PyExc_OverflowError, "character argument not in range(0x110000)");
        return false;
    }
    if (c < 0x80) {
        utf8[0] = (char)c;
        return text_append(text, utf8, 1);
    }
    size_t count = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = count - 1; i > 0; i--, c >>= 6) utf8[i] = (char)(0x80 | (c & 0x3F));
    utf8[0] = (char)((0xF00 >> count) | c);
    text->surrogates |= count == 3;
    return text_append(text, utf8, count);
}

/* ---- integers ---- */

static uintmax_t next_unsigned(Arguments *args, Size size) {
    switch (size) {
    case SIZE_LONG: return NEXT(args, unsigned long);
    case SIZE_LONG_LONG: return NEXT(args, unsigned long long);
    case SIZE_SSIZE: return NEXT(args, size_t);
    case SIZE_MAX_T: return NEXT(args, uintmax_t);
    case SIZE_PTRDIFF: return (size_t)NEXT(args, ptrdiff_t);
    default: return NEXT(args, unsigned int);
    }
}

static intmax_t next_signed(Arguments *args, Size size) {
    switch (size) {
    case SIZE_LONG: return NEXT(args, long);
    case SIZE_LONG_LONG: return NEXT(args, long long);
    case SIZE_SSIZE: return NEXT(args, Py_ssize_t);
    case SIZE_MAX_T: return NEXT(args, intmax_t);
    case SIZE_PTRDIFF: return NEXT(args, ptrdiff_t);
    default: return NEXT(args, int);
    }
}

static bool text_append_integer(Text *text, const Field *field, bool negative, uintmax_t value) {
    char digits[3 * sizeof(uintmax_t)];
    char *first = digits + sizeof digits;
    unsigned base = field->conversion == 'o' ? 8 : field->conversion == 'x' || field->conversion == 'X' ? 16 : 10;
    const char *alphabet = field->conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    do *--first = alphabet[value % base];
    while ((value /= base) != 0);

    Py_ssize_t count = digits + sizeof digits - first;
    Py_ssize_t shown = field->precision > count ? field->precision : count;
    Py_ssize_t width = field->width > shown + negative ? field->width : shown + negative;
    if (field->zeros && !field->left) shown = width - negative;
    Py_ssize_t spaces = width - shown - negative;
    return (field->left || text_fill(text, ' ', spaces)) && text_fill(text, '-', negative) &&
           text_fill(text, '0', shown - count) && text_append(text, first, (size_t)count) &&
           (!field->left || text_fill(text, ' ', spaces));
}

/* ---- type names ---- */

/* module.qualname of a type, with ':' between the two for the '#' flag; new reference. */
static PyObject *qualified_type_name(PyTypeObject *type, bool colon) {
    if (!colon) return PyType_GetFullyQualifiedName(type);
    PyObject *qualname = PyType_GetQualName(type);
    if (!qualname) return NULL;
    PyObject *module = PyType_GetModuleName(type);
    if (!module) {
        Py_DecRef(qualname);
        return NULL;
    }
    bool hidden = !is_str(module) || PyUnicode_CompareWithASCIIString(module, "builtins") == 0 ||
                  PyUnicode_CompareWithASCIIString(module, "__main__") == 0;
    PyObject *name = hidden ? new_ref(qualname) : PyUnicode_FromFormat("%U:%U", module, qualname);
    Py_DecRef(module);
    Py_DecRef(qualname);
    return name;
}

static bool text_append_type(Text *text, PyObject *type, const Field *field) {
    const unsigned long type_subclass = 1UL << 31;
    if (!has_flag(type, type_subclass)) {
        PyErr_SetString(PyExc_TypeError, "%N argument must be a type");
        return false;
    }
    return text_append_str(text, qualified_type_name((PyTypeObject *)type, field->alternate), field, field->precision);
}

/* "0x(nil)" for NULL is what CPython makes of glibc's "(nil)". */
static bool text_append_pointer(Text *text, const void *pointer) {
    char image[2 + 2 * sizeof(void *) + 1];
    if (pointer) snprintf(image, sizeof image, "0x%jx", (uintmax_t)(uintptr_t)pointer);
    else snprintf(image, sizeof image, "0x(nil)");
    return text_append(text, image, strlen(image));
}

/* ---- the walk over the format ---- */

/* Digits or '*', at most PY_SSIZE_T_MAX. */
static bool read_count(const char **f, Arguments *args, Py_ssize_t *count, const char *too_big) {
    if (**f == '*') {
        *count = NEXT(args, int);
        (*f)++;
        return true;
    }
    for (*count = 0; is_digit(**f); (*f)++) {
        int digit = **f - '0';
        if (*count > (PY_SSIZE_T_MAX - digit) / 10) {
            PyErr_SetString(PyExc_ValueError, too_big);
            return false;
        }
        *count = *count * 10 + digit;
    }
    return true;
}

static bool read_field(const char **f, Arguments *args, Field *field) {
    *field = (Field){.width = -1, .precision = -1};
    for (;; (*f)++) {
        if (**f == '-') field->left = true;
        else if (**f == '0') field->zeros = true;
        else if (**f == '#') field->alternate = true;
        else break;
    }
    if (**f == '*' || is_digit(**f)) {
        if (!read_count(f, args, &field->width, "width too big")) return false;
        if (field->width < 0) {
            field->left = true;
            field->width = -field->width;
        }
    }
    if (**f == '.') {
        (*f)++;
        bool given = **f == '*' || is_digit(**f);
        if (given && !read_count(f, args, &field->precision, "precision too big")) return false;
        if (given && field->precision < 0) field->precision = 0;
    }
    switch (**f) {
    case 'l': field->size = SIZE_LONG; break;
    case 'z': field->size = SIZE_SSIZE; break;
    case 'j': field->size = SIZE_MAX_T; break;
    case 't': field->size = SIZE_PTRDIFF; break;
    }
    if (field->size != SIZE_INT) (*f)++;
    if (field->size == SIZE_LONG && **f == 'l') {
        field->size = SIZE_LONG_LONG;
        (*f)++;
    }
    field->conversion = **f;
    return true;
}

static bool is_valid(const Field *field) {
    bool plain_only = field->conversion == 'c' || field->conversion == 'p';
    if (plain_only && (field->width >= 0 || field->precision >= 0)) return false;
    if (field->size == SIZE_INT) return true;
    if (field->size == SIZE_LONG && (field->conversion == 's' || field->conversion == 'V')) return true;
    return field->conversion != 0 && strchr("diouxX", field->conversion);
}

static bool invalid_format(const char *directive) {
    PyErr_Format(PyExc_SystemError, "invalid format string: %s", directive);
    return false;
}

static bool append_field(Text *text, const Field *field, const char *directive, Arguments *args) {
    if (!is_valid(field)) return invalid_format(directive);
    switch (field->conversion) {
    case 'c': return text_append_char(text, NEXT(args, int));
    case 'd':
    case 'i': {
        intmax_t value = next_signed(args, field->size);
        return text_append_integer(text, field, value < 0, value < 0 ? 0 - (uintmax_t)value : (uintmax_t)value);
    }
    case 'o':
    case 'u':
    case 'x':
    case 'X': return text_append_integer(text, field, false, next_unsigned(args, field->size));
    case 'p': return text_append_pointer(text, NEXT(args, void *));
    case 's': return text_append_either_string(text, NEXT(args, void *), field);
    case 'U': return text_append_str(text, new_ref(NEXT(args, PyObject *)), field, field->precision);
    case 'S': return text_append_str(text, PyObject_Str(NEXT(args, PyObject *)), field, field->precision);
    case 'R': return text_append_str(text, PyObject_Repr(NEXT(args, PyObject *)), field, field->precision);
    case 'A': return text_append_str(text, PyObject_ASCII(NEXT(args, PyObject *)), field, field->precision);
    case 'T': {
        PyTypeObject *type = NEXT(args, PyObject *)->ob_type;
        return text_append_str(text, qualified_type_name(type, field->alternate), field, field->precision);
    }
    case 'N': return text_append_type(text, NEXT(args, PyObject *), field);
    case 'V': {
        PyObject *object = NEXT(args, PyObject *);
        void *otherwise = NEXT(args, void *);
        if (object) return text_append_str(text, new_ref(object), field, field->precision);
        return text_append_either_string(text, otherwise, field);
    }
    default: return invalid_format(directive);
    }
}

static bool text_append_format(Text *text, const char *f, Arguments *args) {
    while (*f) {
        const char *plain = f;
        while (*f && *f != '%') {
            if ((unsigned char)*f++ < 0x80) continue;
            PyErr_Format(PyExc_ValueError,
                         "PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0x%02x",
                         (unsigned char)f[-1]);
            return false;
        }
        if (!text_append(text, plain, (size_t)(f - plain))) return false;
        if (!*f) break;

        const char *directive = f++;
        if (*f == '%') {
            if (!text_append(text, f++, 1)) return false;
            continue;
        }
        Field field;
        if (!read_field(&f, args, &field) || !append_field(text, &field, directive, args)) return false;
        f++;
    }
    return true;
}

PyObject *PyUnicode_FromFormatV(const char *format, va_list list) {
    Text text = {0};
    Arguments args;
    va_copy(args.list, list);
    bool ok = text_append_format(&text, format, &args);
    va_end(args.list);
    if (ok) return text_finish(&text);
    PyMem_Free(text.data);
    return NULL;
}

PyObject *PyUnicode_FromFormat(const char *format, ...) {
    va_list list;
    va_start(list, format);
    PyObject *result = PyUnicode_FromFormatV(format, list);
    va_end(list);
    return result;
}
