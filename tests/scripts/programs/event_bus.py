# Callbacks, weak ordering, decorators with state, and a plugin registry.
class Bus:
    def __init__(self): self.handlers = {}
    def on(self, *events, priority=0):
        def register(f):
            for event in events: self.handlers.setdefault(event, []).append((-priority, len(self.handlers.get(event, ())), f))
            return f
        return register
    def emit(self, event, /, *args, **kw):
        results, errors = [], []
        for _, _, handler in sorted(self.handlers.get(event, []), key=lambda h: h[:2]):
            try:
                results.append(handler(*args, **kw))
            except Exception as error:
                errors.append(error)
        if errors: raise ExceptionGroup(f"handlers of {event}", errors)
        return results
bus = Bus()
@bus.on("start", "stop")
def log(*args, **kw): return f"log {args} {kw}"
@bus.on("start", priority=10)
def first(*args, **kw): return "first"
@bus.on("fail")
def breaks(): raise ValueError("one")
@bus.on("fail")
def breaks_too(): raise KeyError("two")
@bus.on("fail")
def fine(): return "fine"
print(bus.emit("start", 1, event="kw allowed"), bus.emit("stop"), bus.emit("nothing"))
# expect: ['first', "log (1,) {'event': 'kw allowed'}"] ['log () {}'] []
try:
    bus.emit("fail")
except* ValueError as group:
    print("values", group.exceptions)  # expect: values (ValueError('one'),)
except* KeyError as group:
    print("keys", group.exceptions)  # expect: keys (KeyError('two'),)
def retry(times, on=Exception):
    def decorate(f):
        def wrapper(*a, **k):
            for attempt in range(1, times + 1):
                try:
                    return f(*a, **k)
                except on as error:
                    wrapper.failures += 1
                    if attempt == times: raise RuntimeError(f"gave up after {times}") from error
        wrapper.failures = 0
        return wrapper
    return decorate
countdown = [3]
@retry(5, on=(ValueError, KeyError))
def flaky(x):
    if countdown[0]:
        countdown[0] -= 1
        raise ValueError(countdown[0])
    return x * 2
print(flaky(21), flaky.failures)  # expect: 42 3
@retry(2)
def hopeless(): raise OSError("always")
try:
    hopeless()
except RuntimeError as error:
    print(error, repr(error.__cause__), hopeless.failures)  # expect: gave up after 2 OSError('always') 2
class Registry(type):
    kinds = {}
    def __new__(mcls, name, bases, ns, *, key=None):
        cls = super().__new__(mcls, name, bases, ns)
        if key: mcls.kinds[key] = cls
        return cls
    def __call__(cls, *args, key=None, **kw):
        return super(Registry, Registry.kinds[key]).__call__(*args, **kw) if key else super().__call__(*args, **kw)
class Shape(metaclass=Registry):
    def __init__(self, *size): self.size = size
class Circle(Shape, key="circle"):
    def area(self): return 3 * self.size[0] ** 2
class Rect(Shape, key="rect"):
    def area(self): return self.size[0] * self.size[1]
print(Shape(2, key="circle").area(), Shape(2, 3, key="rect").area(), sorted(Registry.kinds), type(Shape(1)).__name__)
# expect: 12 6 ['circle', 'rect'] Shape
try:
    Shape(1, key="hexagon")
except KeyError as error:
    print(error)  # expect: 'hexagon'
