# float() from strings and numbers; what it refuses.
for text in ("1", "1.5", ".5", "5.", "-1.5", "+2", "1e3", "1E-3", "  7.5\n", "1_000.5", "inf", "-Inf", "INFINITY", "nan", "-nan", "1e1_0",
             "0x10", "", " ", "1.5.2", "e5", "1e", "_1", "1_", "1__0", "1_.5", "infi", "na", "1 2", "--1", "٣.٥", "½", "1,5", ".", "+", "1\x00"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
# expect: '1' 1.0
# expect: '1.5' 1.5
# expect: '.5' 0.5
# expect: '5.' 5.0
# expect: '-1.5' -1.5
# expect: '+2' 2.0
# expect: '1e3' 1000.0
# expect: '1E-3' 0.001
# expect: '  7.5\n' 7.5
# expect: '1_000.5' 1000.5
# expect: 'inf' inf
# expect: '-Inf' -inf
# expect: 'INFINITY' inf
# expect: 'nan' nan
# expect: '-nan' nan
# expect: '1e1_0' 10000000000.0
# expect: could not convert string to float: '0x10'
# expect: could not convert string to float: ''
# expect: could not convert string to float: ' '
# expect: could not convert string to float: '1.5.2'
# expect: could not convert string to float: 'e5'
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: '_1'
# expect: could not convert string to float: '1_'
# expect: could not convert string to float: '1__0'
# expect: could not convert string to float: '1_.5'
# expect: could not convert string to float: 'infi'
# expect: could not convert string to float: 'na'
# expect: could not convert string to float: '1 2'
# expect: could not convert string to float: '--1'
# expect: '٣.٥' 3.5
# expect: could not convert string to float: '½'
# expect: could not convert string to float: '1,5'
# expect: could not convert string to float: '.'
# expect: could not convert string to float: '+'
# expect: could not convert string to float: '1\x00'
print(float(), float(5), float(True), float(2 ** 60), float(b"1.5"), float(bytearray(b" 2 ")))
# expect: 0.0 5.0 1.0 1.152921504606847e+18 1.5 2.0
for bad in (None, [], 1j, object, b"x"):
    try:
        float(bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError float() argument must be a string or a real number, not 'NoneType'
# expect: TypeError float() argument must be a string or a real number, not 'list'
# expect: TypeError float() argument must be a string or a real number, not 'complex'
# expect: TypeError float() argument must be a string or a real number, not 'type'
# expect: ValueError could not convert string to float: b'x'
try:
    float("1", "2")
except TypeError as error:
    print(error)  # expect: float expected at most 1 argument, got 2
class S(str):
    def __float__(self): return 3.0
print(float(S("5")))  # expect: 3.0
class F(float): pass
print(type(float(F(1.5))).__name__, F("2.5"), F(1) + 1, type(F(1) + 1).__name__)  # expect: float 2.5 2.0 float
class Conv:
    def __float__(self): return 2.5
print(float(Conv()))  # expect: 2.5
class Bad:
    def __float__(self): return "x"
try:
    float(Bad())
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
