# match: class patterns, __match_args__, dotted names.
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Point3(Point):
    __match_args__ = ("x", "y", "z")
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z
class Plain: pass
def m(v):
    match v:
        case Point3(x, y, z): return f"3d {x} {y} {z}"
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return f"on y axis {y}"
        case Point(x, y=0): return f"on x axis {x}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(): return "some point"
        case Plain(name=n): return f"plain {n}"
        case int(n): return f"int {n}"
        case str(s) | bytes(s): return f"text {s!r}"
        case float(): return "float"
        case list([a, *_]): return f"list from {a}"
        case dict(): return "dict"
        case (tuple() | set()) as c: return f"{type(c).__name__}"
        case _: return "other"
p = Plain()
p.name = "pn"
for v in (Point(0, 0), Point(0, 5), Point(5, 0), Point(3, 3), Point(1, 2), Point3(1, 2, 3), p, Plain(), 5, True, "s", b"b", 1.5,
          [7, 8], [], {}, (), {1}, None):
    print(m(v))
# expect: origin
# expect: on y axis 5
# expect: on x axis 5
# expect: diagonal 3
# expect: some point
# expect: 3d 1 2 3
# expect: plain pn
# expect: other
# expect: int 5
# expect: int True
# expect: text 's'
# expect: text b'b'
# expect: float
# expect: list from 7
# expect: other
# expect: dict
# expect: tuple
# expect: set
# expect: other
def attempt(f):
    try:
        print(f())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, str(error).replace("a type", "a class"))
def too_many():
    match Point(1, 2):
        case Point(1, 2, 3): return "no"
def no_args():
    match Plain():
        case Plain(1): return "no"
def not_class():
    match 5:
        case attempt(): return "no"
def twice():
    match Point(1, 2):
        case Point(1, x=1): return "no"
def bad_match_args():
    class B: __match_args__ = ["x"]
    match B():
        case B(1): pass
def bad_match_args2():
    class B: __match_args__ = (1,)
    match B():
        case B(1): pass
def int_two():
    match 5:
        case int(5, 6): pass
for f in (too_many, no_args, not_class, twice, bad_match_args, bad_match_args2, int_two):
    attempt(f)
# expect: TypeError Point() accepts 2 positional sub-patterns (3 given)
# expect: TypeError Plain() accepts 0 positional sub-patterns (1 given)
# expect: TypeError called match pattern must be a class
# expect: TypeError Point() got multiple sub-patterns for attribute 'x'
# expect: TypeError B.__match_args__ must be a tuple (got list)
# expect: TypeError __match_args__ elements must be strings (got int)
# expect: TypeError int() accepts 1 positional sub-pattern (2 given)
class Color:
    RED, GREEN = 1, 2
def dotted(v):
    match v:
        case Color.RED: return "red"
        case Color.GREEN: return "green"
print(dotted(1), dotted(2), dotted(3))  # expect: red green None
class Meta(type):
    def __instancecheck__(cls, obj): return obj == 42
class Virtual(metaclass=Meta): pass
match 42:
    case Virtual(): print("instancecheck used")  # expect: instancecheck used
