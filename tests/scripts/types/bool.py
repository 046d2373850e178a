# bool: a subclass of int with two values.
print(bool(), bool(0), bool(1), bool("False"), bool([]), bool([0]), bool(None), bool(0.0), bool(0j), bool(1e-300))
# expect: False False True True False True False False False True
print(True + True, True - False, True * 3, True / 2, True // 2, True ** False, -True, +False)
# expect: 2 1 3 0.5 0 1 -1 0
print(True & True, True & False, True | False, True ^ True, True & 1, False | 2, True ^ 3)
# expect: True False True False 1 2 2
print(type(True & True), type(True & 1), type(True + True), type(not 1))
# expect: <class 'bool'> <class 'int'> <class 'int'> <class 'bool'>
print(True == 1, False == 0, True is True, True == 1.0, True == "True", True != 2, True < 2, False < True)
# expect: True True True True False True True True
print(repr(True), str(False), f"{True}", f"{True:d}", f"{True:>6}", "%d %s %r" % (True, True, True), format(False, ""))
# expect: True False True 1      1 1 True True False
print(hash(True), hash(False), {True: "a", 1: "b", 1.0: "c"}, {0: "x"}[False], [10, 20][True], "ab"[False])
# expect: 1 0 {True: 'c'} x 20 a
print(isinstance(True, int), isinstance(1, bool), issubclass(bool, int), bool.__mro__, bool.__bases__)
# expect: True False True (<class 'bool'>, <class 'int'>, <class 'object'>) (<class 'int'>,)
print(True.real, True.imag, True.bit_length(), True.conjugate(), True.numerator, int(True), float(True), complex(True))
# expect: 1 0 1 1 1 1 1.0 (1+0j)
print(sum([True, False, True]), max(True, False), sorted([True, False, 2, 0]), [True, False].index(0), [1, 0].count(True))
# expect: 2 True [False, 0, True, 2] 1 1
print(not True, not 0, not not [], not "x", bool(not None))  # expect: False True False False True
for bad in (lambda: bool(1, 2), lambda: type("B", (bool,), {}), lambda: bool(x=1), lambda: True.__new__(bool, 1, 2)):
    try:
        bad()
    except TypeError as error:
        print(error)
# expect: bool expected at most 1 argument, got 2
# expect: type 'bool' is not an acceptable base type
# expect: bool() takes no keyword arguments
# expect: bool expected at most 1 argument, got 2
print(bool.from_bytes(b"\x01", "big"), bool.from_bytes(b"\x00", "big"), int.__repr__(True), bool(float("nan")))
# expect: True False 1 True
print(any([0, "", None]), all([]), any([]), all([1, "a", [0]]), True if "0" else False)
# expect: False True False True True
