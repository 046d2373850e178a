# locals, globals, vars and dir inside scopes.
# since: 3.13
def f(a, *args, b=1, **kw):
    x = 5
    def inner(): return x
    result = dict(locals())
    del result["inner"]
    return result
print(f(1, 2, b=3, c=4))  # expect: {'a': 1, 'b': 3, 'args': (2,), 'kw': {'c': 4}, 'x': 5}
def empty(): return locals()
print(empty())  # expect: {}
def conditional(flag):
    if flag:
        y = 1
    return locals()
print(conditional(True), conditional(False))  # expect: {'flag': True, 'y': 1} {'flag': False}
def deleted():
    a = 1
    b = 2
    del a
    return locals()
print(deleted())  # expect: {'b': 2}
def closure():
    free = 1
    def g():
        own = 2
        free
        return locals()
    return g()
print(closure())  # expect: {'own': 2, 'free': 1}
class C:
    a = 1
    names = sorted(k for k in locals() if not k.startswith("__"))
print(C.names)  # expect: ['a']
print([k for k in ("f", "C", "print", "__name__") if k in globals()])  # expect: ['f', 'C', '__name__']
def gen():
    x = 1
    yield locals()
    x = 2
    yield dict(locals())["x"]
g = gen()
print(next(g), next(g))  # expect: {'x': 1} 2
def loop():
    for i in range(2):
        pass
    return sorted(locals())
print(loop())  # expect: ['i']
globals().update(injected=99)
print(injected)  # expect: 99
def use_global():
    return globals()["injected"], "use_global" in globals()
print(use_global())  # expect: (99, True)
def args_snapshot(a):
    before = dict(locals())
    a = 100
    return before, a
print(args_snapshot(1))  # expect: ({'a': 1}, 100)
