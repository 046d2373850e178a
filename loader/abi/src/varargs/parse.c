/* PyArg_Parse, PyArg_ParseTuple, PyArg_UnpackTuple: positional arguments. */

/* What the format says as a whole. */
typedef struct {
    int least, most;
    const char *function; /* after ':', or NULL */
    const char *message;  /* after ';', or NULL */
} Signature;

static const char *name_or(const char *function) { return function ? function : "function"; }
static const char *parens(const char *function) { return function ? "()" : ""; }

static Signature read_signature(const char *format) {
    Signature s = {.least = -1};
    int level = 0;
    for (; *format && *format != ':' && *format != ';'; format++) {
        if (*format == '(') {
            if (level++ == 0) s.most++;
            if (level >= MAX_NESTING) Py_FatalError("too many tuple nesting levels in argument format string");
        } else if (*format == ')') {
            if (level-- == 0) Py_FatalError("excess ')' in getargs format");
        } else if (level == 0 && *format == '|') {
            s.least = s.most;
        } else if (level == 0 && is_letter(*format) && *format != 'e') {
            s.most++;
        }
    }
    if (level != 0) Py_FatalError("missing ')' in getargs format");
    if (*format == ':') s.function = format + 1;
    if (*format == ';') s.message = format + 1;
    if (s.least < 0) s.least = s.most;
    return s;
}

/* Raises for the argument that could not be converted: its number, then the path into it. Number 0: there is but one. */
static void raise_conversion(Conversion *c, Py_ssize_t number, const int *path, const Signature *s) {
    if (PyErr_Occurred()) return;
    PyObject *exception = c->message[0] == '(' ? PyExc_SystemError : PyExc_TypeError;
    if (s->message) {
        PyErr_SetString(exception, s->message);
        return;
    }
    char where[256];
    size_t used = 0;
    where[0] = '\0';
    if (number != 0) {
        used += (size_t)PyOS_snprintf(where, sizeof where, " %zd", number);
        for (; *path > 0 && used < 220; path++) {
            used += (size_t)PyOS_snprintf(where + used, sizeof where - used, ", item %d", *path - 1);
        }
    }
    PyErr_Format(exception, "%.200s%sargument%s %.256s", s->function ? s->function : "", s->function ? "() " : "", where,
                 c->message);
}

static void raise_count(const Signature *s, Py_ssize_t given) {
    if (s->message) {
        PyErr_SetString(PyExc_TypeError, s->message);
        return;
    }
    int limit = given < s->least ? s->least : s->most;
    const char *bound = s->least == s->most ? "exactly" : given < s->least ? "at least" : "at most";
    PyErr_Format(PyExc_TypeError, "%.150s%s takes %s %d argument%s (%zd given)", name_or(s->function),
                 parens(s->function), bound, limit, plural(limit), given);
}

static bool at_end(const char *format) {
    return *format == '\0' || *format == ';' || *format == ':';
}

static bool convert_tuple(PyObject *args, const char *whole, const Signature *s, Conversion *c) {
    const char *format = whole;
    Py_ssize_t count = PyTuple_Size(args);
    if (count < s->least || count > s->most) {
        raise_count(s, count);
        return false;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (*format == '|') format++;
        if (!convert_item(&format, PyTuple_GetItem(args, i), c)) {
            raise_conversion(c, i + 1, c->items, s);
            return false;
        }
    }
    if (at_end(format) || is_letter(*format) || *format == '(' || *format == '|') return true;
    PyErr_Format(PyExc_SystemError, "bad format string: %.200s", whole);
    return false;
}

static int parse_tuple(PyObject *args, const char *format, va_list list) {
    Signature s = read_signature(format);
    if (!is_tuple(args)) {
        PyErr_SetString(PyExc_SystemError, "new style getargs format but argument is not a tuple");
        return 0;
    }
    Conversion c;
    begin_conversion(&c, list);
    bool ok = convert_tuple(args, format, &s, &c);
    finish_conversion(&c, ok);
    return ok;
}

/* PyArg_Parse: the object itself is the one argument. */
static int parse_object(PyObject *arg, const char *format, va_list list) {
    Signature s = read_signature(format);
    if (s.most == 0) {
        if (!arg) return 1;
        PyErr_Format(PyExc_TypeError, "%.200s%s takes no arguments", name_or(s.function), parens(s.function));
        return 0;
    }
    if (s.least != 1 || s.most != 1) {
        PyErr_SetString(PyExc_SystemError, "old style getargs format uses new features");
        return 0;
    }
    if (!arg) {
        PyErr_Format(PyExc_TypeError, "%.200s%s takes at least one argument", name_or(s.function), parens(s.function));
        return 0;
    }
    Conversion c;
    begin_conversion(&c, list);
    bool ok = convert_item(&format, arg, &c);
    if (!ok) raise_conversion(&c, c.items[0], c.items + 1, &s);
    finish_conversion(&c, ok);
    return ok;
}

#define VARIADIC_PARSER(name, parse) \
    int name(PyObject *args, const char *format, ...) { \
        va_list list; \
        va_start(list, format); \
        int ok = parse(args, format, list); \
        va_end(list); \
        return ok; \
    }
VARIADIC_PARSER(PyArg_Parse, parse_object)
VARIADIC_PARSER(_PyArg_Parse_SizeT, parse_object)
VARIADIC_PARSER(PyArg_ParseTuple, parse_tuple)
VARIADIC_PARSER(_PyArg_ParseTuple_SizeT, parse_tuple)

int PyArg_VaParse(PyObject *args, const char *format, va_list list) { return parse_tuple(args, format, list); }
int _PyArg_VaParse_SizeT(PyObject *args, const char *format, va_list list) { return parse_tuple(args, format, list); }

/* ---- PyArg_UnpackTuple ---- */

int _PyArg_CheckPositional(const char *name, Py_ssize_t count, Py_ssize_t least, Py_ssize_t most) {
    if (count >= least && count <= most) return 1;
    Py_ssize_t limit = count < least ? least : most;
    const char *bound = least == most ? "" : count < least ? "at least " : "at most ";
    if (name) {
        PyErr_Format(PyExc_TypeError, "%.200s expected %s%zd argument%s, got %zd", name, bound, limit, plural(limit),
                     count);
    } else {
        PyErr_Format(PyExc_TypeError, "unpacked tuple should have %s%zd element%s, but has %zd", bound, limit,
                     plural(limit), count);
    }
    return 0;
}

int PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t least, Py_ssize_t most, ...) {
    if (!is_tuple(args)) {
        PyErr_SetString(PyExc_SystemError, "PyArg_UnpackTuple() argument list is not a tuple");
        return 0;
    }
    Py_ssize_t count = PyTuple_Size(args);
    if (!_PyArg_CheckPositional(name, count, least, most)) return 0;
    va_list list;
    va_start(list, most);
    for (Py_ssize_t i = 0; i < count; i++) *va_arg(list, PyObject **) = PyTuple_GetItem(args, i);
    va_end(list);
    return 1;
}
