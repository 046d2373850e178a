# The % operator of str.
print("%s %s" % ("a", 1), "%s" % "only", "%s" % (1,), "%s" % [1, 2], "%%" % (), "plain" % (), "%s" % None, "%s %%" % 5)
# expect: a 1 only 1 [1, 2] % plain None 5 %
print("%r|%a|%s" % ("é", "é", "é"), "%5s|%-5s|%.2s|%5.1s" % ("ab", "ab", "abc", "xyz"), "%c%c" % ("a", 98), "%5c|" % "x")
# expect: 'é'|'\xe9'|é    ab|ab   |ab|    x ab     x|
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 5}, "%(k)5s|%(k)-5s|" % {"k": "v"}, "%(a b)s" % {"a b": 1}, "%()s" % {"": "empty"}, "%(x)s" % {"x": 1, "y": 2})
# expect: x 5 'x'     v|v    | 1 empty 1
print("%d %i %u" % (1.9, -1.9, True), "%x %X %#x %o %#o" % (255, 255, 255, 8, 8), "%e %E %f %F %g %G" % ((1.5,) * 6), "%5.1f|%-8.2f|%+d|% d|%05d" % (3.14159, 2.5, 5, 5, 42))
# expect: 1 -1 1 ff FF 0xff 10 0o10 1.500000e+00 1.500000E+00 1.500000 1.500000 1.5 1.5   3.1|2.50    |+5| 5|00042
print("%*d|%.*f|%-*s|%*.*f" % (5, 42, 2, 3.14159, 4, "a", 8, 3, 2.5), "%ld %hd" % (5, 6), "%s" % {1: 2}, "%d" % 10 ** 2 if False else "%d" % (10 ** 20))
# expect:    42|3.14|a   |   2.500 5 6 {1: 2} 100000000000000000000
print("%-05d|%+5d|%+-5d|%#06x|% 05d" % (42, 42, 42, 255, 42), "%.0f %.1f" % (0.5, 0.25), "%.3d|%.5x" % (5, 255), "%s%s%s" % tuple("abc"))
# expect: 42   |  +42|+42  |0x00ff| 0042 0 0.2 005|000ff abc
class C:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
print("%s %r %a" % (C(), C(), C()), "%s" % C(), "%10s|" % C())  # expect: str repr repr str        str|
for f, a in (("%s %s", ("a",)), ("%s", ("a", "b")), ("%d", "x"), ("%d", None), ("%f", "x"), ("%x", 1.5), ("%(a)s", {}), ("%(a)s", (1,)), ("%y", 1), ("%", 1),
             ("%(a", {"a": 1}), ("%*d", ("x", 1)), ("plain", 1), ("plain", (1,)), ("%s %(a)s", {"a": 1}), ("abc%", ()), ("%.s|%s", ("a",)), ("%z", ()), ("%s", ())):
    try:
        print(repr(f % a))
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError %d format: a real number is required, not NoneType
# expect: TypeError must be real number, not str
# expect: TypeError %x format: an integer is required, not float
# expect: KeyError 'a'
# expect: TypeError format requires a mapping
# expect: ValueError unsupported format character 'y' (0x79) at index 1
# expect: ValueError incomplete format
# expect: ValueError incomplete format key
# expect: TypeError * wants int
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError not all arguments converted during string formatting
# expect: "{'a': 1} 1"
# expect: ValueError incomplete format
# expect: TypeError not enough arguments for format string
# expect: TypeError not enough arguments for format string
# expect: TypeError not enough arguments for format string
print("plain" % {}, "plain" % [], "%s" % ((1, 2),), "%s %s" % (1, (2, 3)))  # expect: plain plain (1, 2) 1 (2, 3)
class S(str):
    def __mod__(self, o): return "sub mod"
print(S("%s") % 1, "%s" % S("x"), "%s and %s" % (S("p"), "q"))  # expect: sub mod x p and q
