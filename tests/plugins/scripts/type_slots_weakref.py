# plugin: type_slots
# needs: weakref gc
# Weak references to objects of a C type, and cycles through one.
import gc
import weakref
from load import load, show

m = load("type_slots")
o = m.Slotted()
ref = weakref.ref(o)
proxy = weakref.proxy(o)
o.name = "named"
print(ref() is o, proxy.name, weakref.getweakrefcount(o))  # expect: True named 2
gone = []
other = weakref.ref(o, gone.append)
del o
print(ref(), gone == [other])  # expect: None True
show(lambda: proxy.name)  # expect: ReferenceError: weakly-referenced object no longer exists
show(weakref.ref, m.Num())  # expect: TypeError: cannot create weak reference to 'type_slots.Num' object

before = m.lives()
cycle = m.Slotted()
cycle.me = cycle
del cycle
gc.collect()
print([now - then for now, then in zip(m.lives(), before)])  # expect: [1, 1]
