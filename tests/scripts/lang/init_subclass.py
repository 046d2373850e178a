# __init_subclass__ and class keywords.
class Plugin:
    registry = []
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, name))
class A(Plugin, name="first"): pass
class B(A): pass
class C(Plugin, name="third"): pass
print(Plugin.registry)  # expect: [('A', 'first'), ('B', None), ('C', 'third')]
try:
    class D(Plugin, unknown=1): pass
except TypeError as error:
    print(error)  # expect: D.__init_subclass__() takes no keyword arguments
try:
    class E(x=1): pass
except TypeError as error:
    print(error)  # expect: E.__init_subclass__() takes no keyword arguments
class Order:
    def __init_subclass__(cls):
        print("init_subclass", cls.__name__, cls.attr.owner)
class Named:
    def __set_name__(self, owner, name):
        print("set_name", name)
        self.owner = owner.__name__
class Sub(Order):
    attr = Named()
# expect: set_name attr
# expect: init_subclass Sub Sub
class Deep:
    def __init_subclass__(cls, **kw):
        cls.depth = len(cls.__mro__)
class L1(Deep): pass
class L2(L1): pass
print(L1.depth, L2.depth, hasattr(Deep, "depth"))  # expect: 3 4 False
T = type("T", (Plugin,), {}, name="by call")
print(Plugin.registry[-1])  # expect: ('T', 'by call')
class Mixin:
    def __init_subclass__(cls, **kw):
        print("mixin", kw)
        super().__init_subclass__(**kw)
class Two(Mixin, Plugin, name="two"): pass
# expect: mixin {'name': 'two'}
print(Plugin.registry[-1])  # expect: ('Two', 'two')
class Explicit(Deep):
    @classmethod
    def __init_subclass__(cls): print("explicit", cls.__name__)
class Z(Explicit): pass
# expect: explicit Z
kw = {"name": "unpacked"}
bases = (Plugin,)
class U(*bases, **kw): pass
print(Plugin.registry[-1])  # expect: ('U', 'unpacked')
