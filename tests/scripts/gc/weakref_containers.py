# needs: weakref
# WeakValueDictionary, WeakKeyDictionary, WeakSet, finalize.
import weakref
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"C{self.n}"
a, b = C(1), C(2)
v = weakref.WeakValueDictionary(a=a, b=b)
print(sorted(v), v["a"], len(v), "a" in v, v.get("zz"))  # expect: ['a', 'b'] C1 2 True None
del a
print(sorted(v.items()), "a" in v)  # expect: [('b', C2)] False
k = weakref.WeakKeyDictionary()
k[b] = "data"
x = C(3)
k[x] = "more"
print(len(k), k[b])  # expect: 2 data
del x
print(len(k), list(k.values()))  # expect: 1 ['data']
s = weakref.WeakSet([b])
y = C(4)
s.add(y)
print(len(s), y in s)  # expect: 2 True
del y
print(len(s), list(s))  # expect: 1 [C2]
z = C(5)
f = weakref.finalize(z, print, "finalized", 5)
print(f.alive)  # expect: True
del z  # expect: finalized 5
print(f.alive, f())  # expect: False None
w = C(6)
g = weakref.finalize(w, lambda: "result")
print(g(), g(), g.alive, g.detach())  # expect: result None False None
h = weakref.finalize(w, print, "finalized at exit")
print("end")
# expect: end
# expect: finalized at exit
