# getattr, setattr, hasattr, delattr, vars, dir, callable.
class C:
    x = 1
    def __init__(self): self.y = 2
    def m(self): return "m"
c = C()
print(getattr(c, "x"), getattr(c, "y"), getattr(c, "m")(), getattr(c, "z", "default"), getattr(c, "z", None), hasattr(c, "x"), hasattr(c, "z"))
# expect: 1 2 m default None True False
setattr(c, "z", 3)
setattr(C, "w", 4)
setattr(c, "with space", 5)
print(c.z, c.w, vars(c), getattr(c, "with space"))  # expect: 3 4 {'y': 2, 'z': 3, 'with space': 5} 5
delattr(c, "z")
print(hasattr(c, "z"), vars(c) is c.__dict__, "x" in vars(C), "y" in dir(c), "m" in dir(c), "m" in dir(C), dir(c) == sorted(dir(c)), "__class__" in dir(5))
# expect: False True True True True True True True
print(callable(len), callable(C), callable(c), callable(c.m), callable(lambda: 0), callable(5), callable("x"), callable(None))
# expect: True True False True True False False False
vars(c)["through dict"] = 1
print(getattr(c, "through dict"))  # expect: 1
def local_vars(a, b=2):
    c = a + b
    return vars(), locals() == vars()
print(local_vars(1))  # expect: ({'a': 1, 'b': 2, 'c': 3}, True)
def local_dir():
    q = 1
    r = 2
    return dir()
print(local_dir(), "C" in dir(), "c" in vars())  # expect: ['q', 'r'] True True
class NoDict: __slots__ = ()
class Bad:
    @property
    def p(self): raise ValueError("property failed")
    def __getattr__(self, n): raise AttributeError(n)
for bad in (lambda: getattr(c, "nope"), lambda: getattr(c), lambda: getattr(c, 5), lambda: setattr(c, "a"), lambda: setattr(c, 5, 1), lambda: delattr(c, "nope"), lambda: hasattr(c), lambda: hasattr(c, 5), lambda: vars(5),
            lambda: vars(NoDict()), lambda: hasattr(Bad(), "p"), lambda: hasattr(Bad(), "q"), lambda: getattr(Bad(), "zz", 1), lambda: vars(1, 2), lambda: callable(), lambda: delattr(C, "x") or hasattr(c, "x")):
    try:
        print(bad())
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: AttributeError 'C' object has no attribute 'nope'
# expect: TypeError getattr expected at least 2 arguments, got 1
# expect: TypeError attribute name must be string, not 'int'
# expect: TypeError setattr expected 3 arguments, got 2
# expect: TypeError attribute name must be string, not 'int'
# expect: AttributeError 'C' object has no attribute 'nope'
# expect: TypeError hasattr expected 2 arguments, got 1
# expect: TypeError attribute name must be string, not 'int'
# expect: TypeError vars() argument must have __dict__ attribute
# expect: TypeError vars() argument must have __dict__ attribute
# expect: ValueError property failed
# expect: False
# expect: 1
# expect: TypeError vars expected at most 1 argument, got 2
# expect: TypeError callable() takes exactly one argument (0 given)
# expect: False
