# needs: collections
# namedtuple.
from collections import namedtuple
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], len(p), p == (1, 2), P._fields, p._asdict(), p._replace(x=5), P._make([7, 8]), hash(p) == hash((1, 2)), isinstance(p, tuple), p._field_defaults)
# expect: P(x=1, y=2) 1 2 2 True ('x', 'y') {'x': 1, 'y': 2} P(x=5, y=2) P(x=7, y=8) True True {}
x, y = p
print(x, y, P(*[3, 4]), P(**{"x": 5, "y": 6}), [*p], p + (3,), p < P(1, 3), sorted([P(2, 1), P(1, 9)]), {p: "k"}[1, 2], P.__name__, P.__doc__, P.x.__doc__)
# expect: 1 2 P(x=3, y=4) P(x=5, y=6) [1, 2] (1, 2, 3) True [P(x=1, y=9), P(x=2, y=1)] k P P(x, y) Alias for field number 0
D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D(1, 2), D._field_defaults, namedtuple("R", "def x x", rename=True)._fields, namedtuple("C", "a, b")._fields, namedtuple("E", [])(), namedtuple("M", "a", module="mod").__module__)
# expect: D(a=1, b=10, c=20) D(a=1, b=2, c=20) {'b': 10, 'c': 20} ('_0', 'x', '_2') ('a', 'b') E() mod
class Sub(P):
    @property
    def total(self): return self.x + self.y
    def __repr__(self): return "Sub" + super().__repr__()
print(Sub(1, 2).total, Sub(1, 2), type(Sub(1, 2)._replace(x=9)).__name__)  # expect: 3 SubSub(x=1, y=2) Sub
for bad in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: namedtuple("Q", "class"), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "_a"), lambda: namedtuple("1Q", "a"),
            lambda: namedtuple("Q", "a", defaults=[1, 2]), lambda: setattr(p, "x", 1), lambda: p.z, lambda: P._make([1])):
    try:
        bad()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: TypeError
# expect: AttributeError
# expect: AttributeError
# expect: TypeError
match p:
    case P(x=1, y=b): print("matched", b)  # expect: matched 2
match p:
    case (a, b): print(a, b)  # expect: 1 2
