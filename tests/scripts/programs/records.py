# Classes that write classes: records, fields, validation, an observer.
class Field:
    def __init__(self, kind, default=...): self.kind, self.default = kind, default
    def __set_name__(self, owner, name):
        self.name = name
        owner.fields = {**getattr(owner, "fields", {}), name: self}
    def __get__(self, obj, cls=None): return self if obj is None else obj.__dict__.get(self.name, self.default)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        old = self.__get__(obj)
        obj.__dict__[self.name] = value
        for watcher in type(obj).watchers: watcher(obj, self.name, old, value)
class Record:
    watchers = []
    def __init_subclass__(cls, frozen=False, **kw):
        super().__init_subclass__(**kw)
        cls.watchers = []
        if frozen:
            def __setattr__(self, name, value): raise AttributeError(f"{cls.__name__} is frozen")
            cls.__setattr__ = __setattr__
    def __init__(self, *args, **kw):
        for name, value in zip(self.fields, args): kw[name] = value
        for name, field in self.fields.items():
            if name in kw: field.__set__(self, kw.pop(name))
            elif field.default is ...: raise TypeError(f"missing {name}")
        if kw: raise TypeError(f"unknown {sorted(kw)}")
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self.fields)})"
    def __eq__(self, o): return type(self) is type(o) and all(getattr(self, n) == getattr(o, n) for n in self.fields)
    def __hash__(self): return hash(tuple(getattr(self, n) for n in self.fields))
    def __iter__(self): return (getattr(self, n) for n in self.fields)
    def replace(self, **kw): return type(self)(**{n: getattr(self, n) for n in self.fields} | kw)
class Point(Record):
    x = Field(int)
    y = Field(int, 0)
class Named(Point, frozen=True):
    name = Field(str, "none")
p = Point(1, y=2)
print(p, Point(5), p == Point(1, 2), p != Point(1), len({p, Point(1, 2), Point(3)}), [*p], p.replace(x=9))
# expect: Point(x=1, y=2) Point(x=5, y=0) True True 2 [1, 2] Point(x=9, y=2)
x, y = p
print(x, y, list(Point.fields), list(Named.fields), Named(1, 2, "n"), Named(1, 2) == Point(1, 2))
# expect: 1 2 ['x', 'y'] ['x', 'y', 'name'] Named(x=1, y=2, name='n') False
Point.watchers.append(lambda obj, name, old, new: print("changed", name, old, "->", new))
p.x = 10  # expect: changed x 1 -> 10
p.y += 5  # expect: changed y 2 -> 7
for bad in (lambda: setattr(p, "x", "s"), lambda: Point(), lambda: Point(1, z=3), lambda: setattr(Named(1), "x", 5), lambda: Point("a")):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
# expect: TypeError x must be int, not str
# expect: TypeError missing x
# expect: changed x Ellipsis -> 1
# expect: TypeError unknown ['z']
# expect: AttributeError Named is frozen
# expect: TypeError x must be int, not str
print(p, sorted([Point(3), Point(1), Point(2)], key=lambda q: q.x), {Point(1): "a"}[Point(1)], isinstance(Point.x, Field))
# expect: changed x Ellipsis -> 3
# expect: changed x Ellipsis -> 1
# expect: changed x Ellipsis -> 2
# expect: changed x Ellipsis -> 1
# expect: changed x Ellipsis -> 1
# expect: Point(x=10, y=7) [Point(x=1, y=0), Point(x=2, y=0), Point(x=3, y=0)] a True
