/* Py_BuildValue: C values -> one Python object. */

static PyObject *build_unit(const char **format, Arguments *args);

/* Units up to `end` at this level; -1 with an exception if a parenthesis is open at the end. */
static Py_ssize_t count_built(const char *format, char end) {
    Py_ssize_t count = 0;
    for (int level = 0; level > 0 || *format != end; format++) {
        switch (*format) {
        case '\0': PyErr_SetString(PyExc_SystemError, "unmatched paren in format"); return -1;
        case '(':
        case '[':
        case '{': count += level++ == 0; break;
        case ')':
        case ']':
        case '}': level--; break;
        case '#':
        case '&':
        case ',':
        case ':':
        case ' ':
        case '\t': break;
        default: count += level == 0;
        }
    }
    return count;
}

/* Containers are filled through one function, so that all three behave alike after an error. */
typedef bool (*Store)(PyObject *container, Py_ssize_t index, PyObject *item);

static bool store_in_tuple(PyObject *tuple, Py_ssize_t index, PyObject *item) {
    return PyTuple_SetItem(tuple, index, item) == 0;
}
static bool store_in_list(PyObject *list, Py_ssize_t index, PyObject *item) {
    return PyList_SetItem(list, index, item) == 0;
}

/* An object that the caller gave away (N) must not leak: after an error the other units are still built, then
 * dropped, and the first error stays. */
static void build_and_drop(const char **format, Arguments *args, Py_ssize_t count) {
    while (count-- > 0) {
        PyObject *pending = PyErr_GetRaisedException();
        PyObject *item = build_unit(format, args);
        Py_DecRef(item);
        PyErr_SetRaisedException(pending);
    }
}

static bool expect_end(const char **format, char end) {
    if (**format != end) return fail(PyExc_SystemError, "Unmatched paren in format");
    if (end) (*format)++;
    return true;
}

static PyObject *build_sequence(PyObject *container, Store store, const char **format, Arguments *args, char end,
                                Py_ssize_t count) {
    Py_ssize_t done = 0;
    bool ok = container != NULL;
    while (ok && done < count) {
        PyObject *item = build_unit(format, args);
        done++;
        ok = item && store(container, done - 1, item);
    }
    if (!ok) build_and_drop(format, args, count - done);
    if (ok && expect_end(format, end)) return container;
    Py_DecRef(container);
    return NULL;
}

static PyObject *build_tuple(const char **format, Arguments *args, char end, Py_ssize_t count) {
    return count < 0 ? NULL : build_sequence(PyTuple_New(count), store_in_tuple, format, args, end, count);
}

static PyObject *build_list(const char **format, Arguments *args, Py_ssize_t count) {
    return count < 0 ? NULL : build_sequence(PyList_New(count), store_in_list, format, args, ']', count);
}

static PyObject *build_dict(const char **format, Arguments *args, Py_ssize_t count) {
    if (count < 0) return NULL;
    bool ok = count % 2 == 0 || fail(PyExc_SystemError, "Bad dict format");
    PyObject *dict = ok ? PyDict_New() : NULL;
    ok = dict != NULL;
    Py_ssize_t done = 0;
    while (ok && done < count) {
        PyObject *key = build_unit(format, args);
        done++;
        PyObject *value = NULL;
        if (key) {
            value = build_unit(format, args);
            done++;
        }
        ok = key && value && PyDict_SetItem(dict, key, value) == 0;
        Py_DecRef(key);
        Py_DecRef(value);
    }
    if (!ok) build_and_drop(format, args, count - done);
    if (ok && expect_end(format, '}')) return dict;
    Py_DecRef(dict);
    return NULL;
}

static PyObject *build_nested(char open, const char **format, Arguments *args) {
    if (open == '(') return build_tuple(format, args, ')', count_built(*format, ')'));
    if (open == '[') return build_list(format, args, count_built(*format, ']'));
    return build_dict(format, args, count_built(*format, '}'));
}

/* Text of a known or unknown (-1) length; NULL is None. */
static PyObject *build_string(char code, const char **format, Arguments *args) {
    const void *string = NEXT(args, const void *);
    Py_ssize_t count = -1;
    if (**format == '#') {
        (*format)++;
        count = NEXT(args, Py_ssize_t);
    }
    if (!string) return new_ref(Py_None);
    if (code == 'u') return PyUnicode_FromWideChar(string, count);
    if (count < 0) count = (Py_ssize_t)strlen(string);
    return code == 'y' ? PyBytes_FromStringAndSize(string, count) : PyUnicode_FromStringAndSize(string, count);
}

static PyObject *build_object(char code, const char **format, Arguments *args) {
    typedef PyObject *(*Maker)(void *);
    if (**format == '&') {
        (*format)++;
        Maker maker = NEXT(args, Maker);
        return maker(NEXT(args, void *));
    }
    PyObject *object = NEXT(args, PyObject *);
    if (object) return code == 'N' ? object : new_ref(object);
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "NULL object passed to Py_BuildValue");
    return NULL;
}

static PyObject *build_unit(const char **format, Arguments *args) {
    for (;;) {
        char code = *(*format)++;
        switch (code) {
        case '(':
        case '[':
        case '{': return build_nested(code, format, args);
        case 'b':
        case 'B':
        case 'h':
        case 'i': return PyLong_FromLong(NEXT(args, int));
        case 'H': return PyLong_FromLong((long)NEXT(args, unsigned int));
        case 'I': return PyLong_FromUnsignedLong(NEXT(args, unsigned int));
        case 'n': return PyLong_FromSsize_t(NEXT(args, Py_ssize_t));
        case 'l': return PyLong_FromLong(NEXT(args, long));
        case 'k': return PyLong_FromUnsignedLong(NEXT(args, unsigned long));
        case 'L': return PyLong_FromLongLong(NEXT(args, long long));
        case 'K': return PyLong_FromUnsignedLongLong(NEXT(args, unsigned long long));
        case 'f':
        case 'd': return PyFloat_FromDouble(NEXT(args, double));
        case 'D': {
            const Py_complex *z = NEXT(args, const Py_complex *);
            return PyComplex_FromDoubles(z->real, z->imag);
        }
        case 'c': {
            char c = (char)NEXT(args, int);
            return PyBytes_FromStringAndSize(&c, 1);
        }
        case 'C': return PyUnicode_FromOrdinal(NEXT(args, int));
        case 's':
        case 'z':
        case 'U':
        case 'y':
        case 'u': return build_string(code, format, args);
        case 'N':
        case 'S':
        case 'O': return build_object(code, format, args);
        case ',':
        case ':':
        case ' ':
        case '\t': continue;
        case '\0': (*format)--; /* fall through */
        default: PyErr_SetString(PyExc_SystemError, "bad format char passed to Py_BuildValue"); return NULL;
        }
    }
}

PyObject *Py_VaBuildValue(const char *format, va_list list) {
    Py_ssize_t count = count_built(format, '\0');
    if (count < 0) return NULL;
    if (count == 0) return new_ref(Py_None);
    Arguments args;
    va_copy(args.list, list);
    PyObject *result = count == 1 ? build_unit(&format, &args) : build_tuple(&format, &args, '\0', count);
    va_end(args.list);
    return result;
}

PyObject *_Py_VaBuildValue_SizeT(const char *format, va_list list) { return Py_VaBuildValue(format, list); }

#define VARIADIC_BUILDER(name) \
    PyObject *name(const char *format, ...) { \
        va_list list; \
        va_start(list, format); \
        PyObject *result = Py_VaBuildValue(format, list); \
        va_end(list); \
        return result; \
    }
VARIADIC_BUILDER(Py_BuildValue)
VARIADIC_BUILDER(_Py_BuildValue_SizeT)
