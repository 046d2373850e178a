# __format__ and format().
class F:
    def __format__(self, spec): return f"F({spec})"
print(format(F()), format(F(), "x"), f"{F():>10}", "{:abc}".format(F()), "{0!s:>3}".format(5))
# expect: F() F(x) F(>10) F(abc)   5
class Default:
    def __str__(self): return "default"
print(format(Default()), f"{Default()}")  # expect: default default
try:
    format(Default(), "5")
except TypeError as error:
    print(error)  # expect: unsupported format string passed to Default.__format__
try:
    format([], "d")
except TypeError as error:
    print(error)  # expect: unsupported format string passed to list.__format__
try:
    format(None, ">5")
except TypeError as error:
    print(error)  # expect: unsupported format string passed to NoneType.__format__
class Bad:
    def __format__(self, spec): return 5
try:
    format(Bad())
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
print(format(5, "03"), format("s", ">3"), format(1.5, ".3f"), format(True), format(True, "d"), format(None), format([1]))
# expect: 005   s 1.500 True 1 None [1]
try:
    format(5, 6)
except TypeError as error:
    print(error)  # expect: format() argument 2 must be str, not int
class Date:
    def __init__(self, y, m): self.y, self.m = y, m
    def __format__(self, spec):
        return (spec or "%y-%m").replace("%y", str(self.y)).replace("%m", f"{self.m:02}")
d = Date(2024, 3)
print(f"{d}", f"{d:%m/%y}", "{:%y}".format(d), f"{d!r:.5}"[:1])  # expect: 2024-03 03/2024 2024 <
class S(str): pass
print(f"{S('abc'):>5}", format(S("x"), "3") + "|")  # expect:   abc x  |
spec = ">"
print(f"{'x':{spec}{5}}", f"{'x':{'*^7'}}", "{:{}}".format("x", ">4"), "{:{w}.{p}f}".format(3.14159, w=8, p=2))
# expect:     x ***x***    x     3.14
