# repr of containers inside themselves, and of nested and mixed data.
a = []
a.append(a)
print(a, [a], str(a))  # expect: [[...]] [[[...]]] [[...]]
d = {}
d["d"] = d
print(d)  # expect: {'d': {...}}
t = ([],)
t[0].append(t)
print(t, t[0])  # expect: ([(...)],) [([...],)]
m = [{"k": []}]
m[0]["k"].append(m)
print(m)  # expect: [{'k': [[...]]}]
class R:
    def __init__(self): self.items = [self]
    def __repr__(self): return f"R({len(self.items)})"
print(R(), R().items, {"r": R()}, (R(),))  # expect: R(1) [R(1)] {'r': R(1)} (R(1),)
class Bad:
    def __repr__(self): raise ValueError("repr failed")
for thing in ([Bad()], {"k": Bad()}, (Bad(),), {Bad(): 1}):
    try:
        print(thing)
    except ValueError as error:
        print(error)
# expect: repr failed
# expect: repr failed
# expect: repr failed
# expect: repr failed
try:
    a == a
    [a] == [[a]]
    b = []
    b.append(b)
    print(a == b)
except RecursionError:
    print("comparison recursion")  # expect: comparison recursion
deep = []
for _ in range(50): deep = [deep]
print(deep)
# expect: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
print([[], [[]], ()], {(): {}}, [None, True, ..., NotImplemented], [1.0, -0.0, 1e100, 2j], ["a'b", 'a"b', b"c", "\n"], [range(3), slice(1)], [int, type], {"a": {1, }})
# expect: [[], [[]], ()] {(): {}} [None, True, Ellipsis, NotImplemented] [1.0, -0.0, 1e+100, 2j] ["a'b", 'a"b', b'c', '\n'] [range(0, 3), slice(None, 1, None)] [<class 'int'>, <class 'type'>] {'a': {1}}
print([print, len, str.upper, [].append.__name__, type(None)])
# expect: [<built-in function print>, <built-in function len>, <method 'upper' of 'str' objects>, 'append', <class 'NoneType'>]
