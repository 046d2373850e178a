# Long chains of classes, what they inherit, and what changes below them.
chain = object
classes = []
for number in range(400):
    chain = type(f"C{number}", (chain,), {"__len__": lambda self: 7} if number == 100 else {})
    classes.append(chain)
print(len(chain.__mro__), chain.__mro__[0] is chain, chain.__mro__[-1] is object, len(chain()), chain() == chain())
# expect: 401 True True 7 False
classes[50].__len__ = lambda self: 50
classes[200].__len__ = lambda self: 200
classes[300].__hash__ = None
print(len(classes[60]()), len(classes[150]()), len(chain()))  # expect: 50 7 200
class Last(chain):
    def __eq__(self, other):
        return True
    def __getattr__(self, name):
        return name
    def __new__(cls, *args):
        return super().__new__(cls)
class Under(Last):
    pass
print(Under(1).x, Under() == 1, Under.__hash__, len(Under()), isinstance(Under(), classes[0]))
# expect: x True None 200 True
try:
    hash(chain())
except TypeError as error:
    print(error)  # expect: unhashable type: 'C399'
del classes[200].__len__, classes[100].__len__
print(len(Under()), chain.__bases__[0] is classes[-2])  # expect: 50 True
# Linearisation with several bases.
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
class E(C): pass
class F(D, E): pass
print([cls.__name__ for cls in F.__mro__])  # expect: ['F', 'D', 'B', 'E', 'C', 'A', 'object']
for bases in ((A, B), (B, A, C), (D, type("G", (C, B), {}))):
    try:
        print([cls.__name__ for cls in type("X", bases, {}).__mro__])
    except TypeError as error:
        print(str(error).replace("\n", " "))
# expect: Cannot create a consistent method resolution order (MRO) for bases A, B
# expect: Cannot create a consistent method resolution order (MRO) for bases A, C
# expect: Cannot create a consistent method resolution order (MRO) for bases B, C
# A metaclass that has its own idea of the order.
class Meta(type):
    def mro(cls):
        return [cls, A, object] if cls.__name__ == "Odd" else super().mro()
class Sized(A, metaclass=Meta):
    def __len__(self):
        return 3
class Odd(Sized):
    pass
try:
    print(len(Odd()))
except TypeError as error:
    print(error)  # expect: object of type 'Odd' has no len()
