# Descriptors: data and non-data, precedence, __set_name__.
class Data:
    def __get__(self, obj, cls=None):
        return "data get", obj is None, cls.__name__
    def __set__(self, obj, value):
        print("data set", value)
    def __delete__(self, obj):
        print("data delete")
class NonData:
    def __get__(self, obj, cls=None):
        return "nondata get", obj is None
class SetOnly:
    def __set__(self, obj, value): obj.__dict__["setonly"] = value * 2
class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name
    def __get__(self, obj, cls=None):
        return self if obj is None else getattr(obj, self.name, "unset")
    def __set__(self, obj, value):
        setattr(obj, self.name, value)
class C:
    data = Data()
    nondata = NonData()
    setonly = SetOnly()
    named = Named()
# expect: set_name C named
c = C()
print(c.data, C.data)  # expect: ('data get', False, 'C') ('data get', True, 'C')
c.data = 5  # expect: data set 5
del c.data  # expect: data delete
c.__dict__["data"] = "instance"
print(c.data)  # expect: ('data get', False, 'C')
print(c.nondata, C.nondata)  # expect: ('nondata get', False) ('nondata get', True)
c.nondata = "instance wins"
print(c.nondata)  # expect: instance wins
c.setonly = 21
print(c.setonly)  # expect: 42
print(c.named)  # expect: unset
c.named = "value"
print(c.named, c._named, type(C.named).__name__)  # expect: value value Named
C.data = "replaced"
print(c.data)  # expect: instance
class OnMeta(type):
    meta_attr = Data()
class M(metaclass=OnMeta):
    pass
print(M.meta_attr)  # expect: ('data get', False, 'OnMeta')
def f(self): return "function", self
print(f.__get__(5)(), f.__get__(None, int) is f)  # expect: ('function', 5) True
class NoGet:
    def __set__(self, obj, v): pass
class H: x = NoGet()
print(type(H().x).__name__)  # expect: NoGet
class InstanceLevel: pass
i = InstanceLevel()
i.d = Data()
print(type(i.d).__name__)  # expect: Data
class Failing:
    def __set_name__(self, owner, name): raise ValueError("in set_name")
try:
    class Bad: x = Failing()
except (RuntimeError, ValueError) as error:
    print("failed")  # expect: failed
class ReadOnly:
    def __get__(self, o, c): return 1
    def __set__(self, o, v): raise AttributeError("read only")
class R: x = ReadOnly()
try:
    R().x = 2
except AttributeError as error:
    print(error)  # expect: read only
try:
    del R().x
except AttributeError as error:
    print(type(error).__name__)  # expect: AttributeError
