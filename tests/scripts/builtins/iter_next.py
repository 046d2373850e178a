# iter and next with all their arguments.
it = iter([1, 2])
print(next(it), next(it), next(it, None), next(it, "d"))  # expect: 1 2 None d
try:
    next(it)
except StopIteration as stop:
    print(repr(stop), stop.value)  # expect: StopIteration() None
n = 0
def step():
    global n
    n += 1
    return n
print(list(iter(step, 4)), n)  # expect: [1, 2, 3] 4
def stops():
    raise StopIteration
print(list(iter(stops, None)))  # expect: []
class Eq:
    def __eq__(self, o): return o == 7
print(list(iter(step, Eq())))  # expect: [5, 6]
it = iter(step, 8)
print(list(it), next(it, "still over"))  # expect: [] still over
def fails():
    raise ValueError("from callable")
try:
    list(iter(fails, 1))
except ValueError as error:
    print(error)  # expect: from callable
class Own:
    def __iter__(self): return iter("own")
    def __next__(self): return "next called directly"
print(next(Own()), list(Own()))  # expect: next called directly ['o', 'w', 'n']
class Meta(type):
    def __iter__(cls): return iter([cls.__name__, "members"])
class WithMeta(metaclass=Meta): pass
print(list(WithMeta), next(iter(WithMeta)))  # expect: ['WithMeta', 'members'] WithMeta
print(next(iter({"k": "v"})), next(iter("日")), next(reversed([1, 2])), next(x for x in range(5) if x > 2), next((x for x in []), "none"))
# expect: k 日 2 3 none
def gen():
    got = yield 1
    print("got", got)
g = gen()
print(next(g), next(g, "default"))
# expect: got None
# expect: 1 default
