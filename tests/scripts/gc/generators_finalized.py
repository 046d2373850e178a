# Generators and frames release what they hold.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def gen():
    d = D("in generator")
    try:
        yield 1
        yield 2
    finally:
        print("finally")
g = gen()
next(g)
del g
# expect: finally
# expect: del in generator
print("after del")  # expect: after del
g = gen()
del g
print("never started")  # expect: never started
for x in gen():
    break
# expect: finally
# expect: del in generator
print("after break")  # expect: after break
def args(d): yield d
g = args(D("argument"))
del g  # expect: del argument
print("argument released")  # expect: argument released
def delegating():
    yield from gen()
g = delegating()
next(g)
g.close()
# expect: finally
# expect: del in generator
print("closed")  # expect: closed
def exhausted():
    d = D("exhausted")
    yield
g = exhausted()
list(g)  # expect: del exhausted
print("exhausted, generator still here", g is not None)  # expect: exhausted, generator still here True
def holds():
    d = D("closure")
    return lambda: d
f = holds()
print("closure alive")  # expect: closure alive
del f  # expect: del closure
def chain():
    a = D("first")
    a = D("second")
    del a
    print("in chain")
chain()
# expect: del first
# expect: del second
# expect: in chain
async def coro():
    d = D("coroutine")
    class P:
        def __await__(self): yield
    await P()
c = coro()
c.send(None)
c.close()  # expect: del coroutine
print([D("comprehension").n for _ in range(2)])
# expect: del comprehension
# expect: del comprehension
# expect: ['comprehension', 'comprehension']
z = (D(i) for i in "ab")
next(z)  # expect: del a
print("genexp")  # expect: genexp
del z
print("end")  # expect: end
