# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class Lazy:
    present = "class attribute"
    def __init__(self): self.own = "own"
    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"refused {name}")
        return f"made {name}"
o = Lazy()
print(o.own, o.present, o.anything, hasattr(o, "x"), hasattr(o, "no_x"))
# expect: own class attribute made anything True False
try:
    o.nope
except AttributeError as error:
    print(error)  # expect: refused nope
class Spy:
    def __init__(self): self.x = 1
    def __getattribute__(self, name):
        print("getattribute", name)
        return super().__getattribute__(name)
    def __getattr__(self, name):
        return "fallback"
    def method(self): return "method"
s = Spy()
print(s.x, s.method(), s.missing)
# expect: getattribute x
# expect: getattribute method
# expect: getattribute missing
# expect: 1 method fallback
class Log:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)
l = Log()
l.a = 1  # expect: set a 1
l.a += 1  # expect: set a 2
del l.a  # expect: del a
try:
    del l.a  # expect: del a
except AttributeError as error:
    print(error)  # expect: 'Log' object has no attribute 'a'
setattr(l, "b", 2)  # expect: set b 2
delattr(l, "b")  # expect: del b
print(vars(l))  # expect: {}
class Frozen:
    def __setattr__(self, name, value): raise AttributeError("frozen")
try:
    Frozen().x = 1
except AttributeError as error:
    print(error)  # expect: frozen
class Raises:
    @property
    def p(self): raise AttributeError("from property")
    def __getattr__(self, name): return f"getattr saw {name}"
print(Raises().p)  # expect: getattr saw p
class KeyErr:
    def __getattr__(self, name): return self.__dict__["missing"]
try:
    KeyErr().x
except KeyError as error:
    print("KeyError", error)  # expect: KeyError 'missing'
class Len:
    def __getattr__(self, name): return lambda *a: 5
try:
    len(Len())
except TypeError as error:
    print(error)  # expect: object of type 'Len' has no len()
print(Len().__len__(), getattr(o, "zzz"), getattr(Frozen(), "q", "default"))  # expect: 5 made zzz default
class Dir:
    def __dir__(self): return ["b", "a"]
print(dir(Dir()))  # expect: ['a', 'b']
object.__setattr__(f := Frozen(), "forced", 1)
print(f.forced, object.__getattribute__(f, "forced"))  # expect: 1 1
class Rec:
    def __getattr__(self, name): return self.other
try:
    Rec().x
except RecursionError:
    print("recursion")  # expect: recursion
