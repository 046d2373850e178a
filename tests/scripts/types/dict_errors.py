# What dict refuses.
d = {"a": 1}
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, KeyError, RuntimeError) as error:
        print(type(error).__name__, error)
attempt(lambda: d["zz"])  # expect: KeyError 'zz'
attempt(lambda: d[1, 2])  # expect: KeyError (1, 2)
attempt(lambda: d.pop("zz"))  # expect: KeyError 'zz'
attempt(lambda: d.__delitem__(None))  # expect: KeyError None
attempt(lambda: {}.popitem())  # expect: KeyError 'popitem(): dictionary is empty'
attempt(lambda: dict([(1, 2, 3)]))
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
attempt(lambda: dict(["abc"]))  # expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
attempt(lambda: dict(1, 2))  # expect: TypeError dict expected at most 1 argument, got 2
attempt(lambda: dict(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: d + {})  # expect: TypeError unsupported operand type(s) for +: 'dict' and 'dict'
attempt(lambda: d | 5)  # expect: TypeError unsupported operand type(s) for |: 'dict' and 'int'
attempt(lambda: d | [("a", 1)])  # expect: TypeError unsupported operand type(s) for |: 'dict' and 'list'
attempt(lambda: d < {})  # expect: TypeError '<' not supported between instances of 'dict' and 'dict'
attempt(lambda: hash(d))  # expect: TypeError unhashable type: 'dict'
attempt(lambda: d.update(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: d.update([(1,)]))
# expect: ValueError dictionary update sequence element #0 has length 1; 2 is required
attempt(lambda: d.get())  # expect: TypeError get expected at least 1 argument, got 0
attempt(lambda: d.pop())  # expect: TypeError pop expected at least 1 argument, got 0
attempt(lambda: d.pop(1, 2, 3))  # expect: TypeError pop expected at most 2 arguments, got 3
attempt(lambda: d.fromkeys(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: d.update(1, 2))  # expect: TypeError update expected at most 1 argument, got 2
attempt(lambda: d.keys(1))  # expect: TypeError dict.keys() takes no arguments (1 given)
attempt(lambda: dict(**{1: 2}))  # expect: TypeError keywords must be strings
for bad in (lambda: d[[]], lambda: {[]: 1}, lambda: d.get({}), lambda: [] in d, lambda: d.setdefault(set(), 1), lambda: dict([([], 1)]), lambda: {(1, []): 2}):
    try:
        bad()
    except TypeError as error:
        print("unhashable" in str(error))
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
def grow():
    m = {1: 1, 2: 2}
    for k in m: m[k + 10] = 0
def shrink():
    m = {1: 1, 2: 2}
    for k in m: del m[k]
def items():
    m = {1: 1}
    for k, v in m.items(): m[k + v] = 1
def values():
    m = {1: 1}
    for v in m.values(): m[v + 1] = 1
def clear():
    m = {1: 1, 2: 2}
    for k in m: m.clear()
for f in (grow, shrink, items, values, clear):
    attempt(f)
# expect: RuntimeError dictionary changed size during iteration
# expect: RuntimeError dictionary changed size during iteration
# expect: RuntimeError dictionary changed size during iteration
# expect: RuntimeError dictionary changed size during iteration
# expect: RuntimeError dictionary changed size during iteration
m = {1: 1, 2: 2}
for k in m: m[k] += 10
print(m)  # expect: {1: 11, 2: 12}
it = iter(m)
m[3] = 3
attempt(lambda: next(it))  # expect: RuntimeError dictionary changed size during iteration
attempt(lambda: next(it))  # expect: RuntimeError dictionary changed size during iteration
class BadHash:
    def __hash__(self): return "x"
class RaiseHash:
    def __hash__(self): raise ValueError("hash failed")
class RaiseEq:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("eq failed")
attempt(lambda: {RaiseHash(): 1})  # expect: ValueError hash failed
attempt(lambda: {RaiseEq(): 1, 1: 2})  # expect: ValueError eq failed
try:
    {BadHash(): 1}
except TypeError as error:
    print("TypeError")  # expect: TypeError
class Sub(dict):
    def __missing__(self, k): raise LookupError(k)
try:
    Sub()[5]
except LookupError as error:
    print(type(error).__name__, error)  # expect: LookupError 5
