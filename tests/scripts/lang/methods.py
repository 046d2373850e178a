# Instance, class and static methods, bound and unbound.
class C:
    def inst(self, x): return "inst", type(self).__name__, x
    @classmethod
    def cls(cls, x): return "cls", cls.__name__, x
    @staticmethod
    def stat(x): return "stat", x
class D(C): pass
c, d = C(), D()
print(c.inst(1), d.inst(2))  # expect: ('inst', 'C', 1) ('inst', 'D', 2)
print(C.cls(1), c.cls(2), D.cls(3), d.cls(4))
# expect: ('cls', 'C', 1) ('cls', 'C', 2) ('cls', 'D', 3) ('cls', 'D', 4)
print(C.stat(1), c.stat(2), D.stat(3))  # expect: ('stat', 1) ('stat', 2) ('stat', 3)
print(C.inst(c, 5), D.inst(c, 6))  # expect: ('inst', 'C', 5) ('inst', 'C', 6)
print(c.inst == c.inst, c.inst is c.inst, c.inst == C().inst, c.inst.__func__ is C.inst)
# expect: True False False True
print(C.cls.__self__ is C, D.cls.__self__ is D, C.stat is C.stat)  # expect: True True True
print(hash(c.inst) == hash(c.inst), {c.inst: 1}[c.inst])  # expect: True 1
class Odd:
    upper = str.upper
    length = len
    call = staticmethod(len)
    f = lambda self: "lambda method"
print(Odd().length((1, 2)) if False else Odd.length("abc"), Odd().call("ab"), Odd().f())  # expect: 3 2 lambda method
try:
    Odd().upper()
except TypeError as error:
    print(error)  # expect: descriptor 'upper' for 'str' objects doesn't apply to a 'Odd' object
c.own = lambda: "own attribute is not bound"
print(c.own())  # expect: own attribute is not bound
import_like = c.inst
del c
print(import_like(9))  # expect: ('inst', 'C', 9)
print([].append.__name__, "x".join.__self__, len.__name__, [].append.__qualname__)  # expect: append x len list.append
print(str.join(",", ["a", "b"]), list.append.__qualname__)  # expect: a,b list.append
try:
    str.join(1, [])
except TypeError as error:
    print(error)  # expect: descriptor 'join' for 'str' objects doesn't apply to a 'int' object
try:
    list.append()
except TypeError as error:
    print(error)  # expect: unbound method list.append() needs an argument
static = staticmethod(lambda: 1)
print(static(), static.__func__(), classmethod(len).__func__ is len)  # expect: 1 1 True
