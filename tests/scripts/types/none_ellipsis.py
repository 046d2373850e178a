# None, Ellipsis, NotImplemented and object().
print(None, ..., NotImplemented, repr(None), str(...), f"{None}", [None, ...])
# expect: None Ellipsis NotImplemented None Ellipsis None [None, Ellipsis]
print(None == None, None is None, None == 0, None != False, ... is Ellipsis, ... == Ellipsis, not None)
# expect: True True False True True True True
print(type(None), type(...), type(NotImplemented), type(None)() is None, type(...)() is ...)
# expect: <class 'NoneType'> <class 'ellipsis'> <class 'NotImplementedType'> True True
print(bool(None), bool(...), hash(None) == hash(None), {None: 1, ...: 2}[None], None in [None])
# expect: False True True 1 True
for bad in (lambda: None + 1, lambda: None.x, lambda: None(), lambda: None[0], lambda: len(None), lambda: iter(None), lambda: None < None,
            lambda: -None, lambda: type(None)(1), lambda: int(None), lambda: next(None), lambda: " ".join([None]), lambda: sum([None])):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
# expect: TypeError unsupported operand type(s) for +: 'NoneType' and 'int'
# expect: AttributeError 'NoneType' object has no attribute 'x'
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'NoneType' object is not subscriptable
# expect: TypeError object of type 'NoneType' has no len()
# expect: TypeError 'NoneType' object is not iterable
# expect: TypeError '<' not supported between instances of 'NoneType' and 'NoneType'
# expect: TypeError bad operand type for unary -: 'NoneType'
# expect: TypeError NoneType takes no arguments
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: TypeError 'NoneType' object is not an iterator
# expect: TypeError sequence item 0: expected str instance, NoneType found
# expect: TypeError unsupported operand type(s) for +: 'int' and 'NoneType'
try:
    None.x = 1
except AttributeError as error:
    print(type(error).__name__)  # expect: AttributeError
o = object()
print(o == o, o == object(), o != o, isinstance(o, object), hash(o) == hash(o), bool(o))
# expect: True False False True True True
print(repr(o).startswith("<object object at 0x"), str(o) == repr(o))  # expect: True True
try:
    o.x = 1
except AttributeError:
    print("object() has no __dict__")  # expect: object() has no __dict__
def f(): pass
print(f() is None, print(end="") is None, [].append(1) is None, {}.get(1) is None)  # expect: True True True True
print(None.__class__, None.__eq__(None), None.__bool__(), sorted([3, 1], key=None))
# expect: <class 'NoneType'> True False [1, 3]
