# Subclasses of set: keywords, __slots__ in pickles; hashes that are known are not computed again.
import copy, pickle
class New(set):
    def __new__(cls, arg, more=None):
        made = super().__new__(cls, arg)
        made.more = more
        return made
class Init(set):
    def __init__(self, arg, more=None):
        super().__init__(arg)
        self.more = more
class Slots(set):
    __slots__ = ("x", "y", "__dict__")
for make in (lambda: New([1, 2]), lambda: New([1, 2], more=3), lambda: Init([1, 2], more=3), lambda: Slots([1, 2], x=3)):
    try:
        print(sorted(make()), make().more)
    except TypeError as error:
        print(error)
# expect: [1, 2] None
# expect: set() takes no keyword arguments
# expect: [1, 2] 3
# expect: set() takes no keyword arguments
s = Slots("abc")
s.x, s.z = 1, 3
for protocol in range(6):
    d = pickle.loads(pickle.dumps(s, protocol))
    print(type(d).__name__, sorted(d), d.x, d.z, hasattr(d, "y"))
# expect: Slots ['a', 'b', 'c'] 1 3 False
# expect: Slots ['a', 'b', 'c'] 1 3 False
# expect: Slots ['a', 'b', 'c'] 1 3 False
# expect: Slots ['a', 'b', 'c'] 1 3 False
# expect: Slots ['a', 'b', 'c'] 1 3 False
# expect: Slots ['a', 'b', 'c'] 1 3 False
print(copy.copy(s).x, copy.deepcopy(s).z)  # expect: 1 3
class Hashed:
    count = 0
    def __init__(self, v): self.v = v
    def __hash__(self):
        Hashed.count += 1
        return hash(self.v)
items = [Hashed(i) for i in range(10)]
a = set(dict.fromkeys(items))
print(Hashed.count)  # expect: 10
b = dict.fromkeys(a)
c = frozenset(b)
print(Hashed.count, len(a & c), Hashed.count)  # expect: 10 10 10
class Clears:
    def __eq__(self, other):
        left.clear()
        right.clear()
        return NotImplemented
left, right = [Clears()], [Clears()]
print(left == right, left, right)  # expect: True [] []
