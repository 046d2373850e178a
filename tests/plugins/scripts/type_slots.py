# Slots of heap types made in C, as Python code reaches them.
# since: 3.13
from load import load, show

m = load("type_slots")

# Numbers.
n = m.Num()
print(n + 1, 1 + n, n + n)  # expect: add(Num, 1) add(1, Num) add(Num, Num)
print(n - 1, n * 2, n % 2, divmod(n, 2), n << 1, n >> 1, n & 1, n ^ 1, n | 1, n // 2, n / 2, n @ 2)
# expect: subtract(Num, 1) multiply(Num, 2) remainder(Num, 2) divmod(Num, 2) lshift(Num, 1) rshift(Num, 1) and(Num, 1) xor(Num, 1) or(Num, 1) floor_divide(Num, 2) true_divide(Num, 2) matrix_multiply(Num, 2)
print(1 - n, 2 * n, 2 % n, divmod(2, n), 1 << n, 1 >> n, 1 & n, 1 ^ n, 1 | n, 2 // n, 2 / n, 2 @ n)
# expect: subtract(1, Num) multiply(2, Num) remainder(2, Num) divmod(2, Num) lshift(1, Num) rshift(1, Num) and(1, Num) xor(1, Num) or(1, Num) floor_divide(2, Num) true_divide(2, Num) matrix_multiply(2, Num)
print(n ** 2, 2 ** n, pow(n, 2, 3))  # expect: power(Num, 2, None) power(2, Num, None) power(Num, 2, 3)
print(-n, +n, abs(n), ~n)  # expect: negative(Num) positive(Num) absolute(Num) invert(Num)
print(int(n), float(n), bool(n), [10, 20, 30][n], hex(n), complex(n))  # expect: 41 4.25 False 30 0x2 (4.25+0j)
show(lambda: n + "x")  # expect: TypeError: unsupported operand type(s) for +: 'type_slots.Num' and 'str'
show(lambda: "x" + n)  # expect: TypeError: can only concatenate str (not "type_slots.Num") to str
show(lambda: n ** "x")  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'type_slots.Num' and 'str'
show(lambda: n @ "x")  # expect: TypeError: unsupported operand type(s) for @: 'type_slots.Num' and 'str'
for op in ["+=", "-=", "*=", "%=", "<<=", ">>=", "&=", "^=", "|=", "//=", "/=", "@=", "**="]:
    ns = {"n": n}
    exec(f"n {op} 1", ns)
    print(ns["n"], end=" ")
print()
# expect: inplace_add(Num, 1) inplace_subtract(Num, 1) inplace_multiply(Num, 1) inplace_remainder(Num, 1) inplace_lshift(Num, 1) inplace_rshift(Num, 1) inplace_and(Num, 1) inplace_xor(Num, 1) inplace_or(Num, 1) inplace_floor_divide(Num, 1) inplace_true_divide(Num, 1) inplace_matrix_multiply(Num, 1) inplace_power(Num, 1, None) 
print(n.__add__(1), n.__radd__(1), n.__pow__(2, 3), n.__bool__(), m.Num.__index__(n))
# expect: add(Num, 1) add(1, Num) power(Num, 2, 3) False 2


class NumSub(m.Num):
    def __radd__(self, other):
        return f"python radd {other!r}"


print(n + NumSub(), NumSub() + n, 1 + NumSub())  # expect: python radd Num add(Num, Num) python radd 1

# Sequences.
s = m.Seq()
print(len(s), s[0], s[4], s[-1], list(s), 9 in s, 5 in s, 16 not in s)
# expect: 5 0 16 16 [0, 1, 4, 9, 16] True False False
show(lambda: s[5])  # expect: IndexError: no item 5
show(lambda: s[-6])  # expect: IndexError: no item -1
show(lambda: s["x"])  # expect: TypeError: sequence index must be integer, not 'str'
show(lambda: "x" in s)  # expect: TypeError: bad element
s[0] = 100
s[-1] = 200
print(list(s), list(reversed(s)), s + [1], s * 3, 3 * s)
# expect: [100, 1, 4, 9, 200] [200, 9, 4, 1, 100] concat([1]) repeat(3) repeat(3)
show(s.__setitem__, 9, 1)  # expect: IndexError: cannot store item 9
show(s.__delitem__, 1)  # expect: IndexError: cannot delete item 1
show(s.__setitem__, 1, "x")  # expect: TypeError: 'str' object cannot be interpreted as an integer
show(lambda: s[1:2])  # expect: TypeError: sequence index must be integer, not 'slice'
first, *rest = s
print(first, rest, max(s), sorted(s, reverse=True))  # expect: 100 [1, 4, 9, 200] 200 [200, 100, 9, 4, 1]
s += 5
print(s)  # expect: concat(5)
print(m.Seq.__len__(m.Seq()), m.Seq().__getitem__(2), m.Seq().__contains__(4))  # expect: 5 4 True

# Mappings.
d = m.Map()
print(len(d), d[1], d["k"], d[1:2], d[...], bool(d))  # expect: 7 [1] ['k'] [slice(1, 2, None)] [Ellipsis] True
show(lambda: d[None])  # expect: KeyError: 
show(d.__setitem__, "k", 1)  # expect: LookupError: store 1 at 'k'
show(d.__delitem__, "k")  # expect: LookupError: delete 'k'

# Buffers.
b = m.Buf()
with memoryview(b) as view:
    print(view.shape, view.strides, view.format, view.itemsize, view.ndim, view.readonly, view.nbytes, b.exports)
    # expect: (2, 3) (6, 2) h 2 2 False 12 1
    print(view.tolist(), view[1, 2], view.c_contiguous, view.tobytes() == bytes(view))
    # expect: [[1, 2, 3], [4, 5, 6]] 6 True True
    view[0, 0] = -7
    print(view.tolist(), b.exports)  # expect: [[-7, 2, 3], [4, 5, 6]] 1
    show(lambda: view[2, 0])  # expect: IndexError: index out of bounds on dimension 1
print(b.exports, bytes(b)[:4], b.exports, len(bytearray(b)))  # expect: 0 b'\xf9\xff\x02\x00' 0 12
show(b"".join, [b, b"!"])  # expect: b'\xf9\xff\x02\x00\x03\x00\x04\x00\x05\x00\x06\x00!'
show(int, b)
# expect: ValueError: invalid literal for int() with base 10: b'\xf9\xff\x02\x00\x03\x00\x04\x00\x05\x00\x06\x00'

# Iterators.
print(list(m.Down(3)), next(m.Down(1)), tuple(m.Down(0)))  # expect: [3, 2, 1] 1 ()
it = m.Down(1)
print(next(it))  # expect: 1
show(next, it)  # expect: StopIteration: 
show(next, it)  # expect: StopIteration: already below zero
print(next(it, "default"), iter(it) is it)  # expect: default True
show(m.Down)  # expect: TypeError: Down() takes exactly 1 argument (0 given)


async def wait():
    return [await m.Down(0)]


show(wait().send, None)  # expect: StopIteration: [None]

# Descriptors.
descr = m.Descr()
Holder = type("Holder", (), {"d": descr, "__repr__": lambda self: "holder"})
print(Holder().d[:2], Holder.d[:2])  # expect: ('get', holder) ('get', None)
show(setattr, Holder(), "d", 1)  # expect: AttributeError: set to 1
show(delattr, Holder(), "d")  # expect: AttributeError: deleted

# Comparison, hash, text, call.
Cmp = m.Cmp
one, two = Cmp(1), Cmp(2)
print(one < two, one <= two, one == two, one != two, one > two, one >= two, one == Cmp(1), one == 1, one != 1)
# expect: True True False True False False True False True
show(lambda: one < 1)  # expect: TypeError: '<' not supported between instances of 'type_slots.Cmp' and 'int'
print(sorted([two, one]), max(one, two), hash(two), {one: "a"}[Cmp(1)], one in [two, Cmp(1)])
# expect: [Cmp(1), Cmp(2)] number 2 2 a True
show(hash, Cmp(13))  # expect: TypeError: 13 has no hash
print(repr(one), str(one), f"{one}", f"{one!r:>8}", "%s %r" % (one, one))
# expect: Cmp(1) number 1 number 1   Cmp(1) number 1 Cmp(1)
show(format, one, "x")  # expect: TypeError: unsupported format string passed to type_slots.Cmp.__format__
show(one, 1, 2, a=3)  # expect: (Cmp(1), (1, 2), {'a': 3})
show(one)  # expect: (Cmp(1), (), {})
print(one.__lt__(two), one.__lt__(5), one.__hash__())  # expect: True NotImplemented 1

# Attributes.
a = m.Attr()
print(a.anything, a.__class__.__name__, getattr(a, "x y"), hasattr(a, "z"))
# expect: attribute anything Attr attribute x y True
show(setattr, a, "x", 1)  # expect: AttributeError: set x
show(delattr, a, "x")  # expect: AttributeError: delete x

# A __dict__, weak references and a vectorcall at offsets.
o = m.Slotted()
o.x = 1
print(o.__dict__, o.x, vars(o) is o.__dict__)  # expect: {'x': 1} 1 True
o.__dict__ = {"y": 2}
print(o.y, hasattr(o, "x"))  # expect: 2 False
show(o, 1, 2, a=3)  # expect: (2, ('a',))
show(o, *range(10))  # expect: (10, None)
show(o)  # expect: (0, None)
before = m.lives()
del o
print(before, m.lives())  # expect: (0, 0) (0, 1)

# Builtin types with data of the plugin's own.
p = m.DictPlus(a=1)
print(p, p.extra, len(p), p["a"], isinstance(p, dict), {**p})  # expect: {'a': 1} 0 1 1 True {'a': 1}
p.extra = 5
p["b"] = 2
print(p, p.extra, list(p), p == {"a": 1, "b": 2})  # expect: {'a': 1, 'b': 2} 5 ['a', 'b'] True
q = m.ListPlus([3, 1, 2])
q.extra = -1
q.sort()
q.append(9)
print(q, q.extra, q[1:], q + [0], type(q + [0]).__name__)  # expect: [1, 2, 3, 9] -1 [2, 3, 9] [1, 2, 3, 9, 0] list
e = m.ErrorPlus("why", 2)
e.extra = 77
try:
    raise e
except ValueError as caught:
    print(repr(caught), caught.args, caught.extra, caught is e, str(caught))
    # expect: ErrorPlus('why', 2) ('why', 2) 77 True ('why', 2)
i = m.IntPlus(20)
print(i, i + 1, type(i + 1).__name__, i == 20, hash(i) == hash(20), isinstance(i, int), [0] * m.IntPlus(2))
# expect: IntPlus(20) 21 int True True True [0, 0]
print(m.IntPlus("7"), m.IntPlus(2**100) - 2**100)  # expect: IntPlus(7) 0


class Deeper(m.DictPlus):
    def __missing__(self, key):
        return f"no {key}"


deep = Deeper(z=1)
deep.extra, deep.own = 8, 9
print(deep, deep["q"], deep.extra, deep.own)  # expect: {'z': 1} no q 8 9

# A metaclass.
Made = m.Meta("Made", (), {"x": 1})
print(Made.whoami(), Made.x, type(Made) is m.Meta, isinstance(Made, type), Made().x)
# expect: Made, made by Meta 1 True True 1


class Statement(m.Seq, metaclass=m.Meta):
    def __len__(self):
        return 2


print(Statement.whoami(), len(Statement()), list(Statement()), Statement.__mro__[1].__name__)
# expect: Statement, made by Meta 2 [0, 1, 4, 9, 16] Seq

# Limits.
show(m.Closed)  # expect: TypeError: cannot create 'type_slots.Closed' instances
show(m.Closed.__new__, m.Closed)
# expect: TypeError: object.__new__(type_slots.Closed) is not safe, use type_slots.Closed.__new__()
show(setattr, m.Frozen, "x", 1)  # expect: TypeError: cannot set 'x' attribute of immutable type 'type_slots.Frozen'
m.Closed.x = 1
print(m.Closed.x)  # expect: 1
show(type, "Sub", (m.Frozen,), {})  # expect: TypeError: type 'type_slots.Frozen' is not an acceptable base type
show(type, "Sub", (m.Cmp, m.Seq), {})  # expect: TypeError: multiple bases have instance lay-out conflict
show(getattr, m.Undotted, "__module__")  # expect: AttributeError: __module__
print(m.Undotted.__name__, m.Frozen.__doc__, m.Frozen.__text_signature__)
# expect: Undotted bare($x, /)
# expect: --
# expect:
# expect: Nothing to see. None

# A struct sequence.
point = m.make_point()
print(point, point.x, point.y, point.hidden, point[1], len(point), tuple(point), point == (0, 10))
# expect: type_slots.Point(x=0, y=10) 0 10 20 10 2 (0, 10) True
print(m.Point.__name__, m.Point.n_fields, m.Point.n_sequence_fields, m.Point.n_unnamed_fields, m.Point.__doc__)
# expect: Point 3 2 0 A point.
print(m.Point((1, 2)), m.Point((1, 2, 3)).hidden, m.Point((1, 2)).hidden, m.Point.__match_args__)
# expect: type_slots.Point(x=1, y=2) 3 None ('x', 'y')
show(m.Point, (1,))  # expect: TypeError: type_slots.Point() takes an at least 2-sequence (1-sequence given)
