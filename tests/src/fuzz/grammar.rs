//! Makes programs by grammar: well-formed nearly always, and without sense. Every statement at the top stands in a `try`,
//! so that one exception does not end the program; what is looped over is short.

use super::random::Random;

/// Values with sharp edges, and objects whose special methods change what is being worked on.
const PRELUDE: &str = r#"
import collections, functools, itertools, operator
class _r:
    state = SEED
    def randrange(limit):
        _r.state = (_r.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (_r.state >> 8) % limit
    def choice(items):
        return items[_r.randrange(len(items))]
shared = [1, 2, 3]
table = {1: "a", "b": 2}
members = {1, 2, "c"}
buffer = bytearray(b"0123456789")
def upset(what=None):
    n = _r.randrange(12)
    if n == 0: shared.clear()
    elif n == 1: shared.append(what)
    elif n == 2: table.clear()
    elif n == 3: table[len(table)] = what
    elif n == 4: members.clear()
    elif n == 5: raise ValueError("upset")
    elif n == 6: shared[:] = shared[:5] + [1, 2]
    elif n == 7: table.pop(1, None)
    elif n == 8: members.add(n)
    elif n == 9:
        try: del buffer[3:]
        except BufferError: pass
    if len(shared) > 50: del shared[10:]
    if len(table) > 50: table.clear()
def quiet(error):
    try: upset(error)
    except ValueError: pass
class Evil:
    def __init__(self, *a): self.a = a
    def __eq__(self, other): upset(self); return _r.choice([True, False, NotImplemented])
    def __hash__(self): upset(); return _r.randrange(3)
    def __lt__(self, other): upset(); return _r.choice([True, False])
    def __index__(self): upset(); return _r.choice([0, 1, -1, 5, 10**20])
    def __len__(self): upset(); return _r.choice([0, 1, 3])
    def __bool__(self): upset(); return _r.choice([True, False])
    def __iter__(self): upset(); return iter(shared)
    def __repr__(self): upset(); return "Evil"
    def __str__(self): upset(); return "evil"
    def __getattr__(self, name): upset(); return shared if name == "x" else table[name]
    def __getitem__(self, key): upset(); return shared[key]
    def __setitem__(self, key, value): upset(); shared[key] = value
    def __contains__(self, key): upset(); return key in shared
    def __call__(self, *a, **k): upset(); return a[0] if a else self
    def __add__(self, other): upset(); return other
    def __radd__(self, other): upset(); return self
    def __mul__(self, other): upset(); return NotImplemented
    def __enter__(self): upset(); return self
    def __exit__(self, *a): upset(); return _r.choice([True, False])
    def __del__(self): upset(self)
    def __format__(self, spec): upset(); return spec
    def __get__(self, one, owner): upset(); return self
    def __missing__(self, key): upset(); return key
class EvilInt(int):
    __eq__ = Evil.__eq__; __hash__ = Evil.__hash__; __index__ = Evil.__index__; __add__ = Evil.__add__
class EvilStr(str):
    __eq__ = Evil.__eq__; __hash__ = Evil.__hash__; __len__ = Evil.__len__; __str__ = Evil.__str__
class EvilList(list):
    __len__ = Evil.__len__; __getitem__ = Evil.__getitem__; __iter__ = Evil.__iter__
class EvilDict(dict):
    __missing__ = Evil.__missing__; __getitem__ = Evil.__getitem__; keys = Evil.__iter__
class Meta(type):
    def __call__(cls, *a): upset(); return type.__call__(cls)
    def __getattr__(cls, name): upset(); return name
class WithMeta(metaclass=Meta): pass
class Slots:
    __slots__ = ("a", "b")
def gen(n=3):
    for i in range(n):
        got = yield i
        upset(got)
loop = []; loop.append(loop); ring = {}; ring[1] = ring
a, b, c, d, e, f, g, h = 1, "text", [3, 2, 1], {"k": 1}, (1, 2), 2.5, None, Evil()
"#;

const ATOMS: &[&str] = &[
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "shared",
    "table",
    "members",
    "buffer",
    "loop",
    "ring",
    "Evil()",
    "EvilInt(3)",
    "EvilStr('ab')",
    "EvilList([1, 2])",
    "EvilDict(a=1)",
    "Meta",
    "WithMeta",
    "Slots()",
    "gen()",
    "0",
    "1",
    "-1",
    "7",
    "2**31",
    "2**48",
    "-2**48",
    "2**63",
    "-2**63",
    "10**30",
    "0.0",
    "-0.0",
    "1e308",
    "float('nan')",
    "float('inf')",
    "1j",
    "True",
    "False",
    "None",
    "...",
    "NotImplemented",
    "''",
    "'a'",
    "'abc'",
    "'\\ud800'",
    "'\\xe9\\u1234\\U0001F600'",
    "b''",
    "b'xyz'",
    "bytes(range(256))",
    "[]",
    "()",
    "{}",
    "set()",
    "frozenset([1])",
    "range(5)",
    "range(10**20, 10**20 + 9)",
    "slice(1, None, 2)",
    "slice(None, -1, -1)",
    "memoryview(buffer)",
    "memoryview(b'abcd')",
    "iter(shared)",
    "iter(table)",
    "iter(members)",
    "reversed(shared)",
    "enumerate(shared)",
    "zip(shared, table)",
    "map(Evil(), shared)",
    "filter(None, shared)",
    "ValueError('v')",
    "StopIteration(1)",
    "ExceptionGroup('g', [KeyError(1)])",
    "int",
    "str",
    "list",
    "dict",
    "type",
    "object",
    "tuple",
    "bytes",
    "super",
    "property()",
    "classmethod(len)",
    "staticmethod(len)",
    "len",
    "print",
    "upset",
    "(lambda *a, **k: a)",
    "(lambda: shared)",
    "collections.deque([1, 2, 3], 5)",
    "collections.OrderedDict(a=1)",
    "collections.defaultdict(Evil)",
    "collections.Counter('aab')",
    "functools.partial(Evil)",
    "itertools.islice(itertools.cycle([1]), 30)",
    "itertools.chain(shared, table)",
    "itertools.tee(shared)",
    "itertools.islice(itertools.count(), 30)",
    "int | str",
    "list[int]",
    "globals",
    "table.keys()",
    "table.items()",
    "table.values()",
    "'%s'",
    "'{}'",
    "'{0.a}'",
    "'{x[1]:>10}'",
    "b'%d'",
];

const FUNCTIONS: &[&str] = &[
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "bool",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "complex",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "hasattr",
    "hash",
    "hex",
    "id",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "ord",
    "pow",
    "property",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
    "compile",
    "delattr",
    "upset",
    "Evil",
    "EvilInt",
    "EvilStr",
    "EvilList",
    "EvilDict",
    "Meta",
    "collections.deque",
    "collections.OrderedDict",
    "collections.ChainMap",
    "collections.namedtuple",
    "functools.partial",
    "functools.reduce",
    "functools.lru_cache",
    "functools.cmp_to_key",
    "itertools.chain",
    "itertools.islice",
    "itertools.zip_longest",
    "itertools.groupby",
    "itertools.product",
    "itertools.combinations",
    "itertools.accumulate",
    "itertools.batched",
    "itertools.pairwise",
    "itertools.tee",
    "operator.itemgetter",
    "operator.attrgetter",
    "operator.methodcaller",
    "BaseException",
    "ExceptionGroup",
    "int.from_bytes",
    "str.maketrans",
    "dict.fromkeys",
    "bytes.fromhex",
    "float.fromhex",
    "type.__call__",
    "object.__new__",
    "type.mro",
    "object.__reduce_ex__",
    "dict.__setitem__",
    "list.__init__",
    "tuple.__new__",
    "int.__new__",
    "str.__new__",
    "type.__new__",
    "object.__setattr__",
    "object.__getattribute__",
    "list.sort",
    "gen",
];

const METHODS: &[&str] = &[
    "append",
    "extend",
    "insert",
    "pop",
    "remove",
    "clear",
    "copy",
    "sort",
    "reverse",
    "index",
    "count",
    "get",
    "setdefault",
    "update",
    "popitem",
    "keys",
    "values",
    "items",
    "add",
    "discard",
    "union",
    "intersection",
    "difference",
    "symmetric_difference",
    "intersection_update",
    "difference_update",
    "issubset",
    "isdisjoint",
    "join",
    "split",
    "rsplit",
    "partition",
    "replace",
    "find",
    "rfind",
    "startswith",
    "endswith",
    "strip",
    "lstrip",
    "upper",
    "lower",
    "title",
    "casefold",
    "center",
    "ljust",
    "zfill",
    "expandtabs",
    "format",
    "format_map",
    "encode",
    "decode",
    "translate",
    "splitlines",
    "isidentifier",
    "isdecimal",
    "hex",
    "tobytes",
    "tolist",
    "cast",
    "release",
    "to_bytes",
    "bit_length",
    "as_integer_ratio",
    "is_integer",
    "conjugate",
    "send",
    "throw",
    "close",
    "__next__",
    "__iter__",
    "__len__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__contains__",
    "__add__",
    "__mul__",
    "__mod__",
    "__eq__",
    "__lt__",
    "__hash__",
    "__repr__",
    "__str__",
    "__format__",
    "__init__",
    "__new__",
    "__reduce_ex__",
    "__sizeof__",
    "__class__",
    "__dict__",
    "__setattr__",
    "__getattribute__",
    "__dir__",
    "__call__",
    "__get__",
    "__set__",
    "__iadd__",
    "__ior__",
    "__reversed__",
    "__length_hint__",
    "__setstate__",
    "__reduce__",
    "__bool__",
    "__index__",
    "__int__",
    "__float__",
    "__round__",
    "__pow__",
    "__rpow__",
    "__divmod__",
    "__enter__",
    "__exit__",
    "__mro__",
    "mro",
    "__subclasses__",
    "__bases__",
    "__name__",
    "__init_subclass__",
    "with_traceback",
    "add_note",
    "split",
    "subgroup",
    "derive",
    "appendleft",
    "rotate",
    "maxlen",
    "move_to_end",
    "default_factory",
    "most_common",
    "elements",
    "func",
    "args",
    "cache_clear",
    "indices",
    "start",
    "real",
    "fget",
    "getter",
    "setter",
    "__func__",
    "__self__",
    "__wrapped__",
    "__code__",
    "__defaults__",
    "__closure__",
    "gi_frame",
    "__traceback__",
    "__context__",
    "__doc__",
    "__module__",
    "__annotations__",
    "__type_params__",
    "x",
    "a",
];

/// Calls that get further than a TypeError; `#` is an expression.
const CALLS: &[&str] = &[
    "shared.sort(key=#)",
    "shared.extend(#)",
    "shared.insert(#, #)",
    "shared.index(#)",
    "shared.remove(#)",
    "shared.count(#)",
    "shared.pop(#)",
    "shared * 3",
    "shared == list(#)",
    "sorted(shared, key=lambda i: #)",
    "shared.__setitem__(slice(0, 2), #)",
    "[h, h].sort()",
    "[h, 1, h, 2].index(h)",
    "[Evil(), Evil()] < [Evil(), Evil()]",
    "list(map(lambda i: #, shared))",
    "list(zip(shared, #))",
    "table.update(#)",
    "table.setdefault(h, #)",
    "table[h]",
    "table.pop(h, #)",
    "table | {h: #}",
    "{h: 1} == {Evil(): 2}",
    "dict(table, a=#)",
    "dict([(h, #), (Evil(), 1)])",
    "list(table.items()) == [(1, h)]",
    "[k for k in table if upset(k)]",
    "table.keys() & {h, #}",
    "table.items() | members",
    "members.update({h, #})",
    "members ^ {h, Evil()}",
    "members.discard(h)",
    "members & {h}",
    "members == {h, 1}",
    "{h, Evil()}.pop()",
    "frozenset([h, h]) <= members",
    "buffer.extend(#)",
    "buffer.find(#)",
    "buffer.join([b'a', #])",
    "buffer[1:3] + bytes(h)",
    "buffer.__setitem__(slice(1, 3), #)",
    "memoryview(buffer)[h]",
    "memoryview(buffer)[1:4].tolist()",
    "bytes([h, 1])",
    "buffer.translate(bytes(256), #)",
    "memoryview(buffer).cast('H')[0]",
    "'%s %r' % (h, #)",
    "'{} {!r:>5}'.format(h, #)",
    "'{0[1]} {0.x}'.format(h)",
    "','.join([str(h), #])",
    "f'{h} {h!r:{h}}'",
    "str(h).join(['a', 'b'])",
    "'abc'.replace('b', str(#))",
    "'a' * h",
    "'abc'[h:]",
    "'abc'.translate({97: #})",
    "'aXb'.split(str(#))",
    "int(h)",
    "int(str(#), h)",
    "10 ** abs(a) % 7",
    "pow(3, #, 7)",
    "round(#, h)",
    "divmod(#, h)",
    "(1 << 70) // #",
    "-7 % #",
    "range(h, 10, h)[h]",
    "range(10)[::h]",
    "list(range(h, 3))",
    "sum([h, 1, #])",
    "max([h, Evil(), #])",
    "min(shared, key=h)",
    "any(h for i in shared)",
    "functools.reduce(h, shared)",
    "functools.partial(h, 1)(#)",
    "functools.cmp_to_key(h)(1) < functools.cmp_to_key(h)(2)",
    "functools.lru_cache(2)(lambda i: #)(h)",
    "collections.deque(shared, 3).extend(#)",
    "collections.deque(shared).index(h)",
    "collections.deque([h, h]) == collections.deque([1, h])",
    "collections.deque(shared).rotate(#)",
    "collections.OrderedDict(table).move_to_end(h)",
    "collections.defaultdict(h)[h]",
    "collections.Counter([h, Evil()])",
    "list(itertools.islice(itertools.groupby(shared, key=h), 5))",
    "list(itertools.accumulate(shared, h))",
    "list(itertools.combinations(shared[:5], 2))",
    "list(itertools.zip_longest(shared, #))",
    "next(itertools.tee(gen())[1])",
    "list(itertools.batched(shared, 2))",
    "operator.itemgetter(h, 1)(shared)",
    "operator.attrgetter('x.y')(h)",
    "isinstance(h, (int, #))",
    "issubclass(Evil, (str, #))",
    "type('T', (Evil,), {'a': #})().x",
    "type('T', (h,), {})",
    "type('T', (list,), {'__len__': lambda s: #})([1]) * 2",
    "type('T', (), {'__slots__': ('a', 'b')})().a",
    "super(Evil, h).x",
    "setattr(Evil, 'y', #)",
    "setattr(h, 'a', #)",
    "getattr(h, 'x').append(h)",
    "h.__dict__.clear()",
    "h.__dict__.update({'a': #})",
    "setattr(h, '__class__', Slots)",
    "setattr(WithMeta, '__bases__', (#,))",
    "delattr(h, 'a')",
    "vars(h)['z'] and h.z",
    "upset.__code__.co_code",
    "setattr(upset, '__defaults__', (#,))",
    "setattr(upset, '__code__', gen.__code__)",
    "(lambda: (yield h))().send(None)",
    "list(gen(h))",
    "gen().throw(#)",
    "[i for i in gen() if i == h]",
    "next(gen(), #)",
    "(lambda g: (next(g), g.send(g)))(gen())",
    "(lambda g: (next(g), g.close(), list(g)))(gen())",
    "iter(h.__call__, #)",
    "exec('a = ' + repr(#))",
    "eval('h + 1', {'h': h})",
    "compile(str(#), 'f', 'eval')",
    "ExceptionGroup('x', [ValueError(h), #]).split(h)",
    "BaseException(h).with_traceback(#)",
    "repr(loop + [ring, h])",
    "hash((h, (h, #)))",
    "(h, 1) == (Evil(), #)",
    "(h,) < (Evil(),)",
    "loop == [loop]",
    "print(h, #, file=h)",
    "format(#, str(h))",
    "[*h, *shared]",
    "{**table, **#}",
    "upset(*h)",
    "upset(**#)",
    "list(reversed(EvilList([1, 2])))",
    "EvilDict(a=1)['b']",
    "EvilInt(3) + h",
    "{EvilStr('a'): 1}['a']",
    "EvilStr('ab') in {'ab'}",
    "getattr(Slots(), 'a')",
    "int.from_bytes(#)",
    "'abc'.encode(str(h))",
    "b'abc'.decode('utf-8', #)",
    "sorted([h] * 5 + [Evil()])",
];

const BINARY: &[&str] = &[
    "+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@", "==", "!=", "<", "<=", ">", ">=", "is",
    "is not", "in", "not in", "and", "or",
];

const NAMES: &[&str] = &["a", "b", "c", "d", "e", "f", "g", "h"];

struct Grammar<'a> {
    random: &'a mut Random,
    out: String,
    indent: usize,
    /// In a function, a generator, a loop: what may be written there.
    function: bool,
    asynchronous: bool,
    looping: bool,
}

/// A program of some twenty statements.
pub fn program(random: &mut Random) -> Vec<u8> {
    let seed = random.below(1 << 30).to_string();
    let mut out = PRELUDE.replace("SEED", &seed);
    out.push_str("import warnings; warnings.simplefilter('ignore')\n");
    let count = 5 + random.below(30);
    let mut grammar = Grammar { random, out, indent: 1, function: false, asynchronous: false, looping: false };
    for _ in 0..count {
        grammar.out.push_str("try:\n");
        grammar.statement(3);
        grammar.out.push_str("except Exception as error: quiet(error)\n");
    }
    grammar.out.push_str("print(len(str(shared)) < 0)\n");
    grammar.out.into_bytes()
}

impl Grammar<'_> {
    fn line(&mut self, text: &str) {
        let blanks = "    ".repeat(self.indent);
        self.out.push_str(&format!("{blanks}{text}\n"));
    }

    fn name(&mut self) -> &'static str {
        self.random.pick(NAMES)
    }

    fn block(&mut self, depth: usize) {
        self.indent += 1;
        for _ in 0..=self.random.below(3) {
            self.statement(depth.saturating_sub(1));
        }
        self.indent -= 1;
    }

    fn statement(&mut self, depth: usize) {
        let choice = if depth == 0 { self.random.below(10) } else { self.random.below(24) };
        match choice {
            0..=2 => {
                let text = self.expression(2);
                self.line(&text);
            }
            3 | 4 => {
                let text = format!("{} = {}", self.target(2), self.expression(2));
                self.line(&text);
            }
            5 => {
                let operator = self.random.pick(&["+", "-", "*", "|", "&", "//", "%", "@"]);
                let text = format!("{} {operator}= {}", self.name(), self.expression(2));
                self.line(&text);
            }
            6 => {
                let text =
                    format!("del {}[{}]", self.random.pick(&["shared", "table", "buffer", "c"]), self.expression(1));
                self.line(&text);
            }
            7 => {
                let text =
                    format!("({}).{} = {}", self.random.pick(ATOMS), self.random.pick(METHODS), self.expression(2));
                self.line(&text);
            }
            8 | 9 => self.jump(),
            10 | 11 => self.conditional(depth),
            12..=14 => self.for_loop(depth),
            15 | 16 => self.try_statement(depth),
            17 => {
                let text = format!("with {} as {}:", self.expression(1), self.target(1));
                self.line(&text);
                self.block(depth);
            }
            18..=20 => self.function(depth),
            21 | 22 => self.class(depth),
            _ => self.match_statement(depth),
        }
    }

    fn jump(&mut self) {
        let value = self.expression(2);
        let text = match self.random.below(8) {
            0 if self.looping => String::from("break"),
            1 if self.looping => String::from("continue"),
            2 | 3 if self.function => format!("return {}", if self.asynchronous { "" } else { &value }),
            4 | 5 if self.function => format!("{} = yield {value}", self.name()),
            6 => format!(
                "raise {}",
                self.random.pick(&["ValueError(1)", "KeyError", "StopIteration", "h", "TypeError() from a"])
            ),
            7 => format!("assert {value}, h"),
            _ => format!("upset({value})"),
        };
        self.line(&text);
    }

    fn conditional(&mut self, depth: usize) {
        let text = format!("if {}:", self.expression(2));
        self.line(&text);
        self.block(depth);
        if self.random.one_in(2) {
            self.line("else:");
            self.block(depth);
        }
    }

    fn for_loop(&mut self, depth: usize) {
        let before = std::mem::replace(&mut self.looping, true);
        let source =
            self.random.pick(&["shared", "table", "members", "gen()", "range(3)", "list(table.items())", "buffer"]);
        let text = format!("for {} in itertools.islice({source}, 20):", self.target(1));
        self.line(&text);
        self.block(depth);
        self.looping = before;
        if self.random.one_in(4) {
            self.line("else:");
            self.block(depth);
        }
    }

    fn try_statement(&mut self, depth: usize) {
        self.line("try:");
        self.block(depth);
        let star = if self.random.one_in(5) { "*" } else { "" };
        let class = self.random.pick(&["Exception", "(ValueError, KeyError)", "TypeError", "ArithmeticError"]);
        let name = self.name();
        self.line(&format!("except{star} {class} as {name}:"));
        // Neither leaves the block: `except*` forbids it, and `finally` would warn.
        let before = (std::mem::take(&mut self.looping), std::mem::take(&mut self.function));
        self.block(depth);
        if self.random.one_in(3) {
            self.line("finally:");
            self.block(depth);
        }
        (self.looping, self.function) = before;
    }

    fn function(&mut self, depth: usize) {
        let before = (
            std::mem::take(&mut self.looping),
            std::mem::replace(&mut self.function, true),
            std::mem::replace(&mut self.asynchronous, self.random.one_in(5)),
        );
        let name = self.name();
        if self.random.one_in(5) {
            let text = format!(
                "@{}",
                self.random.pick(&["functools.lru_cache", "staticmethod", "h", "property", "functools.cache"])
            );
            self.line(&text);
        }
        let parameters = self.random.pick(&["", "a", "a=c, /, *b", "*, a=1, **k", "a, b=[], *c, d=1, **k", "a: b = c"]);
        let word = if self.asynchronous { "async def" } else { "def" };
        self.line(&format!("{word} {name}({parameters}):"));
        self.indent += 1;
        if self.random.one_in(4) {
            let text = format!("global {}", self.random.pick(&["e", "f", "g", "h"]));
            self.line(&text);
        }
        self.indent -= 1;
        self.block(depth);
        (self.looping, self.function, self.asynchronous) = before;
        let call = self.random.pick(&["()", "(1)", "(*c)", "(**d)", "(h, 2)"]);
        let consume = if self.random.one_in(2) {
            format!("list(itertools.islice({name}{call}, 9))")
        } else {
            format!("{name}{call}")
        };
        self.line(&consume);
    }

    fn class(&mut self, depth: usize) {
        let before = (std::mem::take(&mut self.looping), std::mem::take(&mut self.function));
        let name = self.name();
        let bases = self.random.pick(&[
            "",
            "(Evil)",
            "(list)",
            "(dict)",
            "(int)",
            "(str)",
            "(tuple)",
            "(WithMeta)",
            "(Exception)",
            "(h)",
        ]);
        self.line(&format!("class {name}{bases}:"));
        self.block(depth);
        self.indent += 1;
        if self.random.one_in(3) {
            let text = format!("{} = {}", self.random.pick(METHODS), self.expression(2));
            self.line(&text);
        }
        if self.random.one_in(4) {
            let text = self.random.pick(&["__slots__ = ('x', 'y')", "__slots__ = ()", "__match_args__ = ('x', 'a')"]);
            self.line(text);
        }
        self.indent -= 1;
        (self.looping, self.function) = before;
        let made = format!("h = {name}({})", self.expression(1));
        self.line(&made);
    }

    fn match_statement(&mut self, depth: usize) {
        let text = format!("match {}:", self.expression(2));
        self.line(&text);
        self.indent += 1;
        for _ in 0..=self.random.below(2) {
            let pattern = self.random.pick(&[
                "[a, *b]",
                "{'k': c, **d}",
                "Evil(a=1)",
                "int(e)",
                "1 | 'a'",
                "[[a], _]",
                "str() as b",
                "(1, 2, *_)",
                "None",
                "-1",
            ]);
            let guard = if self.random.one_in(3) { format!(" if {}", self.expression(2)) } else { String::new() };
            self.line(&format!("case {pattern}{guard}:"));
            self.block(depth);
        }
        self.indent -= 1;
    }

    fn target(&mut self, depth: usize) -> String {
        match self.random.below(if depth == 0 { 2 } else { 7 }) {
            2 => format!("{}, {}", self.target(depth - 1), self.name()),
            3 => format!("[{}, *{}]", self.target(depth - 1), self.name()),
            4 => format!("shared[{}]", self.expression(1)),
            5 => format!("table[{}]", self.expression(1)),
            6 => format!("h.{}", self.random.pick(METHODS)),
            _ => self.name().to_owned(),
        }
    }

    fn expression(&mut self, depth: usize) -> String {
        if depth == 0 || self.random.one_in(6) {
            return self.random.pick(ATOMS).to_owned();
        }
        let under = depth - 1;
        if self.random.one_in(3) {
            return self.call(under);
        }
        match self.random.below(20) {
            0..=3 => {
                let (left, right) = (self.expression(under), self.expression(under));
                format!("({left} {} {right})", self.random.pick(BINARY))
            }
            4..=7 => {
                let arguments = self.arguments(under);
                format!("{}({arguments})", self.random.pick(FUNCTIONS))
            }
            8..=11 => {
                let (object, arguments) = (self.expression(under), self.arguments(under));
                format!("({object}).{}({arguments})", self.random.pick(METHODS))
            }
            12 => format!("({})[{}]", self.expression(under), self.expression(under)),
            13 => format!("({})[{}:{}]", self.expression(under), self.random.pick(ATOMS), self.random.pick(ATOMS)),
            14 => self.comprehension(under),
            15 => format!("(lambda a=1, *b: {})({})", self.expression(under), self.random.pick(ATOMS)),
            16 => format!("({} if {} else {})", self.expression(under), self.expression(under), self.expression(under)),
            17 => format!(
                "f\"{{({})!{}:{}}}\"",
                self.random.pick(ATOMS).replace('"', ""),
                self.random.pick(&["r", "s", "a"]),
                self.random.pick(&["", ">5", "d", ".3f", "x"])
            )
            .replace('\\', ""),
            18 => {
                let unary = self.random.pick(&["-", "not ", "~", "+"]);
                format!("({unary}{})", self.expression(under))
            }
            _ => {
                let (open, close) = [("[", "]"), ("{", "}"), ("(", ",)")][self.random.below(3)];
                format!("{open}{}, *{}{close}", self.expression(under), self.random.pick(ATOMS))
            }
        }
    }

    fn call(&mut self, depth: usize) -> String {
        let mut text = String::from("(");
        for (index, part) in self.random.pick::<str>(CALLS).split('#').enumerate() {
            if index > 0 {
                text.push_str(&self.expression(depth));
            }
            text.push_str(part);
        }
        text + ")"
    }

    fn comprehension(&mut self, depth: usize) -> String {
        let (open, close) = [("[", "]"), ("{", "}"), ("(", ")")][self.random.below(3)];
        let item = self.expression(depth);
        let source = self.expression(depth);
        let name = self.name();
        format!("{open}{item} for {name} in itertools.islice(({source}), 9) if upset({name}) is None{close}")
    }

    fn arguments(&mut self, depth: usize) -> String {
        let mut parts: Vec<String> = (0..self.random.below(4)).map(|_| self.expression(depth)).collect();
        if self.random.one_in(10) {
            parts.push(self.random.pick(&["*shared", "*e", "**table", "key=h", "**d", "default=a"]).to_owned());
        }
        parts.join(", ")
    }
}
