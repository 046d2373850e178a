# super with and without arguments.
class Base:
    value = "base"
    def hello(self): return "base hello"
    @classmethod
    def make(cls): return f"make {cls.__name__}"
    @staticmethod
    def util(): return "util"
    @property
    def prop(self): return "base prop"
class Child(Base):
    value = "child"
    def hello(self): return "child+" + super().hello()
    @classmethod
    def make(cls): return "child+" + super().make()
    @staticmethod
    def util(): return "child+" + Base.util()
    @property
    def prop(self): return "child+" + super().prop
    def values(self): return self.value, super().value
    def explicit(self): return super(Child, self).hello()
    def nested(self):
        return [super(Child, self).hello() for _ in range(2)]
    def inner(self):
        def deep():
            return super(Child, self).hello()
        return deep()
class Grand(Child):
    def hello(self): return "grand+" + super().hello()
    def skip(self): return super(Child, self).hello()
g = Grand()
print(g.hello(), g.make(), g.util(), g.prop)
# expect: grand+child+base hello child+make Grand child+util child+base prop
print(g.values(), g.explicit(), g.nested(), g.inner(), g.skip())
# expect: ('child', 'base') base hello ['base hello', 'base hello'] base hello base hello
print(super(Child, g).hello(), super(Grand, g).hello(), super(Grand, Grand).make())
# expect: base hello child+base hello child+make Grand
s = super(Child, g)
print(s.__thisclass__.__name__, s.__self__ is g, s.__self_class__.__name__)  # expect: Child True Grand
def attempt(thunk):
    try:
        print(thunk())
    except (TypeError, AttributeError, RuntimeError) as error:
        print(type(error).__name__, error)
attempt(lambda: super(Base, g).hello())  # expect: AttributeError 'super' object has no attribute 'hello'
attempt(lambda: super(1, g))  # expect: TypeError super() argument 1 must be a type, not int
attempt(lambda: super())  # expect: RuntimeError super(): no arguments
class Method:
    def no_cell(*args):
        return __class__.__name__
    def deleted(self):
        del self
        return super()
    def no_args():
        return super()
print(Method.no_cell())  # expect: Method
attempt(Method().deleted)  # expect: RuntimeError super(): arg[0] deleted
attempt(Method.no_args)  # expect: RuntimeError super(): no arguments
class Setter(Base):
    def set(self):
        super().anything = 1
try:
    Setter().set()
except AttributeError:
    print("super is read-only")  # expect: super is read-only
class Call:
    def __init__(self, **kw):
        print(type(self).__name__, sorted(kw))
        super().__init__()
class Mixed(Call):
    def __init__(self, a, **kw):
        super().__init__(**kw)
        self.a = a
print(Mixed(1, b=2, c=3).a)
# expect: Mixed ['b', 'c']
# expect: 1
