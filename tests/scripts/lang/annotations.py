# Annotations: kept, not enforced, not evaluated in function bodies.
x: int = "not an int"
y: "forward" = 5
z: int
print(x, y, "z" in globals())  # expect: not an int 5 False
def f(a: int, b: "text" = 2, *args: str, c: float = 1.5, **kw: dict) -> list:
    local: undefined_name = 7
    other: also_undefined
    return local
print(f("anything"), sorted(f.__annotations__), f.__annotations__["a"], f.__annotations__["b"], f.__annotations__["return"])
# expect: 7 ['a', 'args', 'b', 'c', 'kw', 'return'] <class 'int'> text <class 'list'>
class C:
    a: int = 1
    b: str
    def m(self, x: "C") -> None: ...
print(C.__annotations__, C.m.__annotations__, hasattr(C, "b"), C.a)
# expect: {'a': <class 'int'>, 'b': <class 'str'>} {'x': 'C', 'return': None} False 1
d = {}
d["k"]: int = 5
C.attr: str = "set"
(p): int = 6
(q): int
print(d, C.attr, p, "q" in globals())  # expect: {'k': 5} set 6 False
def g():
    x: int
    try:
        return x
    except UnboundLocalError as error:
        return str(error)
print(g())  # expect: cannot access local variable 'x' where it is not associated with a value
def h(): pass
h.__annotations__ = {"a": 1}
print(h.__annotations__, (lambda: 0).__annotations__)  # expect: {'a': 1} {}
class D(C):
    c: list = []
print(D.__annotations__, D.__dict__.get("a"), C.__annotations__)
# expect: {'c': <class 'list'>} None {'a': <class 'int'>, 'b': <class 'str'>}
