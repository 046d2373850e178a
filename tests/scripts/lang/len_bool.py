# __len__ and __bool__.
class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(bool(Sized(0)), bool(Sized(3)), len(Sized(7)), not Sized(0))  # expect: False True 7 True
class Both:
    def __len__(self): return 0
    def __bool__(self): return True
print(bool(Both()), len(Both()))  # expect: True 0
class Neither: pass
print(bool(Neither()), bool(Neither))  # expect: True True
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return "3"
class NegLen:
    def __len__(self): return -1
class HugeLen:
    def __len__(self): return 2 ** 100
class FloatLen:
    def __len__(self): return 3.0
class IndexLen:
    def __index__(self): return 4
class LenIndex:
    def __len__(self): return IndexLen()
class Fails:
    def __bool__(self): raise KeyError("bool")
for f in (lambda: bool(BadBool()), lambda: len(BadLen()), lambda: len(NegLen()), lambda: bool(NegLen()), lambda: len(HugeLen()),
          lambda: len(FloatLen()), lambda: len(LenIndex()), lambda: bool(Fails()), lambda: len(5), lambda: len(int),
          lambda: not Fails(), lambda: 1 if Fails() else 2):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
# expect: TypeError __bool__ should return bool, returned int
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError __len__() should return >= 0
# expect: ValueError __len__() should return >= 0
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: 4
# expect: KeyError 'bool'
# expect: TypeError object of type 'int' has no len()
# expect: TypeError object of type 'type' has no len()
# expect: KeyError 'bool'
# expect: KeyError 'bool'
class TrueLen:
    def __len__(self): return True
print(len(TrueLen()))  # expect: 1
class Explicit:
    __bool__ = None
try:
    bool(Explicit())
except TypeError as error:
    print(error)  # expect: 'NoneType' object is not callable
print(Sized(2).__len__(), [1].__len__(), (5).__bool__(), "x".__len__())  # expect: 2 1 True 1
while Sized(0): print("never")
print(list(filter(None, [Sized(0), Sized(1)]))[0].n)  # expect: 1
