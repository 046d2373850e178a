# Code objects: what they say about the function they came from.
def f(a, b, /, c=1, *args, d, e=2, **kw):
    local = a
    def inner(): return local, c
    return inner
code = f.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames[:7])
# expect: f 3 2 2 ('a', 'b', 'c', 'd', 'e', 'args', 'kw')
print(sorted(code.co_cellvars), code.co_freevars, f(1, 2, d=3).__code__.co_freevars, code.co_filename.endswith("code_objects.py"), code.co_firstlineno)
# expect: ['c', 'local'] () ('c', 'local') True 2
print(bool(code.co_flags & 0x04), bool(code.co_flags & 0x08), bool((lambda: (yield)).__code__.co_flags & 0x20), code.co_qualname if hasattr(code, "co_qualname") else "f")
# expect: True True True f
async def co(): pass
async def ag(): yield
print(bool(co.__code__.co_flags & 0x80), bool(ag.__code__.co_flags & 0x200))  # expect: True True
def g(x): return x * 2 + y
Function = type(g)
made = Function(g.__code__, {"y": 100}, "made", (7,))
print(made(1), made(), made.__name__, made.__defaults__, made.__globals__["y"])  # expect: 102 114 made (7,) 100
