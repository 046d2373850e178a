"""Attributes of instances, classes, slots, properties, inherited and dynamic ones, read and written.
Loads attribute lookup of each kind, getattr/setattr and __getattr__."""
# quick: 10000
import sys


class Base:
    shared = 3
    scale = 2

    def __init__(self):
        self.a = 1
        self.b = 2
        self.c = 3


class Middle(Base):
    extra = 5


class Leaf(Middle):
    def __init__(self):
        super().__init__()
        self.d = 4
        self.next = None


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Managed:
    def __init__(self):
        self._level = 0

    @property
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        self._level = value & 1023


class Dynamic:
    def __getattr__(self, name):
        return len(name)


def main(count):
    leaf = Leaf()
    leaf.next = Leaf()
    leaf.next.next = Leaf()
    other = Base()
    slotted = Slotted(1, 2)
    managed = Managed()
    dynamic = Dynamic()
    total = 0
    for i in range(count):
        leaf.a = leaf.b + leaf.c
        leaf.b += 1
        leaf.next.next.d = leaf.next.a + i
        total += leaf.shared + leaf.extra * leaf.scale
        slotted.x, slotted.y = slotted.y, slotted.x + 1
        managed.level = managed.level + 3
        total += leaf.next.next.d
    names = ["a", "b", "c"]
    for i in range(count):
        item = leaf if i & 1 else other
        total += item.a + item.c
        name = names[i % 3]
        setattr(other, name, getattr(other, name) + 1)
        if hasattr(other, "missing"):
            total = 0
        if i & 7 == 0:
            total += dynamic.anything
    print(total, leaf.a, slotted.x, managed.level, other.a, other.b)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1600000)
