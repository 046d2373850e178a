# since: 3.13
from load import load

for line in load("capi_args").run({}):
    print(line)
# expect: PyArg_ParseTuple(args, "isO:f", &a, &text, &object) -> 1
# expect: stored -> 7 text
# expect: object -> 'more'
# expect: _PyArg_ParseTuple_SizeT(args, "is#s", &a, &text, &size, &text) -> 1
# expect: size -> 4
# expect: PyArg_ParseTuple(args, "i:f", &a) -> 0, TypeError: f() takes exactly 1 argument (3 given)
# expect: PyArg_ParseTuple(args, "i|ssii:f", &a, &text, &text, &a, &b) -> 1
# expect: PyArg_ParseTuple(args, "iii:f", &a, &a, &a) -> 0, TypeError: 'str' object cannot be interpreted as an integer
# expect: PyArg_ParseTuple(args, "iss;told you", &a, &text, &text) -> 1
# expect: PyArg_ParseTuple(V("(i)", 5), "s;told you", &text) -> 0, TypeError: told you
# expect: PyArg_ParseTuple(V("((ii)s)", 5, 6, "x"), "(ii)s", &a, &b, &text) -> 1
# expect: stored -> 5 6 x
# expect: PyArg_ParseTuple(V("((ii))", 5, 6), "(is)", &a, &text) -> 0, TypeError: argument 1, item 1 must be str, not int
# expect: PyArg_ParseTuple(V("(y)", "buf"), "y*", &view) -> 1
# expect: view.len -> 3
# expect: PyArg_ParseTuple(V("(s)", "\xc3\xa9"), "es", "latin-1", &encoded) -> 1
# expect: (unsigned char)encoded[0] -> 233
# expect: PyArg_ParseTuple(V("(O)", &PyLong_Type), "O!", &PyLong_Type, &object) -> 0, TypeError: argument 1 must be int, not type
# expect: PyArg_ParseTuple(N(5), "i", &a) -> 0, SystemError: new style getargs format but argument is not a tuple
# expect: PyArg_Parse(N(5), "i", &a) -> 1
# expect: a -> 5
# expect: PyArg_Parse(S("x"), "i", &a) -> 0, TypeError: 'str' object cannot be interpreted as an integer
# expect: _PyArg_Parse_SizeT(V("(ii)", 8, 9), "(ii)", &a, &b) -> 1
# expect: b -> 9
# expect: va_parse(0, args, "iss", &a, &text, &text) -> 1
# expect: va_parse(1, args, "i", &a) -> 0, TypeError: function takes exactly 1 argument (3 given)
# expect: PyArg_ParseTupleAndKeywords(one, keywords, "i|ii:f", names, &a, &b, &b) -> 1
# expect: b -> 3
# expect: PyArg_ParseTupleAndKeywords(one, NULL, "i|ii:f", names, &a, &b, &b) -> 1
# expect: PyArg_ParseTupleAndKeywords(one, keywords, "ii|i:f", names, &a, &b, &b) -> 0, TypeError: f() missing required argument 'b' (pos 2)
# expect: PyArg_ParseTupleAndKeywords(one, wrong, "i|ii:f", names, &a, &b, &b) -> 0, TypeError: f() got an unexpected keyword argument 'd'
# expect: PyArg_ParseTupleAndKeywords(keep(PyTuple_New(0)), keywords, "ii|i:f", names, &a, &b, &b) -> 0, TypeError: f() takes at least 1 positional argument (0 given)
# expect: PyArg_ParseTupleAndKeywords(V("(iii)", 1, 2, 3), keywords, "iii:f", names, &a, &b, &b) -> 0, TypeError: f() takes at most 3 arguments (4 given)
# expect: PyArg_ParseTupleAndKeywords(V("(ii)", 1, 2), NULL, "i$ii:f", names, &a, &b, &b) -> 0, TypeError: f() takes exactly 1 positional argument (2 given)
# expect: _PyArg_ParseTupleAndKeywords_SizeT(one, keywords, "i|ii:f", names, &a, &b, &b) -> 1
# expect: va_parse_keywords(0, one, keywords, "i|ii", &a, &b, &b) -> 1
# expect: va_parse_keywords(1, one, wrong, "i|ii", &a, &b, &b) -> 0, TypeError: this function got an unexpected keyword argument 'd'
# expect: PyArg_ValidateKeywordArguments(keywords) -> 1
# expect: PyArg_ValidateKeywordArguments(V("{i:i}", 1, 2)) -> 0, TypeError: keywords must be strings
# expect: PyArg_ValidateKeywordArguments(one) -> 0, SystemError: bad argument to internal function
# expect: PyArg_UnpackTuple(one, "f", 1, 2, &first, &second) -> 1
# expect: first -> 1
# expect: second == NULL -> true
# expect: PyArg_UnpackTuple(one, "f", 2, 2, &first, &second) -> 0, TypeError: f expected 2 arguments, got 1
# expect: PyArg_UnpackTuple(args, "f", 0, 1, &first) -> 0, TypeError: f expected at most 1 argument, got 3
# expect: PyArg_UnpackTuple(args, NULL, 0, 1, &first) -> 0, TypeError: unpacked tuple should have at most 1 element, but has 3
# expect: PyArg_UnpackTuple(N(1), "f", 0, 1, &first) -> 0, SystemError: PyArg_UnpackTuple() argument list is not a tuple
# expect: Py_BuildValue("") -> None
# expect: Py_BuildValue("i", 5) -> 5
# expect: Py_BuildValue("(i)", 5) -> (5,)
# expect: Py_BuildValue("is", 5, "x") -> (5, 'x')
# expect: Py_BuildValue("[i,{s:O},(y#)]", 1, "k", Py_None, "a\0b", (Py_ssize_t)3) -> [1, {'k': None}, (b'a\x00b',)]
# expect: Py_BuildValue("bBhHiIlkLKnfdcCzU", 1, 2, 3, 4, 5, 6, 7L, 8UL, 9LL, 10ULL, (Py_ssize_t)11, 1.5, 2.5, 'c', 0x20AC, NULL, "u") -> (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1.5, 2.5, b'c', '€', None, 'u')
# expect: Py_BuildValue("O&", from_int, &number) -> 77
# expect: Py_BuildValue("N", PyUnicode_FromString("given away")) -> 'given away'
# expect: Py_BuildValue("u#", L"wide", (Py_ssize_t)2) -> 'wi'
# expect: Py_BuildValue("(iN)", 1, NULL) -> NULL, SystemError: NULL object passed to Py_BuildValue
# expect: Py_BuildValue("(", 1) -> NULL, SystemError: unmatched paren in format
# expect: Py_BuildValue("q", 1) -> NULL, SystemError: bad format char passed to Py_BuildValue
# expect: Py_BuildValue("{i}", 1) -> NULL, SystemError: Bad dict format
# expect: _Py_BuildValue_SizeT("s#", "sized", (Py_ssize_t)3) -> 'siz'
# expect: va_build(0, "ii", 1, 2) -> (1, 2)
# expect: va_build(1, "[y#]", "sized", (Py_ssize_t)2) -> [b'si']
# expect: _PyObject_CallFunction_SizeT((PyObject *)&PyLong_Type, "s#", "123", (Py_ssize_t)2) -> 12
# expect: _PyObject_CallMethod_SizeT(S("a-b"), "split", "s#", "-x", (Py_ssize_t)1) -> ['a', 'b']
# expect: va_text("%s %d %R", "text", 5, Py_None) -> 'text 5 None'
# expect: va_bytes("%s %d", "bytes", 5) -> b'bytes 5'
# expect: PyErr_FormatV -> NULL, LookupError: error 5
# expect: PyTuple_Pack(2, Py_None, Py_True) -> (None, True)
