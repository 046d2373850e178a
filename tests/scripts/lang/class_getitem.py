# __class_getitem__, __mro_entries__, generic aliases.
class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"
print(Box[int], Box["x"], Box[1, 2], Box[1:2])
# expect: Box[<class 'int'>] Box['x'] Box[(1, 2)] Box[slice(1, 2, None)]
class Sub(Box): pass
print(Sub[()])  # expect: Sub[()]
try:
    int[0]
except TypeError as error:
    print(error)  # expect: type 'int' is not subscriptable
class Plain: pass
try:
    Plain[1]
except TypeError as error:
    print(error)  # expect: type 'Plain' is not subscriptable
try:
    Box()[1]
except TypeError as error:
    print(error)  # expect: 'Box' object is not subscriptable
a = list[int]
print(a, a.__origin__, a.__args__, dict[str, int], tuple[int, ...], type(a).__name__)
# expect: list[int] <class 'list'> (<class 'int'>,) dict[str, int] tuple[int, ...] GenericAlias
print(a == list[int], a == list[str], hash(a) == hash(list[int]), a([1, 2]), a.append is list.append or "method")
# expect: True False True [1, 2] True
print(list[list[str]], tuple[()], type[int], set[None])  # expect: list[list[str]] tuple[()] type[int] set[None]
class Stack(list[int]):
    pass
print(Stack.__bases__, Stack.__orig_bases__, Stack([1]))  # expect: (<class 'list'>,) (list[int],) [1]
try:
    isinstance([], list[int])
except TypeError as error:
    print(error)  # expect: isinstance() argument 2 cannot be a parameterized generic
class Entry:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (Plain, Box)
class FromEntry(Entry()): pass
# expect: mro_entries 1
print([c.__name__ for c in FromEntry.__mro__])  # expect: ['FromEntry', 'Plain', 'Box', 'object']
print(int | str, int | None, (int | str).__args__, isinstance(1, int | str), isinstance(None, int | None))
# expect: int | str int | None (<class 'int'>, <class 'str'>) True True
print(int | str == str | int, int | int, issubclass(bool, int | float))  # expect: True <class 'int'> True
try:
    int | 5
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for |: 'type' and 'int'
class MetaGet(type):
    def __getitem__(cls, k): return "meta first"
class M(metaclass=MetaGet):
    def __class_getitem__(cls, k): return "class second"
print(M[1])  # expect: meta first
