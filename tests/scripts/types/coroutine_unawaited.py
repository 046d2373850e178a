# A coroutine that was never awaited is warned about; one that ran or was closed is not.
import warnings, types
warnings.simplefilter("always")
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)
async def never(): pass
never()  # expect: RuntimeWarning coroutine 'never' was never awaited
never().close()
c = never()
try:
    c.send(None)
except StopIteration:
    pass
del c
@types.coroutine
def steps():
    got = yield 1
    return got * 2
async def uses(): return await steps()
c = uses()
print(c.send(None))  # expect: 1
try:
    c.send(21)
except StopIteration as stop:
    print(stop.value)  # expect: 42
