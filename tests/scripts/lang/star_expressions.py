# * and ** in displays, calls, subscripts, returns.
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, *b), {*a, *b} == {1, 2, 3, 4}, [*a, 0, *"xy"])
# expect: [1, 2, 3, 4] (1, 2, 3, 4) True [1, 2, 0, 'x', 'y']
print({**{"x": 1}, "y": 2, **{"x": 3}}, {"x": 0, **{}}, {**{1: 2}, 1: 3})  # expect: {'x': 3, 'y': 2} {'x': 0} {1: 3}
print(*a, *b, sep=",")  # expect: 1,2,3,4
def f(*args, **kw): return args, kw
print(f(*a, 5, *b, k=1, **{"m": 2}))  # expect: ((1, 2, 5, 3, 4), {'k': 1, 'm': 2})
print(f(*a, x=1, *b))  # expect: ((1, 2, 3, 4), {'x': 1})
def ret(): return *a, *b
print(ret())  # expect: (1, 2, 3, 4)
def gen(): yield *a, 9
print(next(gen()))  # expect: (1, 2, 9)
for x in *a, *b:
    print(x, end=";")
print()  # expect: 1;2;3;4;
x = *a, 
print(x)  # expect: (1, 2)
class K:
    def __getitem__(self, k): return k
print(K()[*a], K()[*a, 5], K()[0, *b])  # expect: (1, 2) (1, 2, 5) (0, 3, 4)
for bad in ("[*5]", "{**5}", "{*None}", "(*1,)", "f(*a, **a)", "[*a, *7]", "{**[1]}"):
    try:
        eval(bad)
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
print([*()], {**{}}, f(*[], **{}), [*range(3)][::-1], [*{"k": 1}], [*{"k": 1}.items()])
# expect: [] {} ((), {}) [2, 1, 0] ['k'] [('k', 1)]
print(max(*a, *b), dict(**{"a": 1}, b=2), f(**dict(zip("pq", a))))  # expect: 4 {'a': 1, 'b': 2} ((), {'p': 1, 'q': 2})
order = []
def note(v): order.append(v); return v
f(note(1), *note([2]), note(3), k=note(4), **note({"z": 5}))
print(order)  # expect: [1, [2], 3, 4, {'z': 5}]
d = {note("k1"): note("v1"), **{note("k2"): note("v2")}}
print(order[5:], d)  # expect: ['k1', 'v1', 'k2', 'v2'] {'k1': 'v1', 'k2': 'v2'}
class Map:
    def keys(self): return ["a", "b"]
    def __getitem__(self, k): return k * 2
print(f(**Map()), {**Map()})  # expect: ((), {'a': 'aa', 'b': 'bb'}) {'a': 'aa', 'b': 'bb'}
big = list(range(300))
print(len(f(*big)[0]), sum(f(*big, *big)[0]), len(f(**{f"k{i}": i for i in range(300)})[1]))  # expect: 300 89700 300
