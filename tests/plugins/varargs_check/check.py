"""Compares loader/abi/src/varargs.c with CPython's own variadic functions: same results, same exceptions.

Usage: CPYTHON-3.13 check.py [fuzz cases]

The file is compiled with every function it defines renamed to ladon_NAME and called beside the original through
ctypes. Each case is one call; what is compared is the result, what was stored through pointers, and the exception.
"""
import ctypes, itertools, os, random, subprocess, sys, tempfile, warnings

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..", "..", "loader", "abi", "src", "varargs.c")
NAMES = """PyArg_Parse PyArg_ParseTuple PyArg_VaParse PyArg_ParseTupleAndKeywords PyArg_VaParseTupleAndKeywords
_PyArg_Parse_SizeT _PyArg_ParseTuple_SizeT _PyArg_VaParse_SizeT _PyArg_ParseTupleAndKeywords_SizeT
_PyArg_VaParseTupleAndKeywords_SizeT PyArg_UnpackTuple PyArg_ValidateKeywordArguments _PyArg_CheckPositional
_PyArg_UnpackKeywords Py_BuildValue Py_VaBuildValue _Py_BuildValue_SizeT _Py_VaBuildValue_SizeT
PyObject_CallFunction PyObject_CallMethod _PyObject_CallFunction_SizeT _PyObject_CallMethod_SizeT
PyObject_CallFunctionObjArgs PyObject_CallMethodObjArgs PyTuple_Pack PySys_Audit PyErr_Format PyErr_FormatV
PyErr_WarnFormat PyErr_ResourceWarning PyUnicode_FromFormat PyUnicode_FromFormatV PyBytes_FromFormat
PyBytes_FromFormatV PyOS_snprintf PyOS_vsnprintf PySys_WriteStdout PySys_WriteStderr PySys_FormatStdout
PySys_FormatStderr""".split()

failures = cases = 0
shown = set()  # of many differences that look alike the first is printed


def build():
    library = os.path.join(tempfile.mkdtemp(), "varargs.so")
    renames = [f"-D{name}=ladon_{name}" for name in NAMES]
    subprocess.check_call(["cc", "-std=c11", "-O1", "-g", "-Wall", "-Wextra", "-fPIC", "-shared", *renames, SOURCE,
                           "-o", library])
    return ctypes.PyDLL(library)


ours = build()
theirs = ctypes.pythonapi


def call(library, prefix, name, restype, arguments):
    function = library[prefix + name]  # indexing makes a fresh function object
    function.restype = restype
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = ("value", function(*arguments))
        except BaseException as error:
            result = ("raised", type(error), str(error))
    return result, [(str(w.message), w.category, w.source) for w in caught]


def same(name, restype, make_arguments, show):
    """make_arguments() -> (ctypes arguments, observe); observe(ok) reads what was stored and frees it."""
    global failures, cases
    cases += 1
    outcomes = []
    for library, prefix in ((theirs, ""), (ours, "ladon_")):
        arguments, observe = make_arguments()
        Raiser.broken = True
        result = call(library, prefix, name, restype, arguments)
        Raiser.broken = False
        outcomes.append((result, observe(result[0][0] == "value" and result[0][1] != 0)))
    if repr(outcomes[0]) != repr(outcomes[1]):
        failures += 1
        alike = name, repr([outcome[0] for outcome in outcomes])
        if alike in shown: return
        shown.add(alike)
        print(f"{name} {show}\n    CPython {outcomes[0]}\n    Ladon   {outcomes[1]}", flush=True)


# ---- PyArg_Parse* ----

class Slot:
    """Memory that a parser stores into; `kind` tells how to read and free it."""
    def __init__(self, kind="raw", size=128, preset=None):
        self.kind = kind
        self.memory = ctypes.create_string_buffer(b"\xAA" * 128 if kind == "raw" else b"\0" * 128, 128)
        if preset is not None:
            ctypes.memmove(self.memory, preset, len(preset))

    def read(self, ok):
        if self.kind == "memory":
            pointer = ctypes.cast(self.memory, ctypes.POINTER(ctypes.c_void_p))[0]
            if not pointer:
                return None
            value = ctypes.string_at(pointer)
            theirs.PyMem_Free(ctypes.c_void_p(pointer))
            return value
        if self.kind == "buffer":
            words = ctypes.cast(self.memory, ctypes.POINTER(ctypes.c_ssize_t))
            if not ok:
                return "obj set" if words[1] else None
            value = words[2], ctypes.string_at(words[0], words[2]), bool(words[1]), words[4]
            theirs.PyBuffer_Release(self.memory)
            return value
        return self.memory.raw.rstrip(b"\xAA").hex()


log = []
CONVERTER = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


@CONVERTER
def converter(arg, address):
    log.append("cleanup" if not arg else "convert")
    if arg and isinstance(ctypes.cast(arg, ctypes.py_object).value, int):
        return 0x20000
    return 1 if arg else 0


class Odd:
    def __index__(self): return 7
    def __float__(self): return 2.5
    def __bool__(self): raise ZeroDivisionError("bool")
    def __complex__(self): return 1 + 2j


class Broken:
    def __len__(self): return 2
    def __getitem__(self, i): raise IndexError("no")


class Text(str): pass
class Number(int): pass


VALUES = [0, 1, -1, 255, 256, -2**31, 2**31, 2**63 - 1, 2**63, 2**64, -2**70, True, 1.5, 2j, None, "", "a", "abc",
          "a\0b", "\xe9", "\u20ac", "\U0001F600", "\ud800", b"", b"x", b"ab\0c", bytearray(b"y"), bytearray(b"zz"),
          memoryview(b"view"), memoryview(b"strided")[::2], memoryview(bytearray(b"w")), Odd(), Broken(), Text("sub"),
          Number(5), (), (1,), (1, 2), (1, "a"), [1, 2], {}, {1: 2, 3: 4}, object(), int]
LETTERS = "bBhHiIlkLKnfdDcCpSYUO"


def unit(code):
    """A format unit and a function that makes its arguments."""
    def slots(*kinds):
        return lambda: [Slot(kind) for kind in kinds]
    table = {"s*": slots("buffer"), "z*": slots("buffer"), "y*": slots("buffer"), "w*": slots("buffer"),
             "s#": slots("raw", "raw"), "z#": slots("raw", "raw"), "y#": slots("raw", "raw"),
             "O!": lambda: [ctypes.py_object(int), Slot()], "O&": lambda: [converter, Slot()],
             "es": lambda: [None, Slot("memory")], "et": lambda: [b"latin-1", Slot("memory")],
             "es#": lambda: [b"utf-8", Slot("memory"), Slot("raw", preset=bytes(8))],
             "et#": lambda: [b"no-such", Slot("memory"), Slot("raw", preset=bytes(8))]}
    return code, table.get(code, slots("raw"))


UNITS = [unit(c) for c in [*LETTERS, "s", "z", "y", "s*", "z*", "y*", "w*", "s#", "z#", "y#", "O!", "O&", "es", "et",
                           "es#", "et#"]]


def parse_case(name, front, format, makers, show):
    def make():
        log.clear()
        words = [word for maker in makers for word in maker()]
        slots = [word for word in words if isinstance(word, Slot)]
        arguments = [*front(format), *(word.memory if isinstance(word, Slot) else word for word in words)]
        return arguments, lambda ok: ([slot.read(ok) for slot in slots], list(log))
    same(name, ctypes.c_int, make, show)


def parse_tuple(format, makers, args, name="PyArg_ParseTuple"):
    parse_case(name, lambda f: [ctypes.py_object(args), f.encode()], format, makers, (format, args))


def parse_keywords(format, makers, args, kwargs, names):
    keep = (ctypes.c_char_p * (len(names) + 1))(*[n.encode() for n in names], None)
    parse_case("PyArg_ParseTupleAndKeywords",
               lambda f: [ctypes.py_object(args), ctypes.py_object(kwargs) if kwargs is not None else None, f.encode(),
                          keep], format, makers, (format, args, kwargs, names))


def check_parse(rng, count):
    for (code, maker), value in itertools.product(UNITS, VALUES):
        parse_tuple(code, [maker], (value,))
        parse_tuple(code + ":name", [maker], (value,))
        parse_tuple(code + ";told", [maker], value, name="PyArg_Parse")
        parse_tuple(f"O&({code}i)", [unit("O&")[1], maker, unit("i")[1]], (3, (value, 5)))
        parse_tuple(f"y*es{code}", [unit("y*")[1], unit("es")[1], maker], (b"kept", "\u20ac", value))
    for args in [(), (1,), (1, 2), (1, 2, 3), [1], 5]:
        for format in ["", ":f", "i", "i:f", "ii", "i|i:f", "|ii:f", "i|i;message", "(ii)", "q", "w", "e", "i?", "i:",
                       "|", "ii|", "(i(i))", "i$i", "es:f", "ux"]:
            parse_tuple(format, [unit("i")[1]] * 4, args)
            parse_tuple(format, [unit("i")[1]] * 4, args, name="PyArg_Parse")
    five = unit("es#")
    for size in (1, 4, 5, 6, 100):
        def preset():
            room = ctypes.create_string_buffer(128)
            keep.append(room)
            return [None, Slot("raw", preset=ctypes.addressof(room).to_bytes(8, "little")),
                    Slot("raw", preset=size.to_bytes(8, "little"))]
        keep = []
        parse_case("PyArg_ParseTuple", lambda f: [ctypes.py_object(("hello",)), f.encode()], "es#",
                   [lambda: [*preset()[:1], Slot("raw", preset=(ctypes.addressof(shared)).to_bytes(8, "little")),
                             Slot("raw", preset=size.to_bytes(8, "little"))]], ("es#", size))
    for format in ["ii:f", "i|i:f", "|ii:f", "|i$i:f", "i$i:f", "|$ii:f", "$i|i", "||ii", "ii", "i", "iii", "|iii:f", "i$i|i",
                   "(ii)s*|O!O&es#$zp:f", "ss", "ii;told", "iq", "i|q", "qi", "i|$i:f", "O&i", "|O&i"]:
        for names in [["a", "b"], ["", "b"], ["", "", "c"], ["a"], ["a", ""], [], ["a", "b", "c"],
                      ["\xe9", "b"], ["", "b", "c", "d", "e"], list("abcdefg")]:
            for args in [(), (1,), (1, 2), (1, 2, 3), ("x",), ((1, 2), b"x", 5, 6, "e"), ((1, 2),)]:
                for kwargs in [None, {}, {"a": 1}, {"b": 2}, {"a": 1, "b": 2}, {"c": 3}, {"b": 2, "c": 3},
                               {"\xe9": 1}, {"q": 1}, {1: 2}, {"a": 1, "q": 2}, {"e": "\u20ac", "f": None, "g": 0}, {"b": "no"},
                               {"d": 5, "b": b"x", "e": 4}, {"": 1}, {"\ud800": 1}]:
                    makers = []
                    for code in split_units(format):
                        makers.append(unit(code)[1])
                    parse_keywords(format, makers + [unit("i")[1]] * 4, args, kwargs, names)
    for _ in range(count):
        picked = rng.choices(UNITS, k=rng.randint(0, 5))
        format = [code for code, _ in picked]
        if rng.random() < .5: format.insert(rng.randint(0, len(format)), "|")
        tail = rng.choice(["", ":f", ";m"])
        args = tuple(rng.choices(VALUES, k=max(0, len(picked) + rng.choice([0, 0, 0, -1, 1]))))
        parse_tuple("".join(format) + tail, [maker for _, maker in picked], args)
        names = [rng.choice(["", *"abcde"]) if i == 0 else "abcde"[i] for i in range(len(picked))]
        positional = rng.randint(0, len(args))
        kwargs = dict(zip([*"abcdefgh"][positional:], args[positional:]))
        if rng.random() < .3: kwargs[rng.choice("abxyz")] = 1
        if rng.random() < .4: format.insert(rng.randint(0, len(format)), "$")
        parse_keywords("".join(format) + tail, [maker for _, maker in picked], args[:positional], kwargs, names)


def check_suggestions(rng, count):
    names = ["step", "stop", "maxsplit", "file", "File", "encoding", "errors", "x", "long_name_with_many_parts", "kw\xe9y"]
    for _ in range(count):
        chosen = rng.sample(names, rng.randint(1, 5))
        word = list(rng.choice(names))
        for _ in range(rng.randint(1, 3)):
            at = rng.randint(0, len(word))
            word[at:at + rng.randint(0, 1)] = rng.choice(["", "x", "S", "ee", "_"])
        if rng.random() < .2: word = list("".join(word).swapcase())
        if "".join(word) not in chosen:
            parse_keywords("|" + "O" * len(chosen) + ":f", [unit("O")[1]] * 5, (), {"".join(word): 1}, chosen)


def split_units(format):
    units, i = [], 0
    while i < len(format) and format[i] not in ":;":
        for length in (3, 2, 1):
            if any(code == format[i:i + length] for code, _ in UNITS):
                units.append(format[i:i + length])
                break
        i += length
    return units


shared = ctypes.create_string_buffer(128)


def check_unpack():
    def nothing(ok): return None
    for args in [(), (1,), (1, 2), (1, 2, 3), [1]]:
        for least, most in [(0, 0), (1, 1), (0, 1), (1, 2), (2, 2), (2, 3)]:
            for name in (b"f", None):
                def make():
                    slots = [Slot() for _ in range(3)]
                    return ([ctypes.py_object(args), name, ctypes.c_ssize_t(least), ctypes.c_ssize_t(most),
                             *(s.memory for s in slots)], lambda ok: [s.read(ok) for s in slots])
                same("PyArg_UnpackTuple", ctypes.c_int, make, (args, name, least, most))
                same("_PyArg_CheckPositional", ctypes.c_int, lambda: (
                    [name, ctypes.c_ssize_t(len(args)), ctypes.c_ssize_t(least), ctypes.c_ssize_t(most)], nothing),
                    (name, len(args), least, most))
    for kwargs in [{}, {"a": 1}, {1: 2}]:
        same("PyArg_ValidateKeywordArguments", ctypes.c_int, lambda: ([ctypes.py_object(kwargs)], nothing), kwargs)


class Parser(ctypes.Structure):
    _fields_ = [("format", ctypes.c_char_p), ("names", ctypes.c_void_p), ("function", ctypes.c_char_p),
                ("message", ctypes.c_char_p), ("ints", ctypes.c_int * 5), ("tuple", ctypes.c_void_p),
                ("next", ctypes.c_void_p)]


immortal = []


def check_unpack_keywords():
    for names in [["a", "b"], ["", "b"], ["", "", "c"], ["a"], ["a", "b", "c"], ["\xe9", "b"], []]:
        array = (ctypes.c_char_p * (len(names) + 1))(*[n.encode() for n in names], None)
        for function in (b"f", None):
            immortal.append((array, parsers := [Parser(), Parser()]))
            for parser in parsers:
                parser.names = ctypes.addressof(array)
                parser.function = function
            for args in [(), (1,), (1, 2), (1, 2, 3)]:
                for kwargs in [{}, {"a": 1}, {"b": 2}, {"a": 1, "b": 2}, {"c": 3}, {"b": 2, "c": 3}, {"q": 1},
                               {"a": 1, "q": 2}, {"\xe9": 1}]:
                    for least, most, least_keyword in itertools.product(range(3), range(4), range(2)):
                        only = sum(not n for n in names)
                        if most > len(names) or least > most or only > most or least_keyword + most > len(names): continue
                        for stack in (False, True):
                            unpack_keywords_case(parsers, names, args, kwargs, least, most, least_keyword, stack)


def unpack_keywords_case(parsers, names, args, kwargs, least, most, least_keyword, stack):
    turn = iter(parsers)
    values = [*args, *(kwargs.values() if stack else ())]

    def make():
        given = (ctypes.py_object * (len(values) + 1))(*values, None)
        buffer = (ctypes.c_void_p * 8)()
        kwnames = tuple(kwargs) if stack and kwargs else None
        keywords = kwargs if not stack and kwargs else None
        keep = [given, buffer, kwnames, keywords]

        def observe(ok):
            keep.clear
            return [ctypes.cast(p, ctypes.py_object).value if p else None for p in buffer]
        return [given, ctypes.c_ssize_t(len(args)), ctypes.py_object(keywords) if keywords else None,
                ctypes.py_object(kwnames) if kwnames else None, ctypes.byref(next(turn)), ctypes.c_int(least),
                ctypes.c_int(most), ctypes.c_int(least_keyword), buffer], observe

    def restype(pointer): return bool(pointer)
    restype = ctypes.c_void_p
    same_nullness("_PyArg_UnpackKeywords", make, (names, args, kwargs, least, most, least_keyword, stack))


def same_nullness(name, make, show):
    class Nullness(ctypes.c_void_p):
        def __repr__(self): return "set" if self.value else "NULL"
    same(name, Nullness, make, show)


# ---- Py_BuildValue, calls ----

def words(values):
    """C arguments: ints as 64-bit words, bytes as char*, floats as double, the rest as objects."""
    result = []
    for value in values:
        if value is None: result.append(None)
        elif isinstance(value, bool) or not isinstance(value, (int, float, bytes, ctypes.Array)):
            result.append(ctypes.py_object(value))
        elif isinstance(value, int): result.append(ctypes.c_uint64(value & 2**64 - 1))
        elif isinstance(value, float): result.append(ctypes.c_double(value))
        else: result.append(value)
    return result


WIDE = ctypes.create_unicode_buffer("wide \u20ac text")
COMPLEX = (ctypes.c_double * 2)(1.5, -2.5)
SAMPLES = {"b": [1, -1, 255], "B": [255, -1], "h": [-5, 70000], "H": [70000, -1], "i": [-7, 2**31 - 1], "I": [-1, 3],
           "n": [-1, 2**62], "l": [-1, 2**62], "k": [-1, 5], "L": [-1, 5], "K": [-1, 2**63], "f": [1.5], "d": [-0.0, 1e300],
           "D": [COMPLEX], "c": [65, 300], "C": [65, 0x20AC, 0x110000, -1], "s": [b"text", None, "\u20ac".encode(), b"\xff"],
           "z": [b"text", None], "U": [b"text", None], "y": [b"by\xff", None], "u": [WIDE, None],
           "O": ["object", 1.5j, None, (1, 2)], "S": ["object", (1,)], "p": [1]}
COUNTED = {"s#": [(b"abc", 2), (None, 5), (b"abc", -1), (b"a\0b", 3)], "z#": [(b"abc", 0)], "y#": [(b"abc", 2), (None, 1)],
           "u#": [(WIDE, 3), (None, 1)], "U#": [(b"ab", 1)]}
MAKER = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p)


@MAKER
def maker(pointer):
    if not pointer: raise_in_callback()
    return [pointer]


def raise_in_callback(): raise KeyError("maker")


def build_case(format, values):
    same("Py_BuildValue", ctypes.py_object, lambda: ([format.encode(), *words(values)], lambda ok: None), (format, values))


def check_build(rng, count):
    choices = [(code, (value,)) for code, values in SAMPLES.items() for value in values]
    choices += [(code, values) for code, rows in COUNTED.items() for values in rows]
    for code, values in choices:
        for format in ["{}", "({})", "[{}]", " {},", "(({}))", "({}i)", "[{}i]", "{{i{}}}", "{{{}i}}"]:
            build_case(format.format(code), ([5] if format == "{{i{}}}" else []) + [*values, 5])
    for format in ["", " ", "()", "[]", "{}", "(", ")", "(]", "[)", "{i}", "{ii}", "i)", "(i", "q", "iq", "(iq)", "((i)",
                   "{i:i,i:i}", "{O:i}", "i&", "#", "x(i)", "{i(i])"]:
        build_case(format, [[1]] * 4 if "O" in format else [1, 2, 3, 4])
    build_case("O&", [ctypes.cast(maker, ctypes.c_void_p).value, 7])
    for _ in range(count):
        picked = [rng.choice([c for c in choices if c[0] != "p"]) for _ in range(rng.randint(0, 4))]
        template = rng.choice(["{}", "({})", "[{}]", "i{}", "({})i"])
        format = template.format(rng.choice(["", ",", " "]).join(c for c, _ in picked))
        values = [v for _, vs in picked for v in vs]
        build_case(format, ([1] if template == "i{}" else []) + values + [1])


def check_calls():
    def variant(name, *arguments):
        same(name, ctypes.py_object, lambda: (list(arguments), lambda ok: None), (name, arguments))
    O = ctypes.py_object
    def show(*args): return ("called", args)
    def fail(*args): raise ValueError("no")
    for target in (show, fail, 5):
        for arguments in [(None,), (b"",), (b"()",), (b"i", 3), (b"ii", 3, 4), (b"(ii)", 3, 4), (b"((ii))", 3, 4), (b"[i]", 3),
                          (b"O", O((1, 2))), (b"O", O([1, 2])), (b"OO", O((1,)), O(2)), (b"q",), (b"(i",), (b"s", b"\xff"), (b"s", b"text")]:
            variant("PyObject_CallFunction", O(target), *arguments)
            variant("_PyObject_CallFunction_SizeT", O(target), *arguments)
        many = [O(i) for i in range(12)]
        for n in (0, 1, 2, 8, 9, 12):
            variant("PyObject_CallFunctionObjArgs", O(target), *many[:n], None)
    variant("PyObject_CallFunction", None, b"i", 1)
    variant("PyObject_CallFunctionObjArgs", None, None)
    for name, *arguments in [("upper", None), ("join", b"[ss]", b"a", b"b"), ("nope", None), ("join", b"i", 5), ("__doc__", None),
                             ("replace", b"ss", b"b", b"c"), ("replace", b"(ss)", b"b", b"c"), ("upper", b"")]:
        variant("PyObject_CallMethod", O("abc"), name.encode(), *arguments)
        variant("_PyObject_CallMethod_SizeT", O("abc"), name.encode(), *arguments)
    variant("PyObject_CallMethod", None, b"upper", None)
    variant("PyObject_CallMethod", O("abc"), None, None)
    for name, *arguments in [("upper",), ("replace", "b", "c"), ("nope",), ("__doc__",)]:
        variant("PyObject_CallMethodObjArgs", O("abc"), O(name), *map(O, arguments), None)
    variant("PyObject_CallMethodObjArgs", O("abc"), None, None)
    variant("PyObject_CallMethodObjArgs", O("abc"), O(5), None)
    for n in (0, 1, 3):
        variant("PyTuple_Pack", ctypes.c_ssize_t(n), *[O(i) for i in range(n)])
    variant("PyTuple_Pack", ctypes.c_ssize_t(-1))


# ---- text ----

class Raiser:
    broken = False
    def __repr__(self): return "Raiser" if not Raiser.broken else 1 / 0
    def __str__(self): return "str \xe9"


class Inner:
    class Deep: pass


FORMAT_SAMPLES = {**{c: [0, 1, -1, 123456, 2**31, 2**63, 2**64 - 5] for c in "diouxX"},
                  "c": [65, 0x20AC, 0x1F600, 0xD800, -1, 0x110000, 0x7FF], "p": [0x1234, 0, 2**63],
                  "s": [b"", b"text", "\u20acuro\u20ac".encode(), b"bad\xff\xe2\x82", b"\xf0\x9f\x98\x80 x"],
                  "U": ["", "text", "\u20acuro", "\ud800x", "\U0001F600"], "S": [5, "s", Raiser(), None, "\ud800"],
                  "R": ["q\xe9", Raiser(), [1]], "A": ["q\xe9", "\ud800"], "T": [1, Inner.Deep(), Inner(), Raiser(), ValueError()],
                  "N": [int, Inner.Deep, 5], "q": [1], "%": [1], "": [1], "a": [1], "e": [1]}


def format_words(code, value, size):
    if code in "diouxXcp%qae" and isinstance(value, int): return [ctypes.c_uint64(value & 2**64 - 1)]
    if code == "s": return [value if size != "l" else WIDE]
    return [ctypes.py_object(value)]


def format_case(format, values, name="PyUnicode_FromFormat", restype=ctypes.py_object):
    same(name, restype, lambda: ([format if isinstance(format, bytes) else format.encode(), *values], lambda ok: None),
         (format, values))


def check_format(rng, count):
    for code, values in FORMAT_SAMPLES.items():
        for value in values:
            for size in ["", "l", "ll", "z", "j", "t", "h", "lz", "zz", "L"]:
                for spec in ["", "5", "-5", "05", "-05", ".2", ".0", ".", "8.3", "-8.3", "08.3", "#", "#5", "30", "0-4", "00", "+", " "]:
                    if size == "l" and code == "s" and value != b"text": continue
                    format_case(f"<%{spec}{size}{code}>", format_words(code, value, size))
            for name in ("PyBytes_FromFormat",):
                if code in "diuxcps%":
                    for spec in ["", "5", ".2", "8.3", "l", "z", "-5", "q"]:
                        format_case(f"<%{spec}{code}>z", format_words(code, value, ""), name)
    for format, values in [("%*d|%d", [7, 1, 2]), ("%-*d|", [7, 1]), ("%*d|", [-7, 1]), ("%.*d|", [5, 1]), ("%.*d|", [-5, 1]),
                           ("%.*s|", [2, b"abc"]), ("%*.*s|", [6, 2, b"abc"]), ("%.*s|", [-2, b"abc"]), ("%*s%d", [0, b"abc", 4]),
                           ("100%%", []), ("%", []), ("a%", []), ("%5%", []), ("%99999999999999999999d", [1]), ("\xe9", []), (b"%d\xff", [1]),
                           ("%.99999999999999999999d", [1]), ("%50%%d", [1]), ("%llu %lld", [-1, -1]), ("%#T", [ctypes.py_object(1)])]:
        format_case(format, [ctypes.c_uint64(v & 2**64 - 1) if isinstance(v, int) else v for v in values])
        if "*" not in str(format): format_case(format, [ctypes.c_uint64(v & 2**64 - 1) if isinstance(v, int) else v for v in values], "PyBytes_FromFormat")
    for size in ["", "l"]:
        for spec in ["", "8", ".2", "-8.2"]:
            for obj in (None, "obj\u20ac"):
                format_case(f"<%{spec}{size}V>", [None if obj is None else ctypes.py_object(obj), WIDE if size else b"f\xe2\x82\xacg"])
    for _ in range(count):
        parts, values = [], []
        for _ in range(rng.randint(1, 4)):
            code = rng.choice([c for c in FORMAT_SAMPLES if c not in ("q", "%", "", "a", "e")])
            value = rng.choice(FORMAT_SAMPLES[code])
            spec = rng.choice(["", "0", "-", "-0"]) + rng.choice(["", "3", "9"]) + rng.choice(["", ".1", ".4", ".0"])
            size = rng.choice(["", "l", "ll", "z", "j", "t"]) if code in "diouxX" else ""
            parts.append(f"%{spec}{size}{code}")
            values += format_words(code, value, size)
        format_case(rng.choice(["", " ", "x%%"]).join(parts), values)


def check_reports(rng):
    O = ctypes.py_object
    nothing = lambda ok: None
    for fmt, values in [(b"plain", []), (b"%d and %s", [3, b"x"]), (b"%q", []), (b"%U", [O("\ud800")]), (b"%R", [O(Raiser())])]:
        same("PyErr_Format", ctypes.c_void_p, lambda: ([O(ValueError), fmt, *values], nothing), fmt)
        if fmt != b"%U":
            same("PyErr_WarnFormat", ctypes.c_int, lambda: ([O(UserWarning), ctypes.c_ssize_t(1), fmt, *values], nothing), fmt)
            same("PyErr_WarnFormat", ctypes.c_int, lambda: ([None, ctypes.c_ssize_t(1), fmt, *values], nothing), fmt)
        same("PyErr_ResourceWarning", ctypes.c_int, lambda: ([O("source"), ctypes.c_ssize_t(1), fmt, *values], nothing), fmt)
        import io
        for name in ("PySys_FormatStdout", "PySys_WriteStdout", "PySys_FormatStderr", "PySys_WriteStderr"):
            if "Write" in name and fmt not in (b"plain", b"%d and %s"): continue
            def make():
                which = name[-6:].lower()
                old, new = getattr(sys, which), io.StringIO()
                setattr(sys, which, new)
                def observe(ok):
                    setattr(sys, which, old)
                    return new.getvalue()
                return [fmt, *values], observe
            same(name, None, make, (name, fmt))
            if "Write" in name:
                fmt2 = b"x" * 1200
                def make2():
                    arguments, observe = make()
                    return [fmt2], observe
                same(name, None, make2, (name, "long"))
    for size in (0, 1, 4, 20, 2**31):
        def make():
            buffer = ctypes.create_string_buffer(b"~" * 32, 32)
            return ([buffer, ctypes.c_size_t(size), b"%d-%s", 12345, b"abc"], lambda ok: buffer.raw) if size < 2**31 else (
                [None if False else big, ctypes.c_size_t(size), b"%d-%s", 12345, b"abc"], lambda ok: None)
        if size < 2**31:
            same("PyOS_snprintf", ctypes.c_int, make, size)


def main():
    sys.unraisablehook = lambda info: None  # ctypes dislikes cleanup converters called with an exception pending
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rng = random.Random(13)
    for check in (lambda: check_suggestions(rng, count), lambda: check_parse(rng, count), check_unpack, check_unpack_keywords, lambda: check_build(rng, count),
                  check_calls, lambda: check_format(rng, count), lambda: check_reports(rng)):
        check()
    print(f"{cases} cases, {failures} differences")
    return failures != 0


sys.exit(main())
