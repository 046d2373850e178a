# __weakref__ of instances, deleting __dict__.
import weakref
class A: pass
class B: __slots__ = ("__weakref__", "x")
class C: __slots__ = ("x",)
class D(A): pass
class E(C): pass
print("__weakref__" in vars(A), "__weakref__" in vars(B), "__weakref__" in vars(C), "__weakref__" in vars(D), "__weakref__" in vars(E))
# expect: True True False False True
print(list(vars(A))[-3:], A().__weakref__, type(vars(A)["__weakref__"]).__name__)
# expect: ['__dict__', '__weakref__', '__doc__'] None getset_descriptor
for cls in A, B, D, E:
    o = cls()
    r = weakref.ref(o)
    print(o.__weakref__ is r, r() is o)
# expect: True True
# expect: True True
# expect: True True
# expect: True True
for bases in ((A,), (B,)):
    try:
        type("Again", bases, {"__slots__": ("__weakref__",)})
    except TypeError as error:
        print(error)
# expect: __weakref__ slot disallowed: we already got one
# expect: __weakref__ slot disallowed: we already got one
try:
    weakref.ref(C())
except TypeError as error:
    print(error)  # expect: cannot create weak reference to 'C' object
class F(C): __slots__ = ("__weakref__",)
try:
    C().__class__ = F
except TypeError as error:
    print(error)  # expect: __class__ assignment: 'F' object layout differs from 'C'
a = A()
a.x, kept = 1, a.__dict__
del a.__dict__
print(a.__dict__, kept, hasattr(a, "x"))  # expect: {} {'x': 1} False
a.y = 2
print(a.__dict__)  # expect: {'y': 2}
