/* PyArg_ParseTupleAndKeywords and what CPython's Argument Clinic calls, _PyArg_UnpackKeywords. */

/* ---- keyword names ---- */

/* Parameter names of a function; the first `positional_only` ones are empty. */
typedef struct {
    char **names;
    int count, positional_only;
} Parameters;

static bool read_parameters(char **names, Parameters *p) {
    *p = (Parameters){.names = names};
    while (names[p->count] && !*names[p->count]) p->count++;
    p->positional_only = p->count;
    for (; names[p->count]; p->count++) {
        if (!*names[p->count]) return fail(PyExc_SystemError, "Empty keyword parameter name");
    }
    return true;
}

/* True if a str object equals a C string in UTF-8. */
static bool equals_utf8(PyObject *str, const char *utf8) {
    Py_ssize_t count;
    const char *own = PyUnicode_AsUTF8AndSize(str, &count);
    if (!own) PyErr_Clear();
    return own && (size_t)count == strlen(utf8) && memcmp(own, utf8, (size_t)count) == 0;
}

static bool names_a_keyword(const Parameters *p, PyObject *name) {
    for (int i = p->positional_only; i < p->count; i++) {
        if (equals_utf8(name, p->names[i])) return true;
    }
    return false;
}

/* Borrowed value of a keyword argument; NULL with or without an exception. */
static PyObject *keyword_value(PyObject *kwargs, const char *name) {
    PyObject *key = PyUnicode_FromString(name);
    PyObject *value = key ? PyDict_GetItemWithError(kwargs, key) : NULL;
    Py_DecRef(key);
    return value;
}

static bool raise_twice(const char *function, const char *name, Py_ssize_t position) {
    PyErr_Format(PyExc_TypeError, "argument for %.200s%s given by name ('%s') and position (%zd)", name_or(function),
                 parens(function), name, position);
    return false;
}

static bool raise_missing(const char *function, const char *name, Py_ssize_t position) {
    PyErr_Format(PyExc_TypeError, "%.200s%s missing required argument '%s' (pos %zd)", name_or(function),
                 parens(function), name, position);
    return false;
}

static bool raise_positional_count(const char *function, const char *bound, Py_ssize_t limit, Py_ssize_t given) {
    if (limit == 0) {
        PyErr_Format(PyExc_TypeError, "%.200s%s takes no positional arguments", name_or(function), parens(function));
        return false;
    }
    PyErr_Format(PyExc_TypeError, "%.200s%s takes %s %zd positional argument%s (%zd given)", name_or(function),
                 parens(function), bound, limit, plural(limit), given);
    return false;
}

static bool raise_too_many(const char *function, Py_ssize_t positional, Py_ssize_t limit, Py_ssize_t given) {
    PyErr_Format(PyExc_TypeError, "%.200s%s takes at most %zd %sargument%s (%zd given)", name_or(function),
                 parens(function), limit, positional == 0 ? "keyword " : "", plural(limit), given);
    return false;
}

/* ---- "Did you mean" ---- */

enum { EDIT = 2, OTHER_CASE = 1, LONGEST_NAME = 40 };

static unsigned substitution_cost(char a, char b) {
    if (a == b) return 0;
    bool letters = is_letter(a) && is_letter(b);
    return letters && (a | 0x20) == (b | 0x20) ? OTHER_CASE : EDIT;
}

/* Cost of turning one name into the other: EDIT for each byte put in, left out or changed. */
static unsigned edit_distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    unsigned row[LONGEST_NAME + 1];
    for (size_t j = 0; j <= b_length; j++) row[j] = (unsigned)j * EDIT;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i * EDIT;
        for (size_t j = 1; j <= b_length; j++) {
            unsigned best = diagonal + substitution_cost(a[i - 1], b[j - 1]);
            unsigned shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + EDIT;
            diagonal = row[j];
            row[j] = best < shorter ? best : shorter;
        }
    }
    return row[b_length];
}

/* The parameter whose name is closest, if it is close. */
static const char *similar_parameter(const Parameters *p, const char *name) {
    const char *closest = NULL;
    unsigned least = UINT_MAX;
    size_t length = strlen(name);
    for (int i = p->positional_only; i < p->count; i++) {
        size_t own = strlen(p->names[i]);
        if (length > LONGEST_NAME || own > LONGEST_NAME) continue;
        unsigned distance = edit_distance(name, length, p->names[i], own);
        if (distance < least && distance <= (length + own + 3) * EDIT / 6) {
            least = distance;
            closest = p->names[i];
        }
    }
    return closest;
}

static bool raise_unexpected(const char *function, const Parameters *p, PyObject *name) {
    const char *utf8 = PyUnicode_AsUTF8AndSize(name, NULL);
    const char *similar = utf8 ? similar_parameter(p, utf8) : NULL;
    PyErr_Format(PyExc_TypeError, "%.200s%s got an unexpected keyword argument '%S'%s%s%s",
                 function ? function : "this function", parens(function), name, similar ? ". Did you mean '" : "",
                 similar ? similar : "", similar ? "'?" : "");
    return false;
}

/* ---- what is left over ---- */

/* Keywords are left over after every parameter had its turn: find the first one that should not be there. */
static bool raise_leftover(const char *function, const Parameters *p, PyObject *kwargs, Py_ssize_t positional) {
    for (int i = p->positional_only; i < positional; i++) {
        if (keyword_value(kwargs, p->names[i])) return raise_twice(function, p->names[i], i + 1);
        if (PyErr_Occurred()) return false;
    }
    Py_ssize_t cursor = 0;
    PyObject *key, *value;
    while (PyDict_Next(kwargs, &cursor, &key, &value)) {
        if (!is_str(key)) return fail(PyExc_TypeError, "keywords must be strings");
        if (!names_a_keyword(p, key)) return raise_unexpected(function, p, key);
    }
    return true;
}

/* ---- PyArg_ParseTupleAndKeywords ---- */

/* Steps over a unit whose argument was not given, and over its pointers. */
static bool skip_item(const char **format, Arguments *args) {
    const char *start = (*format)++;
    char code = *start;
    if (code == '(') {
        while (**format != ')') {
            if (at_end(*format)) {
                PyErr_Format(PyExc_SystemError, "Unmatched left paren in format string: '%s'", start);
                return false;
            }
            if (!skip_item(format, args)) return false;
        }
        (*format)++;
        return true;
    }
    int pointers = 1;
    char suffix = **format;
    if (code == 'e') {
        if (suffix != 's' && suffix != 't') code = '\0';
        pointers = (*format)[suffix ? 1 : 0] == '#' ? 3 : 2;
        *format += pointers - 1;
    } else if (code == 'O' && (suffix == '!' || suffix == '&')) {
        pointers = 2;
        (*format)++;
    } else if (code && strchr("szyw", code) && (suffix == '*' || suffix == '#')) {
        if (suffix == '#') pointers = 2;
        (*format)++;
    }
    if (!code || !strchr("bBhHiIlkLKnfdDcCpSYUszyweO", code)) {
        PyErr_Format(PyExc_SystemError, "impossible<bad format char>: '%s'", start);
        return false;
    }
    while (pointers-- > 0) (void)NEXT(args, void *);
    return true;
}

typedef struct {
    const char *format;
    int least, most_positional; /* INT_MAX until '|' and '$' have been seen */
    bool starved;               /* a positional-only argument is missing; read on only to count */
} Walk;

/* Reads '|' and '$' in front of parameter i. `stop`: nothing after them matters. */
static bool read_markers(Walk *w, int i, const Parameters *p, Py_ssize_t positional, const char *function, bool *stop) {
    *stop = false;
    if (*w->format == '|') {
        if (w->least != INT_MAX) return fail(PyExc_SystemError, "Invalid format string (| specified twice)");
        w->least = i;
        w->format++;
        if (w->most_positional != INT_MAX) return fail(PyExc_SystemError, "Invalid format string ($ before |)");
    }
    if (*w->format == '$') {
        if (w->most_positional != INT_MAX) return fail(PyExc_SystemError, "Invalid format string ($ specified twice)");
        w->most_positional = i;
        w->format++;
        if (i < p->positional_only) return fail(PyExc_SystemError, "Empty parameter name after $");
        *stop = w->starved;
        if (!*stop && i < positional) {
            return raise_positional_count(function, w->least != INT_MAX ? "at most" : "exactly", i, positional);
        }
    }
    return true;
}

/* One parameter. `keywords` counts the keyword arguments not yet used. */
static bool convert_parameter(Walk *w, int i, PyObject *args, Py_ssize_t positional, PyObject *kwargs,
                              Py_ssize_t *keywords, const Parameters *p, const Signature *s, Conversion *c) {
    PyObject *arg = NULL;
    if (!w->starved) {
        if (i < positional) {
            arg = PyTuple_GetItem(args, i);
        } else if (*keywords && i >= p->positional_only) {
            arg = keyword_value(kwargs, p->names[i]);
            if (arg) --*keywords;
            else if (PyErr_Occurred()) return false;
        }
        if (arg) {
            if (convert_item(&w->format, arg, c)) return true;
            raise_conversion(c, i + 1, c->items, s);
            return false;
        }
        if (i < w->least) {
            if (i >= p->positional_only) return raise_missing(s->function, p->names[i], i + 1);
            w->starved = true;
        } else if (*keywords == 0) {
            w->format = NULL; /* every argument is used: the rest of the format is not looked at */
            return true;
        }
    }
    return skip_item(&w->format, &c->args);
}

static bool convert_with_keywords(PyObject *args, PyObject *kwargs, const char *format, const Parameters *p,
                                  const Signature *s, Conversion *c) {
    Py_ssize_t positional = PyTuple_Size(args);
    Py_ssize_t keywords = kwargs ? PyDict_Size(kwargs) : 0;
    if (positional + keywords > p->count) {
        return raise_too_many(s->function, positional, p->count, positional + keywords);
    }
    Walk w = {.format = format, .least = INT_MAX, .most_positional = INT_MAX};
    int i;
    for (i = 0; i < p->count; i++) {
        bool stop;
        if (!read_markers(&w, i, p, positional, s->function, &stop)) return false;
        if (stop) break;
        if (at_end(w.format)) {
            PyErr_Format(PyExc_SystemError, "More keyword list entries (%d) than format specifiers (%d)", p->count, i);
            return false;
        }
        if (!convert_parameter(&w, i, args, positional, kwargs, &keywords, p, s, c)) return false;
        if (!w.format) return true;
    }
    if (w.starved) {
        int limit = p->positional_only < w.least ? p->positional_only : w.least;
        return raise_positional_count(s->function, limit < i ? "at least" : "exactly", limit, positional);
    }
    if (!at_end(w.format) && *w.format != '|' && *w.format != '$') {
        PyErr_Format(PyExc_SystemError, "more argument specifiers than keyword list entries (remaining format:'%s')",
                     w.format);
        return false;
    }
    return keywords == 0 || raise_leftover(s->function, p, kwargs, positional);
}

static int parse_keywords(PyObject *args, PyObject *kwargs, const char *format, char **names, va_list list) {
    if (!args || !is_tuple(args) || (kwargs && !is_dict(kwargs)) || !format || !names) {
        PyErr_BadInternalCall();
        return 0;
    }
    Parameters parameters;
    if (!read_parameters(names, &parameters)) return 0;
    const char *tail = format;
    while (*tail && *tail != ':' && *tail != ';') tail++;
    Signature s = {.function = *tail == ':' ? tail + 1 : NULL, .message = *tail == ';' ? tail + 1 : NULL};
    Conversion c;
    begin_conversion(&c, list);
    bool ok = convert_with_keywords(args, kwargs, format, &parameters, &s, &c);
    finish_conversion(&c, ok);
    return ok;
}

int PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format, char **names, va_list list) {
    return parse_keywords(args, kwargs, format, names, list);
}

int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format, char **names,
                                         va_list list) {
    return parse_keywords(args, kwargs, format, names, list);
}

#define VARIADIC_KEYWORD_PARSER(name) \
    int name(PyObject *args, PyObject *kwargs, const char *format, char **names, ...) { \
        va_list list; \
        va_start(list, names); \
        int ok = parse_keywords(args, kwargs, format, names, list); \
        va_end(list); \
        return ok; \
    }
VARIADIC_KEYWORD_PARSER(PyArg_ParseTupleAndKeywords)
VARIADIC_KEYWORD_PARSER(_PyArg_ParseTupleAndKeywords_SizeT)

int PyArg_ValidateKeywordArguments(PyObject *kwargs) {
    if (!is_dict(kwargs)) {
        PyErr_BadInternalCall();
        return 0;
    }
    Py_ssize_t cursor = 0;
    PyObject *key, *value;
    while (PyDict_Next(kwargs, &cursor, &key, &value)) {
        if (!is_str(key)) return fail(PyExc_TypeError, "keywords must be strings");
    }
    return 1;
}

/* ---- _PyArg_UnpackKeywords ---- */

/* Static data of the plugin. CPython caches Python objects in the later fields; many interpreters share them here,
 * so they are neither read nor written. */
typedef struct {
    const char *format;
    char **names;
    const char *function;
    const char *message;
    int once, owns_tuple, positional_only, least, most;
    PyObject *tuple;
    void *next;
} Parser;
_Static_assert(sizeof(Parser) == 72, "layout of _PyArg_Parser");

/* The keyword arguments of one call: a dict, or names beside values on the argument stack. */
typedef struct {
    PyObject *dict, *names;
    PyObject *const *values;
    Py_ssize_t count;
} Keywords;

/* Borrowed value or NULL (with or without an exception). */
static PyObject *find_keyword(const Keywords *k, const char *name) {
    if (k->dict) return keyword_value(k->dict, name);
    for (Py_ssize_t i = 0; i < k->count; i++) {
        if (equals_utf8(PyTuple_GetItem(k->names, i), name)) return k->values[i];
    }
    return NULL;
}

static bool reject_unknown(const Keywords *k, const Parameters *p, const char *function, Py_ssize_t positional) {
    if (k->dict) return raise_leftover(function, p, k->dict, positional);
    for (int i = p->positional_only; i < positional; i++) {
        if (find_keyword(k, p->names[i])) return raise_twice(function, p->names[i], i + 1);
    }
    for (Py_ssize_t i = 0; i < k->count; i++) {
        PyObject *name = PyTuple_GetItem(k->names, i);
        if (!is_str(name)) return fail(PyExc_TypeError, "keywords must be strings");
        if (!names_a_keyword(p, name)) return raise_unexpected(function, p, name);
    }
    return true;
}

static bool check_counts(const char *function, const Keywords *k, const Parameters *p, Py_ssize_t positional, int least,
                         int most) {
    if (positional + k->count > p->count) {
        return raise_too_many(function, positional, p->count, positional + k->count);
    }
    if (positional > most) return raise_positional_count(function, least < most ? "at most" : "exactly", most, positional);
    if (least > p->positional_only) least = p->positional_only;
    if (positional < least) return raise_positional_count(function, least < most ? "at least" : "exactly", least, positional);
    return true;
}

PyObject *const *_PyArg_UnpackKeywords(PyObject *const *args, Py_ssize_t positional, PyObject *kwargs, PyObject *kwnames,
                                       Parser *parser, int least, int most, int least_keyword, PyObject **buffer) {
    if (!args || positional < 0 || !parser || (kwargs && !is_dict(kwargs))) {
        PyErr_BadInternalCall();
        return NULL;
    }
    Keywords k = {.dict = kwnames ? NULL : kwargs, .names = kwnames, .values = args + positional};
    k.count = kwnames ? PyTuple_Size(kwnames) : kwargs ? PyDict_Size(kwargs) : 0;
    if (k.count == 0 && least_keyword == 0 && least <= positional && positional <= most) return args;

    Parameters p;
    if (!read_parameters(parser->names, &p)) return NULL;
    if (!check_counts(parser->function, &k, &p, positional, least, most)) return NULL;

    int required = least_keyword ? most + least_keyword : least;
    Py_ssize_t used = 0;
    for (int i = 0; i < p.count; i++) {
        buffer[i] = i < positional ? args[i] : NULL;
        if (i < positional || i < p.positional_only) continue;
        buffer[i] = used < k.count ? find_keyword(&k, p.names[i]) : NULL;
        if (buffer[i]) {
            used++;
        } else if (PyErr_Occurred()) {
            return NULL;
        } else if (i < least || (most <= i && i < required)) {
            raise_missing(parser->function, p.names[i], i + 1);
            return NULL;
        }
    }
    if (used < k.count && !reject_unknown(&k, &p, parser->function, positional)) return NULL;
    return buffer;
}
