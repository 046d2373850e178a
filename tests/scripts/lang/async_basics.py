# Coroutines driven by hand.
class Pause:
    def __init__(self, value): self.value = value
    def __await__(self):
        got = yield self.value
        return got
async def inner(n):
    got = await Pause(f"inner {n}")
    return f"{n} got {got}"
async def main():
    a = await inner(1)
    b = await inner(2)
    return [a, b]
c = main()
print(type(c).__name__, c.__name__)  # expect: coroutine main
print(c.send(None))  # expect: inner 1
print(c.send("first"))  # expect: inner 2
try:
    c.send("second")
except StopIteration as stop:
    print(stop.value)  # expect: ['1 got first', '2 got second']
try:
    c.send(None)
except RuntimeError as error:
    print(error)  # expect: cannot reuse already awaited coroutine
def run(coroutine):
    try:
        while True:
            print("yielded", coroutine.send(None))
    except StopIteration as stop:
        return stop.value
async def nothing(): return 5
print(run(nothing()))  # expect: 5
async def catches():
    try:
        await Pause("p")
    except ValueError as error:
        return f"caught {error}"
    finally:
        print("finally")
c = catches()
c.send(None)
try:
    c.throw(ValueError("v"))  # expect: finally
except StopIteration as stop:
    print(stop.value)  # expect: caught v
c = catches()
c.send(None)
c.close()  # expect: finally
async def fails(): raise KeyError("k")
try:
    run(fails())
except KeyError as error:
    print("out", error)  # expect: out 'k'
async def bad_await(): await 5
try:
    run(bad_await())
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
async def stop(): raise StopIteration
try:
    run(stop())
except RuntimeError as error:
    print(error)  # expect: coroutine raised StopIteration
c = nothing()
run(c)
try:
    run(c)
except RuntimeError as error:
    print(error)  # expect: cannot reuse already awaited coroutine
async def list_comp(): return [await inner(i) for i in range(2)]
print(run(list_comp()))
# expect: yielded inner 0
# expect: yielded inner 1
# expect: ['0 got None', '1 got None']
try:
    for x in nothing(): pass
except TypeError as error:
    print(error)  # expect: 'coroutine' object is not iterable
