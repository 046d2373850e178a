# __eq__ without __hash__ makes instances unhashable; who inherits what.
class Plain: pass
class EqOnly:
    def __eq__(self, o): return True
class Both:
    def __eq__(self, o): return True
    def __hash__(self): return 1
class SubOfBoth(Both): pass
class SubRedefinesEq(Both):
    def __eq__(self, o): return False
class Restored(EqOnly):
    __hash__ = object.__hash__
class Explicit(Both):
    def __eq__(self, o): return False
    __hash__ = Both.__hash__
class HashOnly:
    def __hash__(self): return 5
for cls in (Plain, EqOnly, Both, SubOfBoth, SubRedefinesEq, Restored, Explicit, HashOnly):
    try:
        hash(cls())
        print(cls.__name__, "hashable", cls.__hash__ is object.__hash__)
    except TypeError as error:
        print(cls.__name__, error)
# expect: Plain hashable True
# expect: EqOnly unhashable type: 'EqOnly'
# expect: Both hashable False
# expect: SubOfBoth hashable False
# expect: SubRedefinesEq unhashable type: 'SubRedefinesEq'
# expect: Restored hashable True
# expect: Explicit hashable False
# expect: HashOnly hashable False
d = {Both(): "first"}
d[Both()] = "second"
print(len(d), list(d.values()), Both() in d, len({SubOfBoth(), Both()}))  # expect: 1 ['second'] True 1
class Collide:
    def __init__(self, n): self.n = n
    def __hash__(self): return 42
    def __eq__(self, o): return isinstance(o, Collide) and self.n == o.n
    def __repr__(self): return f"K{self.n}"
d = {Collide(i): i for i in range(20)}
print(len(d), d[Collide(7)], Collide(99) in d)  # expect: 20 7 False
for i in range(0, 20, 2): del d[Collide(i)]
print(list(d)[:3], len(d), Collide(3) in d, Collide(4) in d)  # expect: [K1, K3, K5] 10 True False
d[Collide(4)] = "back"
print(list(d)[-1], d[Collide(19)], {Collide(1), Collide(1), Collide(2)} == {Collide(2), Collide(1)})
# expect: K4 19 True
class Changing:
    def __init__(self): self.h = 1
    def __hash__(self): return self.h
c = Changing()
s = {c}
c.h = 2
print(c in s, c in list(s), len(s))  # expect: False True 1
