# The namespace of a class is its own, whatever its metaclass.
class Meta(type): pass
class X(metaclass=Meta):
    a = 1
    def __init_subclass__(cls): print("b" in cls.__dict__, "b" in vars(cls), cls.__dict__["b"])
print("a" in X.__dict__, "__dict__" in Meta.__dict__, type(X.__dict__).__name__)  # expect: True False mappingproxy
class Y(X): b = 2
# expect: True True 2
X.c = 3
print(X.__dict__["c"], "c" in vars(X), "c" in Y.__dict__, Y.c)  # expect: 3 True False 3
class Counted(type):
    instances = 0
    def __call__(cls, *args):
        cls.instances += 1
        return super().__call__(*args)
class Z(metaclass=Counted): pass
Z(), Z()
print(Z.instances, Counted.instances, Z.__dict__["instances"])  # expect: 2 0 2
del Z.instances
print(Z.instances)  # expect: 0
from typing import Generic, TypeVar
T = TypeVar("T")
class G(Generic[T], metaclass=Meta): pass
print(G.__orig_bases__, G.__parameters__)  # expect: (typing.Generic[~T],) (~T,)
