# property, staticmethod, classmethod as objects.
p = property(lambda self: "get", lambda self, v: print("set", v), lambda self: print("del"), "the doc")
class C:
    x = p
    @staticmethod
    def s(a): return "static", a
    @classmethod
    def c(cls, a): return cls.__name__, a
c = C()
print(c.x, p.__doc__, C.x is p, p.fget(None), p.fset is not None)  # expect: get the doc True get True
c.x = 1  # expect: set 1
del c.x  # expect: del
q = p.getter(lambda self: "new get").setter(None).deleter(None)
class D: x = q
print(D().x, q.fset is p.fset, q.fdel is p.fdel, q is p)  # expect: new get True True False
for bad in (lambda: setattr(D(), "x", 1), lambda: delattr(D(), "x"), lambda: property(1).__get__(5), lambda: property().__get__(c), lambda: setattr(p, "fget", 1)):
    try:
        print(bad())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__)
# expect: set 1
# expect: None
# expect: del
# expect: None
# expect: TypeError
# expect: AttributeError
# expect: AttributeError
s = C.__dict__["s"]
k = C.__dict__["c"]
print(type(s).__name__, type(k).__name__, s(1), s.__func__(2), k.__func__(C, 3), s.__get__(None, C)(4), k.__get__(None, C)(5), k.__get__(c)(6))
# expect: staticmethod classmethod ('static', 1) ('static', 2) ('C', 3) ('static', 4) ('C', 5) ('C', 6)
print(callable(s), callable(k), s.__name__, k.__name__, s.__wrapped__ is s.__func__, C.c.__self__ is C)
# expect: True False s c True True
class E(C):
    @classmethod
    def c(cls, a): return "E", super().c(a)
    s2 = staticmethod(len)
    c2 = classmethod(lambda cls: cls)
print(E.c(1), E().s2("ab"), E.c2() is E, E().c2() is E)  # expect: ('E', ('E', 1)) 2 True True
class Meta(type):
    @property
    def name_len(cls): return len(cls.__name__)
    @classmethod
    def of(mcls): return mcls.__name__
class M(metaclass=Meta): pass
print(M.name_len, M.of(), hasattr(M(), "name_len"))  # expect: 1 Meta False
class Lazy:
    @property
    def value(self):
        print("computing")
        self.__dict__["cached"] = 1
        return self.cached
print(Lazy().value)
# expect: computing
# expect: 1
class Doc:
    @property
    def p(self):
        "docstring of p"
print(Doc.p.__doc__, property(None, doc="d").__doc__, isinstance(Doc.p, property))  # expect: docstring of p d True
class Sub(property):
    def __get__(self, obj, cls=None): return "sub", super().__get__(obj, cls) if obj else None
class F:
    @Sub
    def x(self): return 5
print(F().x, F.x)  # expect: ('sub', 5) ('sub', None)
