# str.format: fields, attributes, items, conversions, nesting, errors.
print("{} {}".format(1, 2), "{0} {1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{} {x}".format(0, x=5), "{{}}".format(), "{{{}}}".format(1))
# expect: 1 2 a b a 1 2 0 5 {} {1}
class O:
    def __init__(self): self.attr, self.d = "A", {"k": [10, 20]}
o = O()
print("{0.attr} {0.d[k][1]} {a[0]} {a[1]}".format(o, a=["x", "y"]), "{[0]}".format([5]), "{.attr}".format(o), "{0[key]}".format({"key": "v"}), "{0[a b]}".format({"a b": 1}))
# expect: A 20 x y 5 A v 1
print("{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>5}|{0!s:<5}|".format("a"), "{:>{}} {:{w}}|".format("x", 4, "y", w=3), "{:{}{}}".format(5, ">", 4))
# expect: 'é' é '\xe9'   'a'|a    |    x y  |    5
print("{:5}|{:<5}|{:>5}|{:^5}|{:*^7}|".format("a", "b", "c", "d", "e"), "{:5}|{:<5}|{:=+5}|{:05}".format(1, 2, 3, 4), "{:.2f} {:e} {:g} {:%}".format(1.5, 1.5, 1.5, 0.5))
# expect: a    |b    |    c|  d  |***e***|     1|2    |+   3|00004 1.50 1.500000e+00 1.5 50.000000%
print("{:,} {:_} {:b} {:o} {:x} {:X} {:#x} {:c}".format(1000000, 1000000, 5, 8, 255, 255, 255, 65), "{:s} {:.1s}".format("ab", "cd"), "{:日^5}".format("x"))
# expect: 1,000,000 1_000_000 101 10 ff FF 0xff A ab c 日日x日日
print("{0:{1}}".format("ab", 5) + "|", "{0[0]}{0[1]}".format("xy"), "{0.real}".format(5), "{:>10}".format("{}"), "{}".format("{}"), "{0}".format([1]))
# expect: ab   | xy 5         {} {} [1]
for f, a, k in (("{} {}", (1,), {}), ("{x}", (), {}), ("{0} {}", (1, 2), {}), ("{} {0}", (1, 2), {}), ("{", (), {}), ("}", (), {}), ("{0", (1,), {}), ("{!x}", (1,), {}),
                ("{!}", (1,), {}), ("{0.zz}", (1,), {}), ("{0[5]}", ([],), {}), ("{0[k]}", ({},), {}), ("{0[}", (1,), {}), ("{:d}", ("s",), {}), ("{:q}", (1,), {}), ("{0.}", (1,), {}),
                ("{:{:{}}}", (1, 2, 3), {}), ("{0!r", (1,), {}), ("a}b", (), {}), ("{5}", (1,), {}), ("{:s}", (5,), {}), ("{0[]}", ([1],), {}), ("{-1}", (1,), {}), ("{:>x}", ("a",), {})):
    try:
        print(repr(f.format(*a, **k)))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        print(repr(f), type(error).__name__, error)
# expect: '{} {}' IndexError Replacement index 1 out of range for positional args tuple
# expect: '{x}' KeyError 'x'
# expect: '{0} {}' ValueError cannot switch from manual field specification to automatic field numbering
# expect: '{} {0}' ValueError cannot switch from automatic field numbering to manual field specification
# expect: '{' ValueError Single '{' encountered in format string
# expect: '}' ValueError Single '}' encountered in format string
# expect: '{0' ValueError expected '}' before end of string
# expect: '{!x}' ValueError Unknown conversion specifier x
# expect: '{!}' ValueError unmatched '{' in format spec
# expect: '{0.zz}' AttributeError 'int' object has no attribute 'zz'
# expect: '{0[5]}' IndexError list index out of range
# expect: '{0[k]}' KeyError 'k'
# expect: '{0[}' ValueError expected '}' before end of string
# expect: '{:d}' ValueError Unknown format code 'd' for object of type 'str'
# expect: '{:q}' ValueError Unknown format code 'q' for object of type 'int'
# expect: '{0.}' ValueError Empty attribute in format string
# expect: '{:{:{}}}' ValueError Max string recursion exceeded
# expect: '{0!r' ValueError unmatched '{' in format spec
# expect: 'a}b' ValueError Single '}' encountered in format string
# expect: '{5}' IndexError Replacement index 5 out of range for positional args tuple
# expect: '{:s}' ValueError Unknown format code 's' for object of type 'int'
# expect: '{0[]}' ValueError Empty attribute in format string
# expect: '{-1}' KeyError '-1'
# expect: '{:>x}' ValueError Unknown format code 'x' for object of type 'str'
print("{:>5}".format(None) if False else "{!s:>5}".format(None), "{a}{b}".format(**{"a": 1, "b": 2}), "{:,.3f}".format(12345.6789))
# expect:  None 12 12,345.679
fmt = "{:<{w}}|".format
print(fmt("a", w=3), list(map("{:02d}".format, [1, 2])), "".join(["{}"] * 3).format(*"abc"))
# expect: a  | ['01', '02'] abc
