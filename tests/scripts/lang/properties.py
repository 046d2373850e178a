# property: getters, setters, deleters, inheritance, errors.
class Temp:
    def __init__(self): self._c = 0
    @property
    def celsius(self):
        "Degrees."
        return self._c
    @celsius.setter
    def celsius(self, value):
        if value < -273: raise ValueError("too cold")
        self._c = value
    @celsius.deleter
    def celsius(self):
        print("deleted")
        self._c = 0
    @property
    def fahrenheit(self): return self._c * 9 / 5 + 32
t = Temp()
t.celsius = 100
print(t.celsius, t.fahrenheit)  # expect: 100 212.0
t.celsius += 10
print(t.celsius)  # expect: 110
del t.celsius  # expect: deleted
print(t.celsius, Temp.celsius.__doc__, type(Temp.celsius).__name__)  # expect: 0 Degrees. property
try:
    t.celsius = -300
except ValueError as error:
    print(error)  # expect: too cold
def attempt(thunk):
    try:
        print(thunk())
    except AttributeError as error:
        print(error)
attempt(lambda: setattr(t, "fahrenheit", 1))  # expect: property 'fahrenheit' of 'Temp' object has no setter
attempt(lambda: delattr(t, "fahrenheit"))  # expect: property 'fahrenheit' of 'Temp' object has no deleter
class W:
    x = property(fset=lambda self, v: print("set", v))
attempt(lambda: W().x)  # expect: property 'x' of 'W' object has no getter
W().x = 3  # expect: set 3
class Sub(Temp):
    @Temp.celsius.getter
    def celsius(self): return "sub " + str(self._c)
s = Sub()
s.celsius = 5
print(s.celsius)  # expect: sub 5
class Over(Temp):
    @property
    def celsius(self): return super().celsius + 1000
o = Over()
print(o.celsius)  # expect: 1000
attempt(lambda: setattr(o, "celsius", 1))  # expect: property 'celsius' of 'Over' object has no setter
p = property(lambda self: 1, doc="given doc")
print(p.__doc__, p.fget(None), p.fset, p.fdel)  # expect: given doc 1 None None
print(property().fget, property(None, None).fset)  # expect: None None
print(Temp.celsius.fget(t), Temp.celsius.__get__(t), Temp.celsius.__get__(None, Temp) is Temp.celsius)
# expect: 0 0 True
