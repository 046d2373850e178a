# needs: gc weakref
# Weak references to objects in cycles.
import gc, weakref
gc.collect()
class N: pass
a, b = N(), N()
a.b, b.a = b, a
events = []
ra = weakref.ref(a, lambda r: events.append("a gone"))
rb = weakref.ref(b, lambda r: events.append("b gone"))
del a, b
print(ra() is not None, events)  # expect: True []
gc.collect()
print(ra(), rb(), sorted(events))  # expect: None None ['a gone', 'b gone']
c = N()
c.ref = weakref.ref(c, lambda r: events.append("never"))
c.me = c
events.clear()
del c
gc.collect()
print(events)  # expect: []
class D:
    def __del__(self): events.append("del")
d = D()
d.me = d
r = weakref.ref(d)
del d
gc.collect()
print(events, r())  # expect: ['del'] None
cls = type("Temp", (), {})
rc = weakref.ref(cls)
print(rc() is cls, len(N.__subclasses__()))  # expect: True 0
class Sub(N): pass
print(len(N.__subclasses__()))  # expect: 1
del cls, Sub
gc.collect()
print(rc(), len(N.__subclasses__()))  # expect: None 0
