"""Attributes, methods, globals and builtins: does looking up in shared types or caches wait for a neighbour?
Arguments: workers, repeats."""
import workers

workers.run("""
step = 3

class Base:
    scale = 2

    def grow(self, amount):
        self.size += amount * self.scale

class Item(Base):
    def __init__(self):
        self.size = 0
        self.names = []

def work(count):
    item = Item()
    for i in range(count):
        item.grow(step)
        item.names.append(i)
        if len(item.names) > 10:
            item.names.clear()
        item.size = max(item.size, abs(i - 5))
        isinstance(item, Base)
    return item.size + len("abc".upper())

assert work(1000) == 6003, work(1000)
for _ in range(repeats):
    work(200000)
""")
