# abs, pow, divmod, round through their protocols.
print(abs(-5), abs(5), abs(-2.5), abs(-0.0), abs(3 + 4j), abs(True), abs(-2 ** 70))
# expect: 5 5 2.5 0.0 5.0 1 1180591620717411303424
print(pow(2, 3), pow(2, 3, 5), pow(2.0, 0.5), pow(2, -1), pow(-2, 0.5), pow(base=3, exp=2), pow(0, 0), pow(7, -1, 10))
# expect: 8 3 1.4142135623730951 0.5 (8.659560562354934e-17+1.4142135623730951j) 9 1 3
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(-7, 2.0), divmod(True, 2), divmod(10 ** 30, 7))
# expect: (2, 1) (-3, 2) (3.0, 1.5) (-4.0, 1.0) (0, 1) (142857142857142857142857142857, 1)
class N:
    def __abs__(self): return "abs"
    def __pow__(self, o, m=None): return "pow", o, m
    def __rpow__(self, o): return "rpow", o
    def __divmod__(self, o): return "divmod", o
    def __rdivmod__(self, o): return "rdivmod", o
    def __round__(self, n="none"): return "round", n
print(abs(N()), pow(N(), 2), pow(N(), 2, 3), pow(2, N()), divmod(N(), 5), divmod(5, N()), round(N()), round(N(), 2), round(N(), None))
# expect: abs ('pow', 2, None) ('pow', 2, 3) ('rpow', 2) ('divmod', 5) ('rdivmod', 5) ('round', 'none') ('round', 2) ('round', 'none')
for bad in (lambda: abs("x"), lambda: abs(), lambda: abs(1, 2), lambda: pow(2), lambda: pow("a", 2), lambda: pow(2, 3, 4.5), lambda: divmod(1), lambda: divmod("a", 1),
            lambda: round("x"), lambda: pow(1, 2, "x"), lambda: abs(None), lambda: pow(2.5, 2, 3)):
    try:
        print(bad())
    except TypeError as error:
        print(error)
# expect: bad operand type for abs(): 'str'
# expect: abs() takes exactly one argument (0 given)
# expect: abs() takes exactly one argument (2 given)
# expect: pow() missing required argument 'exp' (pos 2)
# expect: unsupported operand type(s) for ** or pow(): 'str' and 'int'
# expect: pow() 3rd argument not allowed unless all arguments are integers
# expect: divmod expected 2 arguments, got 1
# expect: unsupported operand type(s) for divmod(): 'str' and 'int'
# expect: type str doesn't define __round__ method
# expect: unsupported operand type(s) for ** or pow(): 'int', 'int', 'str'
# expect: bad operand type for abs(): 'NoneType'
# expect: pow() 3rd argument not allowed unless all arguments are integers
