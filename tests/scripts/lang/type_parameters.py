# since: 3.12
# Type parameters and type aliases (PEP 695).
def first[T](items: list[T]) -> T:
    return items[0]
class Box[T]:
    def __init__(self, item: T): self.item = item
    def map[U](self, f) -> "Box[U]": return Box(f(self.item))
type Pair[A, B] = tuple[A, B]
type Name = str
print(first([1, 2]), Box(5).map(str).item, Name, Pair, Name.__value__, Pair.__type_params__)
# expect: 1 5 Name Pair <class 'str'> (A, B)
print(first.__type_params__, Box.__type_params__, Box[int].__origin__ is Box, Box[int](3).item, Name.__name__, type(Name).__name__)
# expect: (T,) (T,) True 3 Name TypeAliasType
class Sub(Box[int]): pass
print(Sub(1).item, Sub.__mro__[1] is Box)  # expect: 1 True
def bounded[T: int, *Ts, **P](x): return x
print(bounded(1), [str(p) for p in bounded.__type_params__], bounded.__type_params__[0].__bound__)
# expect: 1 ['T', 'Ts', 'P'] <class 'int'>
def scope[T]():
    return T.__name__, (lambda: T)().__name__
print(scope())  # expect: ('T', 'T')
try:
    T
except NameError as error:
    print(error)  # expect: name 'T' is not defined
