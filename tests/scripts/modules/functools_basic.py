# needs: functools
# partial, reduce, wraps, total_ordering, cmp_to_key.
from functools import partial, reduce, wraps, total_ordering, cmp_to_key, update_wrapper
p = partial(pow, 2)
print(p(5), p.func is pow, p.args, p.keywords, partial(int, base=2)("101"), partial(partial(max, 1), 2)(0), partial(print, "a", sep="-")("b"))
# expect: a-b
# expect: 32 True (2,) {} 5 2 None
q = partial(lambda *a, **k: (a, k), 1, x=1)
print(q(2, y=2), q(x=5), q.args, q.keywords, partial(q, 9, x=7).args, partial(q, 9, x=7).keywords)
# expect: ((1, 2), {'x': 1, 'y': 2}) ((1,), {'x': 5}) (1,) {'x': 1} (1, 9) {'x': 7}
q.attr = "partials have attributes"
print(q.attr, callable(q), repr(partial(int, 5)) == "functools.partial(<class 'int'>, 5)")
# expect: partials have attributes True True
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 5), reduce(max, [3, 9, 2], 4), reduce(lambda a, b: b + a, "abc"), reduce(lambda a, b: a, [7]))
# expect: 6 5 9 cba 7
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
def deco(f):
    @wraps(f)
    def wrapper(*a):
        "wrapper doc"
        return f(*a)
    return wrapper
@deco
def documented(x):
    "original doc"
    return x
print(documented.__name__, documented.__doc__, documented.__wrapped__(5), documented.__qualname__)
# expect: documented original doc 5 documented
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), max(V(1), V(3)).v)  # expect: True True False 3
try:
    total_ordering(type("Empty", (), {}))
except ValueError as error:
    print(error)  # expect: must define at least one ordering operation: < > <= >=
print(sorted([5, 2, 9], key=cmp_to_key(lambda a, b: b - a)), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2) if False else "")
# expect: [9, 5, 2] 
for bad in (lambda: partial(), lambda: partial(5), lambda: reduce(1), lambda: reduce(lambda a, b: a, 5)):
    try:
        bad()
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
