# __getitem__, __setitem__, __delitem__, __contains__, __missing__, slices.
class Store:
    def __getitem__(self, key): return f"get {key!r}"
    def __setitem__(self, key, value): print("set", repr(key), value)
    def __delitem__(self, key): print("del", repr(key))
    def __contains__(self, key): return key == "yes"
s = Store()
print(s[1], s["k"], s[1, 2], s[1:2], s[::3], s[:, 1], s[...], s[None], s[()])
# expect: get 1 get 'k' get (1, 2) get slice(1, 2, None) get slice(None, None, 3) get (slice(None, None, None), 1) get Ellipsis get None get ()
s[0] = 1  # expect: set 0 1
s["a", "b"] = 2  # expect: set ('a', 'b') 2
s[1:2, ::3] = 3  # expect: set (slice(1, 2, None), slice(None, None, 3)) 3
del s[5]  # expect: del 5
del s[1:]  # expect: del slice(1, None, None)
print("yes" in s, "no" in s, "no" not in s)  # expect: True False True
class Truthy:
    def __contains__(self, k): return [k] if k else []
print(1 in Truthy(), 0 in Truthy())  # expect: True False
class D(dict):
    def __missing__(self, key): return f"missing {key}"
d = D(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, len(d))  # expect: 1 missing b None False 1
class NoContains:
    __contains__ = None
    def __iter__(self): return iter([1])
try:
    1 in NoContains()
except TypeError as error:
    print(error)  # expect: 'NoContains' object is not a container
for thunk in (lambda: 5[0], lambda: None["a"], lambda: {}[[]], lambda: (1,)["a"], lambda: "s"[1.5], lambda: [1][None],
              lambda: object()[1], lambda: len[0], lambda: {1}[0]):
    try:
        thunk()
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
for text in ("5[0]", "None['a']", "object()[1]", "{1}[0]", "[1]['a']", "(1,)['a']", "'s'['a']", "len[0]", "b'x'['a']"):
    try:
        eval(text)
    except TypeError as error:
        print(error)
# expect: 'int' object is not subscriptable
# expect: 'NoneType' object is not subscriptable
# expect: 'object' object is not subscriptable
# expect: 'set' object is not subscriptable
# expect: list indices must be integers or slices, not str
# expect: tuple indices must be integers or slices, not str
# expect: string indices must be integers, not 'str'
# expect: 'builtin_function_or_method' object is not subscriptable
# expect: byte indices must be integers or slices, not str
class Seq:
    def __init__(self, items): self.items = items
    def __getitem__(self, i):
        if isinstance(i, slice): return Seq(self.items[i])
        return self.items[i]
    def __len__(self): return len(self.items)
q = Seq([0, 1, 2, 3])
print(q[-1], q[1:3].items, list(q), list(reversed(q)), 3 in q, q[::-1].items)
# expect: 3 [1, 2] [0, 1, 2, 3] [3, 2, 1, 0] True [3, 2, 1, 0]
class WithIndex:
    def __index__(self): return 2
print("abc"[WithIndex()], [1, 2, 3][WithIndex():], (1, 2, 3)[:WithIndex()], range(5)[WithIndex()])
# expect: c [3] (1, 2) 2
