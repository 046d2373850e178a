# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters


def add(a, b):
    return a + b


def swap(pair, *, key):
    return {key: [pair[1], pair[0]]}


def where():
    import _interpreters
    return _interpreters.get_current()[0]


def uses_global():
    return counter + 1


counter = 1
interp = interpreters.create()
print(interp.call(add, 2, 3))  # expect: 5
print(interp.call(add, "a", "b"))  # expect: ab
print(interp.call(swap, (1, 2), key="k"))  # expect: {'k': [2, 1]}
print(interp.call(where) == interp.id)  # expect: True
print(interp.call(lambda: [None, 1.5]))  # expect: [None, 1.5]
print(interp.call(len, [1, 2, 3]))  # expect: 3
try:
    interp.call(lambda: counter)
except interpreters.NotShareableError as error:
    print("NotShareableError")  # expect: NotShareableError
try:
    interp.call(lambda: (lambda: counter))
except interpreters.NotShareableError as error:
    print("NotShareableError")  # expect: NotShareableError
interp.close()
