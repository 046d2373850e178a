# needs: gc
# Cycles are found and finalized.
import gc
gc.collect()
class Node:
    def __init__(self, name): self.name = name
    def __del__(self): log.append(self.name)
log = []
a, b = Node("a"), Node("b")
a.other, b.other = b, a
del a, b
print(log)  # expect: []
found = gc.collect()
print(found > 0, sorted(log))  # expect: True ['a', 'b']
log.clear()
s = Node("self")
s.me = s
del s
gc.collect()
print(log)  # expect: ['self']
log.clear()
n = Node("in list")
n.items = [n, {"k": n}, (n,)]
del n
gc.collect()
print(log)  # expect: ['in list']
log.clear()
def closure():
    node = Node("closure")
    def f(): return node, f
    node.f = f
closure()
gc.collect()
print(log)  # expect: ['closure']
log.clear()
class Outer:
    node = Node("class attribute")
    def method(self): return __class__
del Outer
gc.collect()
print(log)  # expect: ['class attribute']
log.clear()
def gen():
    node = Node("generator")
    me = yield
    yield node, me
g = gen()
next(g); g.send(g)
del g
gc.collect()
print(log)  # expect: ['generator']
log.clear()
chain = [Node(f"n{i}") for i in range(100)]
for i, n in enumerate(chain): n.next = chain[(i + 1) % 100]
del chain, n
gc.collect()
print(len(log), log and sorted(log)[0])  # expect: 100 n0
keep = Node("kept")
keep.me = keep
gc.collect()
print("kept" in log)  # expect: False
log.clear()
keep = None
print(gc.collect() >= 0, log)  # expect: True ['kept']
