# yield from: values, returns, send and throw pass through.
def inner():
    x = yield "inner 1"
    print("inner got", x)
    try:
        yield "inner 2"
    except ValueError as error:
        print("inner caught", error)
        yield "after catch"
    return "inner result"
def outer():
    result = yield from inner()
    print("outer got", result)
    yield "outer"
    yield from [1, 2]
    yield from "ab"
    yield from ()
    return "outer result"
g = outer()
print(next(g))  # expect: inner 1
print(g.send("hello"))
# expect: inner got hello
# expect: inner 2
print(g.throw(ValueError("v")))
# expect: inner caught v
# expect: after catch
print(list(g))
# expect: outer got inner result
# expect: ['outer', 1, 2, 'a', 'b']

class Iterator:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("iterator result")
        return self.n
def delegate():
    result = yield from Iterator()
    yield result
print(list(delegate()))  # expect: [1, 2, 3, 'iterator result']
g = delegate()
next(g)
try:
    g.send(5)
except AttributeError as error:
    print(error)  # expect: 'Iterator' object has no attribute 'send'
def not_iterable():
    yield from 5
try:
    next(not_iterable())
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
def closer():
    try:
        yield 1
    finally:
        print("inner closed")
def outer_close():
    try:
        yield from closer()
    finally:
        print("outer closed")
g = outer_close()
next(g)
g.close()
# expect: inner closed
# expect: outer closed
def depth(n):
    if n == 0:
        yield "bottom"
        return 0
    return 1 + (yield from depth(n - 1))
def top():
    print("depth", (yield from depth(50)))
print(list(top()))
# expect: depth 50
# expect: ['bottom']
def chain(*iterables):
    for it in iterables:
        yield from it
print(list(chain("ab", [1], range(2), {"k": 0}, (i for i in "z"))))  # expect: ['a', 'b', 1, 0, 1, 'k', 'z']
def returns_only():
    return (yield from (lambda: (yield))())
g = returns_only()
next(g)
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)  # expect: None
