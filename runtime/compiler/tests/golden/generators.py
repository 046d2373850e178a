def f(xs):
    got = yield 1
    yield got
    r = yield from xs
    return r
async def g(xs):
    async for x in xs:
        await x
    async with xs as y:
        yield y
