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
h = g.__code__.replace(co_name="renamed")
print(h.co_name, g.__code__.co_name, g.__code__ == g.__code__, g.__code__ != f.__code__, hash(g.__code__) == hash(g.__code__))
# expect: renamed g True True True
print(g.__code__.co_names, [c for c in f.__code__.co_consts if isinstance(c, type(code))][0].co_name, "const" in (lambda: "const").__code__.co_consts)
# expect: ('y',) inner True
for bad in (lambda: Function(), lambda: Function(5, {}), lambda: Function(g.__code__, 5), lambda: setattr(code, "co_name", "x"), lambda: Function(f(1, 2, d=3).__code__, {})):
    try:
        bad()
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: AttributeError
# expect: TypeError
exec(compile("result = 6 * 7", "made up", "exec"))
print(result, compile("1", "made up", "eval").co_filename, max(line for _, _, line in code.co_lines() if line) - code.co_firstlineno, repr(code).startswith("<code object f at 0x"))
# expect: 42 made up 3 True
