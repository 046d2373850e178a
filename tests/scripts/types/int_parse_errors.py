# What int() refuses, word by word.
# since: 3.13
def attempt(*args, **kw):
    try:
        print(int(*args, **kw))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
for text in ("", " ", "x", "1.5", "1e3", "0x10", "--1", "+ 1", "1 2", "_1", "1_", "1__0", "é", "1\x00", "'", "0b1"):
    attempt(text)
# expect: ValueError invalid literal for int() with base 10: ''
# expect: ValueError invalid literal for int() with base 10: ' '
# expect: ValueError invalid literal for int() with base 10: 'x'
# expect: ValueError invalid literal for int() with base 10: '1.5'
# expect: ValueError invalid literal for int() with base 10: '1e3'
# expect: ValueError invalid literal for int() with base 10: '0x10'
# expect: ValueError invalid literal for int() with base 10: '--1'
# expect: ValueError invalid literal for int() with base 10: '+ 1'
# expect: ValueError invalid literal for int() with base 10: '1 2'
# expect: ValueError invalid literal for int() with base 10: '_1'
# expect: ValueError invalid literal for int() with base 10: '1_'
# expect: ValueError invalid literal for int() with base 10: '1__0'
# expect: ValueError invalid literal for int() with base 10: 'é'
# expect: ValueError invalid literal for int() with base 10: '1\x00'
# expect: ValueError invalid literal for int() with base 10: "'"
# expect: ValueError invalid literal for int() with base 10: '0b1'
attempt("12", 2)  # expect: ValueError invalid literal for int() with base 2: '12'
attempt("z", 35)  # expect: ValueError invalid literal for int() with base 35: 'z'
attempt("08", 0)  # expect: ValueError invalid literal for int() with base 0: '08'
attempt("0_7", 0)  # expect: ValueError invalid literal for int() with base 0: '0_7'
attempt("5", 1)  # expect: ValueError int() base must be >= 2 and <= 36, or 0
attempt("5", 37)  # expect: ValueError int() base must be >= 2 and <= 36, or 0
attempt("5", -2)  # expect: ValueError int() base must be >= 2 and <= 36, or 0
attempt(5, 10)  # expect: TypeError int() can't convert non-string with explicit base
attempt(5.0, 10)  # expect: TypeError int() can't convert non-string with explicit base
attempt("5", "10")  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt("5", 2.0)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(None)
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
attempt([])  # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
attempt(1j)  # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
attempt(float("nan"))  # expect: ValueError cannot convert float NaN to integer
attempt(float("inf"))  # expect: OverflowError cannot convert float infinity to integer
attempt(float("-inf"))  # expect: OverflowError cannot convert float infinity to integer
attempt(1, 2, 3)  # expect: TypeError int expected at most 2 arguments, got 3
attempt(b"abc")  # expect: ValueError invalid literal for int() with base 10: b'abc'
attempt(b"\xff")  # expect: ValueError invalid literal for int() with base 10: b'\xff'
attempt(base=10)  # expect: TypeError int() missing string argument
attempt("11", base=2)  # expect: 3
attempt("5" * 20)  # expect: 55555555555555555555
try:
    int("1" * 5000)
except ValueError as error:
    print(error)
    # expect: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
try:
    str(10 ** 5000)
except ValueError as error:
    print(error)
    # expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
print(len(hex(10 ** 5000)), int("f" * 5000, 16) == 16 ** 5000 - 1)  # expect: 4155 True
import sys
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)), int("1" + "0" * 5000) == 10 ** 5000)  # expect: 5001 True
