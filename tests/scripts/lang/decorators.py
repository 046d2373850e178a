# Decorators on functions, methods and classes.
def trace(f):
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        return f(*args, **kwargs)
    return wrapper
@trace
def add(a, b=2):
    return a + b
print(add(1), add(1, b=5), add.__name__)
# expect: call add (1,) {}
# expect: call add (1,) {'b': 5}
# expect: 3 6 wrapper

def named(name):
    print("making", name)
    def decorate(f):
        print("applying", name, "to", f.__name__)
        return f
    return decorate
@named("outer")
@named("inner")
def f(): pass

def register(cls):
    cls.registered = True
    return cls
@register
class Thing: pass
print(Thing.registered)
class Count:
    def __init__(self, f): self.f, self.calls = f, 0
    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)
@Count
def square(x): return x * x
print(square(3), square(4), square.calls)
class Methods:
    @trace
    def m(self, x): return x
    @staticmethod
    @trace
    def s(x): return x
    @classmethod
    @trace
    def c(cls, x): return cls.__name__, x
Methods.m.__get__
print(Methods.s(1), Methods.c(2)[1] if False else Methods.s(2))
table = {"key": [lambda f: "replaced"]}
@table["key"][0]
def gone(): pass
print(gone)
@lambda f: f()
def immediately(): return "called at once"
print(immediately)
@(d := trace)
def walrus(): return "w"
print(walrus(), d is trace)
@lambda f: print(f.__name__)
def printed_name(): pass
print(printed_name)
# expect: making outer
# expect: making inner
# expect: applying inner to f
# expect: applying outer to f
# expect: True
# expect: 9 16 2
# expect: call s (1,) {}
# expect: call s (2,) {}
# expect: 1 2
# expect: replaced
# expect: called at once
# expect: call walrus () {}
# expect: w True
# expect: printed_name
# expect: None
