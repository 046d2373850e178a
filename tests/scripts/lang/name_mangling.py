# Private names are mangled inside classes.
class A:
    __secret = 1
    def __init__(self): self.__value = 2
    def get(self): return self.__secret + self.__value
    def __method(self): return "A method"
    def call(self): return self.__method()
    __dunder__ = "kept"
    _single = "kept too"
    __trailing_ = "mangled"
a = A()
print(a.get(), a._A__secret, a._A__value, a.call(), a.__dunder__, a._single, a._A__trailing_)
# expect: 3 1 2 A method kept kept too mangled
try:
    a.__secret
except AttributeError as error:
    print(error)  # expect: 'A' object has no attribute '__secret'
class B(A):
    def __method(self): return "B method"
    def call_b(self): return self.__method()
b = B()
print(b.call(), b.call_b())  # expect: A method B method
class _Under:
    __x = 1
print(_Under._Under__x)  # expect: 1
class __Two:
    __y = 2
print([k for k in vars(__Two) if "y" in k])  # expect: ['_Two__y']
class ___: __z = 3
print(___.__dict__["__z"])  # expect: 3
class C:
    def f(self, __arg=5):
        __local = __arg + 1
        return sorted(locals().keys() - {"self"})
    def g(self):
        import sys as __sys
        return "_C__sys" in locals()
    def h(self): return getattr(self, "__attr", "not mangled in strings")
print(C().f(), C().g(), C().h(), C().f(_C__arg=1) is not None)
# expect: ['_C__arg', '_C__local'] True not mangled in strings True
__outside = "module"
class D:
    def f(self):
        try:
            return __outside
        except NameError as error:
            return str(error)
print(D().f())  # expect: name '_D__outside' is not defined
