# ladon-only: CPython exhausts its stack
# Iterators around iterators, and methods of methods, nested deeper than the native stack.
import itertools
import types

wrappers = {
    "map": lambda inner: map(int, inner),
    "zip": zip,
    "filter": lambda inner: filter(None, inner),
    "enumerate": enumerate,
    "chain": itertools.chain,
    "islice": lambda inner: itertools.islice(inner, 5),
}
for name, wrap in wrappers.items():
    iterator = iter([1])
    for _ in range(200_000):
        iterator = wrap(iterator)
    try:
        list(iterator)
    except RecursionError as error:
        print(name, error)
# expect: map maximum recursion depth exceeded
# expect: zip maximum recursion depth exceeded
# expect: filter maximum recursion depth exceeded
# expect: enumerate maximum recursion depth exceeded
# expect: chain maximum recursion depth exceeded
# expect: islice maximum recursion depth exceeded

method = lambda *args: len(args)
for index in range(20_000):
    method = types.MethodType(method, index)
print(method())  # expect: 20000
method = lambda first, second, *rest: (first, second, rest[-1])
for index in range(1000):
    method = types.MethodType(method, index)
print(method("last"))  # expect: (0, 1, 'last')
