# needs: weakref
# weakref.ref and its callbacks.
import weakref
class C:
    def __init__(self, n): self.n = n
c = C(1)
r = weakref.ref(c)
print(r() is c, r().n, weakref.getweakrefcount(c), weakref.ref(c) is r, r == weakref.ref(c), hash(r) == hash(c))
# expect: True 1 1 True True True
del c
print(r(), r() is None)  # expect: None True
c = C(2)
def gone(ref): print("gone", ref is r1, ref())
r1 = weakref.ref(c, gone)
r2 = weakref.ref(c, lambda ref: print("second callback"))
print(weakref.getweakrefcount(c), len(weakref.getweakrefs(c)))  # expect: 2 2
del c
# expect: second callback
# expect: gone True None
print("after")  # expect: after
c = C(3)
r3 = weakref.ref(c, lambda ref: print("never: the reference died first"))
del r3
del c
p = weakref.proxy(d := C(4))
print(p.n, isinstance(p, C))  # expect: 4 True
p.n = 5
print(d.n)  # expect: 5
del d
try:
    p.n
except ReferenceError as error:
    print(error)  # expect: weakly-referenced object no longer exists
for thing in (5, "s", (1,), None, [], {}):
    try:
        weakref.ref(thing)
    except TypeError as error:
        print(error)
# expect: cannot create weak reference to 'int' object
# expect: cannot create weak reference to 'str' object
# expect: cannot create weak reference to 'tuple' object
# expect: cannot create weak reference to 'NoneType' object
# expect: cannot create weak reference to 'list' object
# expect: cannot create weak reference to 'dict' object
def f(): pass
print(weakref.ref(f)() is f, weakref.ref(C)() is C, weakref.ref({1}) is not None, weakref.ref(len)() is len)
# expect: True True True True
class S: __slots__ = ()
class W: __slots__ = ("__weakref__",)
try:
    weakref.ref(S())
except TypeError as error:
    print(error)  # expect: cannot create weak reference to 'S' object
w = W()
print(weakref.ref(w)() is w, weakref.ref(C(9))())  # expect: True None
class Del:
    def __del__(self): print("del, reference dead:", rd() is None)
x = Del()
rd = weakref.ref(x, lambda r: print("callback"))
del x
# expect: del, reference dead: False
# expect: callback
e = C(6)
m = weakref.WeakMethod(e.__init__)
print(m() == e.__init__)  # expect: True
