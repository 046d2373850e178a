# Subclasses of builtin types keep their parts and their dicts.
class L(list):
    extra = "class"
    def __getitem__(self, i): return ("got", super().__getitem__(i))
    def append(self, x): super().append(x * 2)
l = L([1, 2])
l.append(5)
l.note = "instance"
print(l, l[0], list(l), l.note, l.extra, len(l), l + [1], type(l + [1]).__name__, type(l[:]).__name__, l == [1, 2, 10], sorted(l))
# expect: [1, 2, 10] ('got', 1) [1, 2, 10] instance class 3 [1, 2, 10, 1] list tuple True [1, 2, 10]
class D(dict):
    def __getitem__(self, k): return f"<{k}>"
    def __setitem__(self, k, v): super().__setitem__(k, v + 100)
d = D(a=1)
d["b"] = 2
print(d, d["zzz"], d.get("a"), dict(d), d.pop("b"), d.copy(), type(d.copy()).__name__, {**d}, "%(a)s" % d, list(d.items()))
# expect: {'a': 1} <zzz> 1 {'a': 1, 'b': 102} 102 {'a': 1} dict {'a': 1} <a> [('a', 1)]
class S(str):
    def __len__(self): return 99
    def upper(self): return "custom"
s = S("abc")
s.tag = 1
print(s, len(s), s.upper(), s.lower(), s.tag, type(s.lower()).__name__, s[0], {"abc": 1}[s], s in {"abc"}, "-".join([s, s]), str(s) is s, type(str(s)).__name__)
# expect: abc 99 custom abc 1 str a 1 True abc-abc False str
class I(int):
    def __new__(cls, v): return super().__new__(cls, v * 10)
    def __eq__(self, o): return "eq called"
    __hash__ = int.__hash__
i = I(5)
i.tag = 1
print(i, i + 1, type(i + 1).__name__, i == 3, i < 100, int(i), [0, 1] * 2 if i else None, f"{i:05}", "%d" % i, range(60)[i], type(-i).__name__, type(+i).__name__, type(abs(i)).__name__)
# expect: 50 51 int eq called True 50 [0, 1, 0, 1] 00050 50 50 int int int
class F(float): pass
class C(complex): pass
class B(bytes): pass
class T(tuple): pass
class FS(frozenset): pass
print(F("1.5") * 2, C(1, 2), B(b"ab") + b"c", T("ab"), FS([1]), type(F(1) + 1).__name__, type(B(b"a") + B(b"b")).__name__, type(T() + T()).__name__)
# expect: 3.0 (1+2j) b'abc' ('a', 'b') FS({1}) float bytes tuple
for cls in (L, D, S, F, C, B, T, FS):
    x = cls()
    x.attr = cls.__name__
    print(x.attr, bool(x) if cls is not S else "", x.__dict__, isinstance(x, cls.__bases__[0]), x == cls.__bases__[0]())
# expect: L False {'attr': 'L'} True True
# expect: D False {'attr': 'D'} True True
# expect: S  {'attr': 'S'} True True
# expect: F False {'attr': 'F'} True True
# expect: C False {'attr': 'C'} True True
# expect: B False {'attr': 'B'} True True
# expect: T False {'attr': 'T'} True True
# expect: FS False {'attr': 'FS'} True True
class Multi(dict, metaclass=type):
    __slots__ = ("only",)
m = Multi(a=1)
m.only = 2
print(m, m.only)  # expect: {'a': 1} 2
try:
    m.other = 1
except AttributeError:
    print("no other attributes")  # expect: no other attributes
