# Cycles are collected without being asked for: memory and the number of objects stay bounded.
import gc
import weakref


class Node:
    alive = 0

    def __init__(self):
        self.me = self
        Node.alive += 1

    def __del__(self):
        Node.alive -= 1


def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096


most = 0
before = resident()
for i in range(300_000):
    Node()
    if i % 1000 == 0:
        most = max(most, Node.alive)
print(0 < most < 100_000)  # expect: True
print(resident() - before < 40_000_000)  # expect: True

# Without a loop: calls only.
seen = []
gc.collect()


def recurse(depth):
    node = Node()
    if depth:
        recurse(depth - 1)
        recurse(depth - 1)


recurse(17)
print(Node.alive < 100_000)  # expect: True

# Weak references to what is collected call back.
gc.collect()
called = []
reference = weakref.ref(Node(), called.append)
for i in range(100_000):
    Node()
    if called:
        break
print(len(called), reference())  # expect: 1 None

# Switched off, nothing is collected.
gc.collect()
gc.disable()
for i in range(50_000):
    Node()
print(Node.alive)  # expect: 50000
gc.enable()
print(gc.collect() >= 50_000, Node.alive)  # expect: True 0

# Callbacks hear of automatic collections.
phases = []
gc.callbacks.append(lambda phase, info: phases.append((phase, sorted(info))))
for i in range(200_000):
    Node()
    if len(phases) >= 2:
        break
gc.callbacks.clear()
print(phases[0])  # expect: ('start', ['collected', 'generation', 'uncollectable'])
print(phases[1])  # expect: ('stop', ['collected', 'generation', 'uncollectable'])
