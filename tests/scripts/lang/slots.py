# __slots__: no dict, conflicts, inheritance.
class P:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"))  # expect: 1 2 False
def attempt(thunk):
    try:
        print(thunk())
    except (AttributeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    p.z = 1
except AttributeError as error:
    print("no z")  # expect: no z
del p.x
attempt(lambda: p.x)  # expect: AttributeError 'P' object has no attribute 'x'
attempt(lambda: P.__delattr__(p, "x"))  # expect: AttributeError x
p.x = 10
print(p.x, type(P.x).__name__, P.x.__get__(p), P.__slots__)  # expect: 10 member_descriptor 10 ('x', 'y')
class Sub(P):
    pass
s = Sub(1, 2)
s.z = 3
print(s.__dict__, s.x)  # expect: {'z': 3} 1
class SubSlots(P):
    __slots__ = "z",
q = SubSlots(1, 2)
q.z = 5
print(q.x, q.y, q.z, hasattr(q, "__dict__"))  # expect: 1 2 5 False
class Str:
    __slots__ = "single"
Str().single = 1
class WithDict:
    __slots__ = ("a", "__dict__")
w = WithDict()
w.a = 1; w.b = 2
print(w.__dict__)  # expect: {'b': 2}
def conflict():
    class C:
        __slots__ = ("a",)
        a = 1
attempt(conflict)  # expect: ValueError 'a' in __slots__ conflicts with class variable
def bad_name():
    class C: __slots__ = ("1x",)
attempt(bad_name)  # expect: TypeError __slots__ must be identifiers
def bad_type():
    class C: __slots__ = (1,)
attempt(bad_type)  # expect: TypeError __slots__ items must be strings, not 'int'
def layout():
    class A: __slots__ = ("a",)
    class B: __slots__ = ("b",)
    class C(A, B): pass
attempt(layout)  # expect: TypeError multiple bases have instance lay-out conflict
class Private:
    __slots__ = ("__hidden",)
    def __init__(self): self.__hidden = 1
print(Private()._Private__hidden)  # expect: 1
class Empty: __slots__ = ()
class Multi(Empty, P): __slots__ = ()
print(Multi(3, 4).y)  # expect: 4
attempt(lambda: P.x.__get__(5))  # expect: TypeError descriptor 'x' for 'P' objects doesn't apply to a 'int' object
class Iter: __slots__ = iter(["m", "n"])
i = Iter(); i.m = 1
print(i.m)  # expect: 1
class D: __slots__ = {"k": "doc of k"}
print(D.k.__doc__, D.__slots__)  # expect: None {'k': 'doc of k'}
class IntSlots(int): __slots__ = ()
print(IntSlots(5) + 1)  # expect: 6
