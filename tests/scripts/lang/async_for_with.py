# async for, async with, async generators and comprehensions.
def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value
class Tick:
    def __await__(self):
        yield
        return "tick"
class Range:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self): return self
    async def __anext__(self):
        await Tick()
        if self.i == self.n: raise StopAsyncIteration
        self.i += 1
        return self.i
class Manager:
    def __init__(self, suppress=False): self.suppress = suppress
    async def __aenter__(self):
        print("aenter", await Tick())
        return "value"
    async def __aexit__(self, kind, value, tb):
        print("aexit", kind and kind.__name__)
        return self.suppress
async def loops():
    async for i in Range(2):
        print("item", i)
    else:
        print("else")
    async for i in Range(5):
        if i == 2: break
    else:
        print("never")
    print([i async for i in Range(3)], {i: i async for i in Range(2)}, [i async for i in Range(4) if i % 2])
run(loops())
# expect: item 1
# expect: item 2
# expect: else
# expect: [1, 2, 3] {1: 1, 2: 2} [1, 3]
async def managers():
    async with Manager() as v:
        print(v)
    async with Manager(True), Manager():
        raise ValueError
    try:
        async with Manager():
            1 / 0
    except ZeroDivisionError:
        print("passed on")
run(managers())
# expect: aenter tick
# expect: value
# expect: aexit None
# expect: aenter tick
# expect: aenter tick
# expect: aexit ValueError
# expect: aexit ValueError
# expect: aenter tick
# expect: aexit ZeroDivisionError
# expect: passed on
async def agen(n):
    try:
        for i in range(n):
            await Tick()
            got = yield i
            if got: print("got", got)
    finally:
        print("agen done")
async def uses():
    print([i async for i in agen(3)])
    g = agen(3)
    print(await g.asend(None), await g.asend("hello"), await g.__anext__())
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("stopped")
    g = agen(3)
    await g.__anext__()
    await g.aclose()
    g = agen(2)
    await g.__anext__()
    try:
        await g.athrow(KeyError("thrown"))
    except KeyError as error:
        print("out", error)
    print(await anext(agen(1)), await anext(agen(0), "default"), type(aiter(agen(1))).__name__)
    return [x async for x in (y * 2 async for y in agen(2))]
print(run(uses()))
# expect: agen done
# expect: [0, 1, 2]
# expect: got hello
# expect: 0 1 2
# expect: agen done
# expect: stopped
# expect: agen done
# expect: agen done
# expect: out 'thrown'
# expect: agen done
# expect: agen done
# expect: 0 default async_generator
# expect: agen done
# expect: [0, 2]
async def not_async_iter():
    async for x in [1]: pass
try:
    run(not_async_iter())
except TypeError as error:
    print(error)  # expect: 'async for' requires an object with __aiter__ method, got list
async def not_async_with():
    async with 5: pass
try:
    run(not_async_with())
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
