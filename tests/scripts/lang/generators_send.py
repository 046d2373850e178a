# send, throw, close.
def echo():
    received = []
    while True:
        value = yield received
        received.append(value)
g = echo()
print(next(g))  # expect: []
print(g.send("a"), g.send(1), next(g))  # expect: ['a', 1, None] ['a', 1, None] ['a', 1, None]
try:
    echo().send(1)
except TypeError as error:
    print(error)  # expect: can't send non-None value to a just-started generator
print(echo().send(None))  # expect: []

def catcher():
    while True:
        try:
            got = yield "ready"
            print("got", got)
        except ValueError as error:
            print("caught", error)
        except GeneratorExit:
            print("closing")
            raise
g = catcher()
print(next(g))  # expect: ready
print(g.send(1))
# expect: got 1
# expect: ready
print(g.throw(ValueError("thrown")))
# expect: caught thrown
# expect: ready
print(g.throw(ValueError))
# expect: caught 
# expect: ready
try:
    g.throw(KeyError("not caught"))
except KeyError as error:
    print("out", error)  # expect: out 'not caught'
print(list(g))  # expect: []
g = catcher()
next(g)
g.close()  # expect: closing
g.close()
try:
    g.send(1)
except StopIteration:
    print("closed generators stop")  # expect: closed generators stop
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)  # expect: generator ignored GeneratorExit
fresh = echo()
fresh.close()
print(list(fresh))  # expect: []
fresh = echo()
try:
    fresh.throw(KeyError, KeyError("into a fresh one"))
except KeyError as error:
    print(error)  # expect: 'into a fresh one'
def cleanup():
    try:
        yield 1
    finally:
        print("cleanup")
g = cleanup()
next(g)
del g  # expect: cleanup
print("deleted")  # expect: deleted
for x in cleanup():
    break
# expect: cleanup
def x_and_y():
    x = yield
    y = yield x
    yield x, y
g = x_and_y()
next(g); print(g.send(1)); print(g.send(2))
# expect: 1
# expect: (1, 2)
def precedence():
    a = yield 1, 2
    b = (yield) or "none"
    yield a, b
g = precedence()
print(next(g), g.send("A"), g.send(0))  # expect: (1, 2) None ('A', 'none')
