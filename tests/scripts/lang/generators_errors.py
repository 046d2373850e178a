# What goes wrong in generators.
def leak():
    raise StopIteration("inside")
    yield
try:
    next(leak())
except RuntimeError as error:
    print(error, repr(error.__cause__))  # expect: generator raised StopIteration StopIteration('inside')
def leak_next():
    yield next(iter([]))
try:
    list(leak_next())
except RuntimeError as error:
    print(error, repr(error.__context__))  # expect: generator raised StopIteration StopIteration()
def reenter():
    yield next(g)
g = reenter()
try:
    next(g)
except ValueError as error:
    print(error)  # expect: generator already executing
def fails():
    yield 1
    1 / 0
    yield 2
g = fails()
print(next(g))  # expect: 1
try:
    next(g)
except ZeroDivisionError:
    print("zero")  # expect: zero
print(list(g))  # expect: []
try:
    list(fails())
except ZeroDivisionError:
    print("zero in list")  # expect: zero in list
def state():
    yield 1
g = state()
print(g.gi_running, g.gi_frame is None, g.__name__, g.__qualname__)  # expect: False False state state
next(g)
list(g)
print(g.gi_frame is None)  # expect: True
def finalizes():
    try:
        yield 1
        yield 2
    finally:
        print("finalized")
try:
    for x in finalizes():
        raise KeyError(x)
    # expect: finalized
except KeyError as error:
    print("key", error)  # expect: key 1
def bad_throw():
    yield
g = bad_throw()
next(g)
for args in ((5,), ("text",), (ValueError("a"), "b")):
    try:
        g.throw(*args)
    except TypeError as error:
        print(error)
# expect: exceptions must be classes or instances deriving from BaseException, not int
# expect: exceptions must be classes or instances deriving from BaseException, not str
# expect: instance exception may not have a separate value
def through():
    try:
        yield 1
    except ValueError:
        print("swallowed")
g = through()
next(g)
try:
    g.throw(ValueError)  # expect: swallowed
except StopIteration:
    print("ended")  # expect: ended
def context():
    try:
        yield
    except ValueError:
        raise KeyError("new")
g = context()
next(g)
try:
    g.throw(ValueError("old"))
except KeyError as error:
    print(repr(error), repr(error.__context__))  # expect: KeyError('new') ValueError('old')
gen_exp = (1 / x for x in [1, 0])
try:
    print(next(gen_exp), next(gen_exp))
except ZeroDivisionError:
    print("in genexp", list(gen_exp))  # expect: in genexp []
try:
    (x for x in 5)
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
