# since: 3.13
# in 3.14: integer division or modulo by zero => division by zero
# in 3.14: float modulo by zero => division by zero
from load import load


class Num:
    def __add__(self, other): return "add"
    def __rsub__(self, other): return "rsub"
    def __imul__(self, other): return "imul"
    def __neg__(self): return "neg"
    def __ipow__(self, other): return "ipow"
    def __int__(self): return 12
    def __float__(self): return 1.25
    def __repr__(self): return "num"


class Index:
    def __index__(self): return 33


class BadIndex:
    def __index__(self): return "33"


class Float:
    def __float__(self): return 0.5


given = {"num": Num(), "index": Index(), "bad index": BadIndex(), "float": Float()}
for line in load("capi_number").run(given):
    print(line)
# expect: PyLong_FromLong(LONG_MIN) -> -9223372036854775808
# expect: PyLong_FromLong(0) -> 0
# expect: PyLong_FromUnsignedLong(ULONG_MAX) -> 18446744073709551615
# expect: PyLong_FromLongLong(-5) -> -5
# expect: PyLong_FromLongLong(LLONG_MIN) -> -9223372036854775808
# expect: PyLong_FromUnsignedLongLong(ULLONG_MAX) -> 18446744073709551615
# expect: PyLong_FromSize_t(SIZE_MAX) -> 18446744073709551615
# expect: PyLong_FromSsize_t(-7) -> -7
# expect: PyLong_FromVoidPtr((void *)0x1234) -> 4660
# expect: PyLong_FromVoidPtr(NULL) -> 0
# expect: PyLong_FromDouble(3.99) -> 3
# expect: PyLong_FromDouble(-1e30) -> -1000000000000000019884624838656
# expect: PyLong_FromDouble(strtod("inf", NULL)) -> NULL, OverflowError: cannot convert float infinity to integer
# expect: PyLong_FromDouble(strtod("nan", NULL)) -> NULL, ValueError: cannot convert float NaN to integer
# expect: PyLong_FromString("  12_345 ", NULL, 10) -> 12345
# expect: PyLong_FromString("-0xFf", NULL, 0) -> -255
# expect: PyLong_FromString("zz", NULL, 36) -> 1295
# expect: PyLong_FromString("0b101", NULL, 2) -> 5
# expect: PyLong_FromString("12x", NULL, 10) -> NULL, ValueError: invalid literal for int() with base 10: '12x'
# expect: PyLong_FromString("", NULL, 10) -> NULL, ValueError: invalid literal for int() with base 10: ''
# expect: PyLong_FromString("1", NULL, 1) -> NULL, ValueError: int() arg 2 must be >= 2 and <= 36
# expect: PyLong_FromString(text, &end, 10) -> NULL, ValueError: invalid literal for int() with base 10: '99 red'
# expect: end -> "red"
# expect: PyLong_FromString("123456789012345678901234567890", NULL, 10) -> 123456789012345678901234567890
# expect: PyLong_AsLong(N(-3)) -> -3
# expect: PyLong_AsLong(big) -> -1, OverflowError: Python int too large to convert to C long
# expect: PyLong_AsLong(negative) -> -1, OverflowError: Python int too large to convert to C long
# expect: PyLong_AsLong(F(1.5)) -> -1, TypeError: 'float' object cannot be interpreted as an integer
# expect: PyLong_AsLong(S("5")) -> -1, TypeError: 'str' object cannot be interpreted as an integer
# expect: PyLong_AsLong(Py_True) -> 1
# expect: PyLong_AsLong(G("index")) -> 33
# expect: PyLong_AsLong(G("bad index")) -> -1, TypeError: __index__ returned non-int (type str)
# expect: PyLong_AsLong(NULL) -> -1, SystemError: bad argument to internal function
# expect: PyLong_AsLongAndOverflow(big, &overflow) -> -1
# expect: overflow -> 1
# expect: PyLong_AsLongAndOverflow(negative, &overflow) -> -1
# expect: overflow -> -1
# expect: PyLong_AsLongAndOverflow(N(8), &overflow) -> 8
# expect: overflow -> 0
# expect: PyLong_AsLongLong(N(LLONG_MIN)) -> -9223372036854775808
# expect: PyLong_AsLongLong(big) -> -1, OverflowError: int too big to convert
# expect: PyLong_AsLongLongAndOverflow(negative, &overflow) -> -1
# expect: overflow -> -1
# expect: PyLong_AsSsize_t(N(-9)) -> -9
# expect: PyLong_AsSsize_t(big) -> -1, OverflowError: Python int too large to convert to C ssize_t
# expect: PyLong_AsSsize_t(F(1.0)) -> -1, TypeError: an integer is required
# expect: PyLong_AsSize_t(N(9)) -> 9
# expect: PyLong_AsSize_t(N(-9)) -> 18446744073709551615, OverflowError: can't convert negative value to size_t
# expect: PyLong_AsSize_t(big) -> 18446744073709551615, OverflowError: Python int too large to convert to C size_t
# expect: PyLong_AsUnsignedLong(N(5)) -> 5
# expect: PyLong_AsUnsignedLong(N(-5)) -> 18446744073709551615, OverflowError: can't convert negative value to unsigned int
# expect: PyLong_AsUnsignedLong(big) -> 18446744073709551615, OverflowError: Python int too large to convert to C unsigned long
# expect: PyLong_AsUnsignedLong(G("index")) -> 18446744073709551615, TypeError: an integer is required
# expect: PyLong_AsUnsignedLongLong(N(5)) -> 5
# expect: PyLong_AsUnsignedLongLong(N(-5)) -> 18446744073709551615, OverflowError: can't convert negative int to unsigned
# expect: PyLong_AsUnsignedLongLong(big) -> 18446744073709551615, OverflowError: int too big to convert
# expect: PyLong_AsUnsignedLongMask(N(-1)) -> 18446744073709551615
# expect: PyLong_AsUnsignedLongMask(big) -> 14083847773837265618
# expect: PyLong_AsUnsignedLongMask(G("index")) -> 33
# expect: PyLong_AsUnsignedLongMask(S("x")) -> 18446744073709551615, TypeError: 'str' object cannot be interpreted as an integer
# expect: PyLong_AsUnsignedLongLongMask(negative) -> 4362896299872285998
# expect: PyLong_AsDouble(big) -> 1.2345678901234568e+29
# expect: PyLong_AsDouble(N(-2)) -> -2
# expect: PyLong_AsDouble(F(2.0)) -> -1, TypeError: an integer is required
# expect: PyLong_AsDouble(keep(PyNumber_Lshift(N(1), N(2000)))) -> -1, OverflowError: int too large to convert to float
# expect: (uintptr_t)PyLong_AsVoidPtr(N(4660)) -> 4660
# expect: (uintptr_t)PyLong_AsVoidPtr(big) -> 0, OverflowError: Python int too large to convert to C unsigned long
# expect: PyLong_Check(Py_True) -> true
# expect: PyLong_CheckExact(Py_True) -> false
# expect: PyLong_Check(F(1.0)) -> false
# expect: PyTuple_Size(info) >= 2 -> 1
# expect: PyOS_strtol("  -12abc", &end, 10) -> -12
# expect: end -> "abc"
# expect: PyOS_strtoul("0x1F", &end, 0) -> 31
# expect: PyFloat_FromDouble(-0.0) -> -0.0
# expect: PyFloat_FromDouble(1e-320) -> 1e-320
# expect: PyFloat_FromString(S(" 1_0.5e2 ")) -> 1050.0
# expect: PyFloat_FromString(B("-inf")) -> -inf
# expect: PyFloat_FromString(S("nan")) -> nan
# expect: PyFloat_FromString(S("1.5x")) -> NULL, ValueError: could not convert string to float: '1.5x'
# expect: PyFloat_FromString(N(5)) -> NULL, TypeError: float() argument must be a string or a real number, not 'int'
# expect: PyFloat_AsDouble(F(2.5)) -> 2.5
# expect: PyFloat_AsDouble(N(3)) -> 3
# expect: PyFloat_AsDouble(Py_False) -> 0
# expect: PyFloat_AsDouble(G("float")) -> 0.5
# expect: PyFloat_AsDouble(G("index")) -> 33
# expect: PyFloat_AsDouble(S("2.5")) -> -1, TypeError: must be real number, not str
# expect: PyFloat_AsDouble(NULL) -> -1, TypeError: bad argument type for built-in operation
# expect: PyFloat_GetMax() -> 1.7976931348623157e+308
# expect: PyFloat_GetMin() -> 2.2250738585072014e-308
# expect: PyObject_GetAttrString(info, "mant_dig") -> 53
# expect: PyFloat_Check(F(1.0)) -> true
# expect: PyFloat_CheckExact(N(1)) -> false
# expect: text = PyOS_double_to_string(0.1, 'r', 0, 0, NULL) -> "0.1"
# expect: text = PyOS_double_to_string(1234.5678, 'f', 2, 0, NULL) -> "1234.57"
# expect: text = PyOS_double_to_string(1e100, 'g', 3, 2, NULL) -> "1e+100"
# expect: PyOS_string_to_double("1.5e3", NULL, NULL) -> 1500
# expect: PyOS_string_to_double("1.5 rest", &end, NULL) -> 1.5
# expect: end -> " rest"
# expect: PyOS_string_to_double("rest", NULL, NULL) -> -1, ValueError: could not convert string to float: 'rest'
# expect: PyOS_string_to_double("1e999", NULL, PyExc_OverflowError) -> -1, OverflowError: value too large to convert to float: '1e999'
# expect: PyOS_string_to_double("1e999", NULL, NULL) -> inf
# expect: PyBool_FromLong(5) -> True
# expect: PyBool_FromLong(0) -> False
# expect: PyComplex_FromDoubles(1.5, -2) -> (1.5-2j)
# expect: PyComplex_RealAsDouble(V("D", &(struct { double r, i; }){1, 2})) -> 1
# expect: PyComplex_ImagAsDouble(V("D", &(struct { double r, i; }){1, 2})) -> 2
# expect: PyComplex_RealAsDouble(F(3.5)) -> 3.5
# expect: PyComplex_ImagAsDouble(F(3.5)) -> 0
# expect: PyComplex_RealAsDouble(S("x")) -> -1, TypeError: must be real number, not str
# expect: PyComplex_ImagAsDouble(S("x")) -> -1, TypeError: must be real number, not str
# expect: PyBool_Check(Py_True) -> true
# expect: PyComplex_Check(F(1)) -> false
# expect: Py_IsTrue(Py_True) -> true
# expect: Py_IsFalse(Py_True) -> false
# expect: Py_IsNone(Py_None) -> true
# expect: Py_Is(Py_None, Py_None) -> true
# expect: PyNumber_Add(N(7), N(-2)) -> 5
# expect: PyNumber_Add(F(7.5), N(2)) -> 9.5
# expect: PyNumber_Add(S("a"), N(2)) -> NULL, TypeError: can only concatenate str (not "int") to str
# expect: PyNumber_Add(G("num"), N(2)) -> 'add'
# expect: PyNumber_Add(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for +: 'int' and 'Num'
# expect: PyNumber_Subtract(N(7), N(-2)) -> 9
# expect: PyNumber_Subtract(F(7.5), N(2)) -> 5.5
# expect: PyNumber_Subtract(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for -: 'str' and 'int'
# expect: PyNumber_Subtract(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for -: 'Num' and 'int'
# expect: PyNumber_Subtract(N(2), G("num")) -> 'rsub'
# expect: PyNumber_Multiply(N(7), N(-2)) -> -14
# expect: PyNumber_Multiply(F(7.5), N(2)) -> 15.0
# expect: PyNumber_Multiply(S("a"), N(2)) -> 'aa'
# expect: PyNumber_Multiply(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for *: 'Num' and 'int'
# expect: PyNumber_Multiply(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for *: 'int' and 'Num'
# expect: PyNumber_MatrixMultiply(N(7), N(-2)) -> NULL, TypeError: unsupported operand type(s) for @: 'int' and 'int'
# expect: PyNumber_MatrixMultiply(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for @: 'float' and 'int'
# expect: PyNumber_MatrixMultiply(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for @: 'str' and 'int'
# expect: PyNumber_MatrixMultiply(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for @: 'Num' and 'int'
# expect: PyNumber_MatrixMultiply(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for @: 'int' and 'Num'
# expect: PyNumber_FloorDivide(N(7), N(-2)) -> -4
# expect: PyNumber_FloorDivide(F(7.5), N(2)) -> 3.0
# expect: PyNumber_FloorDivide(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for //: 'str' and 'int'
# expect: PyNumber_FloorDivide(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for //: 'Num' and 'int'
# expect: PyNumber_FloorDivide(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for //: 'int' and 'Num'
# expect: PyNumber_TrueDivide(N(7), N(-2)) -> -3.5
# expect: PyNumber_TrueDivide(F(7.5), N(2)) -> 3.75
# expect: PyNumber_TrueDivide(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for /: 'str' and 'int'
# expect: PyNumber_TrueDivide(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for /: 'Num' and 'int'
# expect: PyNumber_TrueDivide(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for /: 'int' and 'Num'
# expect: PyNumber_Remainder(N(7), N(-2)) -> -1
# expect: PyNumber_Remainder(F(7.5), N(2)) -> 1.5
# expect: PyNumber_Remainder(S("a"), N(2)) -> NULL, TypeError: not all arguments converted during string formatting
# expect: PyNumber_Remainder(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for %: 'Num' and 'int'
# expect: PyNumber_Remainder(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for %: 'int' and 'Num'
# expect: PyNumber_Divmod(N(7), N(-2)) -> (-4, -1)
# expect: PyNumber_Divmod(F(7.5), N(2)) -> (3.0, 1.5)
# expect: PyNumber_Divmod(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for divmod(): 'str' and 'int'
# expect: PyNumber_Divmod(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for divmod(): 'Num' and 'int'
# expect: PyNumber_Divmod(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for divmod(): 'int' and 'Num'
# expect: PyNumber_Lshift(N(7), N(-2)) -> NULL, ValueError: negative shift count
# expect: PyNumber_Lshift(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for <<: 'float' and 'int'
# expect: PyNumber_Lshift(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for <<: 'str' and 'int'
# expect: PyNumber_Lshift(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for <<: 'Num' and 'int'
# expect: PyNumber_Lshift(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for <<: 'int' and 'Num'
# expect: PyNumber_Rshift(N(7), N(-2)) -> NULL, ValueError: negative shift count
# expect: PyNumber_Rshift(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for >>: 'float' and 'int'
# expect: PyNumber_Rshift(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for >>: 'str' and 'int'
# expect: PyNumber_Rshift(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for >>: 'Num' and 'int'
# expect: PyNumber_Rshift(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for >>: 'int' and 'Num'
# expect: PyNumber_And(N(7), N(-2)) -> 6
# expect: PyNumber_And(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for &: 'float' and 'int'
# expect: PyNumber_And(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for &: 'str' and 'int'
# expect: PyNumber_And(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for &: 'Num' and 'int'
# expect: PyNumber_And(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for &: 'int' and 'Num'
# expect: PyNumber_Xor(N(7), N(-2)) -> -7
# expect: PyNumber_Xor(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for ^: 'float' and 'int'
# expect: PyNumber_Xor(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for ^: 'str' and 'int'
# expect: PyNumber_Xor(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for ^: 'Num' and 'int'
# expect: PyNumber_Xor(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for ^: 'int' and 'Num'
# expect: PyNumber_Or(N(7), N(-2)) -> -1
# expect: PyNumber_Or(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for |: 'float' and 'int'
# expect: PyNumber_Or(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for |: 'str' and 'int'
# expect: PyNumber_Or(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for |: 'Num' and 'int'
# expect: PyNumber_Or(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for |: 'int' and 'Num'
# expect: PyNumber_InPlaceAdd(N(7), N(-2)) -> 5
# expect: PyNumber_InPlaceAdd(F(7.5), N(2)) -> 9.5
# expect: PyNumber_InPlaceAdd(S("a"), N(2)) -> NULL, TypeError: can only concatenate str (not "int") to str
# expect: PyNumber_InPlaceAdd(G("num"), N(2)) -> 'add'
# expect: PyNumber_InPlaceAdd(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for +=: 'int' and 'Num'
# expect: PyNumber_InPlaceSubtract(N(7), N(-2)) -> 9
# expect: PyNumber_InPlaceSubtract(F(7.5), N(2)) -> 5.5
# expect: PyNumber_InPlaceSubtract(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for -=: 'str' and 'int'
# expect: PyNumber_InPlaceSubtract(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for -=: 'Num' and 'int'
# expect: PyNumber_InPlaceSubtract(N(2), G("num")) -> 'rsub'
# expect: PyNumber_InPlaceMultiply(N(7), N(-2)) -> -14
# expect: PyNumber_InPlaceMultiply(F(7.5), N(2)) -> 15.0
# expect: PyNumber_InPlaceMultiply(S("a"), N(2)) -> 'aa'
# expect: PyNumber_InPlaceMultiply(G("num"), N(2)) -> 'imul'
# expect: PyNumber_InPlaceMultiply(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for *=: 'int' and 'Num'
# expect: PyNumber_InPlaceMatrixMultiply(N(7), N(-2)) -> NULL, TypeError: unsupported operand type(s) for @=: 'int' and 'int'
# expect: PyNumber_InPlaceMatrixMultiply(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for @=: 'float' and 'int'
# expect: PyNumber_InPlaceMatrixMultiply(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for @=: 'str' and 'int'
# expect: PyNumber_InPlaceMatrixMultiply(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for @=: 'Num' and 'int'
# expect: PyNumber_InPlaceMatrixMultiply(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for @=: 'int' and 'Num'
# expect: PyNumber_InPlaceFloorDivide(N(7), N(-2)) -> -4
# expect: PyNumber_InPlaceFloorDivide(F(7.5), N(2)) -> 3.0
# expect: PyNumber_InPlaceFloorDivide(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for //=: 'str' and 'int'
# expect: PyNumber_InPlaceFloorDivide(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for //=: 'Num' and 'int'
# expect: PyNumber_InPlaceFloorDivide(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for //=: 'int' and 'Num'
# expect: PyNumber_InPlaceTrueDivide(N(7), N(-2)) -> -3.5
# expect: PyNumber_InPlaceTrueDivide(F(7.5), N(2)) -> 3.75
# expect: PyNumber_InPlaceTrueDivide(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for /=: 'str' and 'int'
# expect: PyNumber_InPlaceTrueDivide(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for /=: 'Num' and 'int'
# expect: PyNumber_InPlaceTrueDivide(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for /=: 'int' and 'Num'
# expect: PyNumber_InPlaceRemainder(N(7), N(-2)) -> -1
# expect: PyNumber_InPlaceRemainder(F(7.5), N(2)) -> 1.5
# expect: PyNumber_InPlaceRemainder(S("a"), N(2)) -> NULL, TypeError: not all arguments converted during string formatting
# expect: PyNumber_InPlaceRemainder(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for %=: 'Num' and 'int'
# expect: PyNumber_InPlaceRemainder(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for %=: 'int' and 'Num'
# expect: PyNumber_InPlaceLshift(N(7), N(-2)) -> NULL, ValueError: negative shift count
# expect: PyNumber_InPlaceLshift(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for <<=: 'float' and 'int'
# expect: PyNumber_InPlaceLshift(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for <<=: 'str' and 'int'
# expect: PyNumber_InPlaceLshift(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for <<=: 'Num' and 'int'
# expect: PyNumber_InPlaceLshift(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for <<=: 'int' and 'Num'
# expect: PyNumber_InPlaceRshift(N(7), N(-2)) -> NULL, ValueError: negative shift count
# expect: PyNumber_InPlaceRshift(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for >>=: 'float' and 'int'
# expect: PyNumber_InPlaceRshift(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for >>=: 'str' and 'int'
# expect: PyNumber_InPlaceRshift(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for >>=: 'Num' and 'int'
# expect: PyNumber_InPlaceRshift(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for >>=: 'int' and 'Num'
# expect: PyNumber_InPlaceAnd(N(7), N(-2)) -> 6
# expect: PyNumber_InPlaceAnd(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for &=: 'float' and 'int'
# expect: PyNumber_InPlaceAnd(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for &=: 'str' and 'int'
# expect: PyNumber_InPlaceAnd(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for &=: 'Num' and 'int'
# expect: PyNumber_InPlaceAnd(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for &=: 'int' and 'Num'
# expect: PyNumber_InPlaceXor(N(7), N(-2)) -> -7
# expect: PyNumber_InPlaceXor(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for ^=: 'float' and 'int'
# expect: PyNumber_InPlaceXor(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for ^=: 'str' and 'int'
# expect: PyNumber_InPlaceXor(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for ^=: 'Num' and 'int'
# expect: PyNumber_InPlaceXor(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for ^=: 'int' and 'Num'
# expect: PyNumber_InPlaceOr(N(7), N(-2)) -> -1
# expect: PyNumber_InPlaceOr(F(7.5), N(2)) -> NULL, TypeError: unsupported operand type(s) for |=: 'float' and 'int'
# expect: PyNumber_InPlaceOr(S("a"), N(2)) -> NULL, TypeError: unsupported operand type(s) for |=: 'str' and 'int'
# expect: PyNumber_InPlaceOr(G("num"), N(2)) -> NULL, TypeError: unsupported operand type(s) for |=: 'Num' and 'int'
# expect: PyNumber_InPlaceOr(N(2), G("num")) -> NULL, TypeError: unsupported operand type(s) for |=: 'int' and 'Num'
# expect: PyNumber_Negative(N(-7)) -> 7
# expect: PyNumber_Negative(F(-7.5)) -> 7.5
# expect: PyNumber_Negative(S("a")) -> NULL, TypeError: bad operand type for unary -: 'str'
# expect: PyNumber_Negative(G("num")) -> 'neg'
# expect: PyNumber_Negative(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyNumber_Positive(N(-7)) -> -7
# expect: PyNumber_Positive(F(-7.5)) -> -7.5
# expect: PyNumber_Positive(S("a")) -> NULL, TypeError: bad operand type for unary +: 'str'
# expect: PyNumber_Positive(G("num")) -> NULL, TypeError: bad operand type for unary +: 'Num'
# expect: PyNumber_Positive(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyNumber_Absolute(N(-7)) -> 7
# expect: PyNumber_Absolute(F(-7.5)) -> 7.5
# expect: PyNumber_Absolute(S("a")) -> NULL, TypeError: bad operand type for abs(): 'str'
# expect: PyNumber_Absolute(G("num")) -> NULL, TypeError: bad operand type for abs(): 'Num'
# expect: PyNumber_Absolute(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyNumber_Invert(N(-7)) -> 6
# expect: PyNumber_Invert(F(-7.5)) -> NULL, TypeError: bad operand type for unary ~: 'float'
# expect: PyNumber_Invert(S("a")) -> NULL, TypeError: bad operand type for unary ~: 'str'
# expect: PyNumber_Invert(G("num")) -> NULL, TypeError: bad operand type for unary ~: 'Num'
# expect: PyNumber_Invert(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyNumber_Long(N(-7)) -> -7
# expect: PyNumber_Long(F(-7.5)) -> -7
# expect: PyNumber_Long(S("a")) -> NULL, ValueError: invalid literal for int() with base 10: 'a'
# expect: PyNumber_Long(G("num")) -> 12
# expect: PyNumber_Long(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyNumber_Float(N(-7)) -> -7.0
# expect: PyNumber_Float(F(-7.5)) -> -7.5
# expect: PyNumber_Float(S("a")) -> NULL, ValueError: could not convert string to float: 'a'
# expect: PyNumber_Float(G("num")) -> 1.25
# expect: PyNumber_Float(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyNumber_Index(N(-7)) -> -7
# expect: PyNumber_Index(F(-7.5)) -> NULL, TypeError: 'float' object cannot be interpreted as an integer
# expect: PyNumber_Index(S("a")) -> NULL, TypeError: 'str' object cannot be interpreted as an integer
# expect: PyNumber_Index(G("num")) -> NULL, TypeError: 'Num' object cannot be interpreted as an integer
# expect: PyNumber_Index(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyNumber_Power(N(2), N(10), Py_None) -> 1024
# expect: PyNumber_Power(N(2), N(10), N(1000)) -> 24
# expect: PyNumber_Power(N(2), N(-1), N(5)) -> 3
# expect: PyNumber_Power(F(2), N(2), N(5)) -> NULL, TypeError: pow() 3rd argument not allowed unless all arguments are integers
# expect: PyNumber_Power(S("a"), N(2), Py_None) -> NULL, TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
# expect: PyNumber_InPlacePower(N(3), N(3), Py_None) -> 27
# expect: PyNumber_InPlacePower(G("num"), N(3), Py_None) -> 'ipow'
# expect: PyNumber_FloorDivide(N(1), N(0)) -> NULL, ZeroDivisionError: integer division or modulo by zero
# expect: PyNumber_TrueDivide(N(1), N(0)) -> NULL, ZeroDivisionError: division by zero
# expect: PyNumber_Remainder(F(1), F(0)) -> NULL, ZeroDivisionError: float modulo by zero
# expect: PyNumber_Lshift(N(1), N(-1)) -> NULL, ValueError: negative shift count
# expect: PyNumber_Long(S(" 12 ")) -> 12
# expect: PyNumber_Long(B("0x")) -> NULL, ValueError: invalid literal for int() with base 10: b'0x'
# expect: PyNumber_Float(S("1e3")) -> 1000.0
# expect: PyNumber_Index(G("index")) -> 33
# expect: PyNumber_Index(G("bad index")) -> NULL, TypeError: __index__ returned non-int (type str)
# expect: PyNumber_ToBase(N(-255), 16) -> '-0xff'
# expect: PyNumber_ToBase(N(255), 2) -> '0b11111111'
# expect: PyNumber_ToBase(N(255), 8) -> '0o377'
# expect: PyNumber_ToBase(N(255), 10) -> '255'
# expect: PyNumber_ToBase(F(1), 10) -> NULL, TypeError: 'float' object cannot be interpreted as an integer
# expect: PyNumber_AsSsize_t(N(-3), PyExc_IndexError) -> -3
# expect: PyNumber_AsSsize_t(keep(PyNumber_Lshift(N(1), N(80))), PyExc_IndexError) -> -1, IndexError: cannot fit 'int' into an index-sized integer
# expect: PyNumber_AsSsize_t(keep(PyNumber_Lshift(N(-1), N(80))), NULL) -> -9223372036854775808
# expect: PyNumber_AsSsize_t(S("x"), NULL) -> -1, TypeError: 'str' object cannot be interpreted as an integer
# expect: PyNumber_Check(N(1)) -> 1
# expect: PyNumber_Check(S("1")) -> 0
# expect: PyNumber_Check(G("index")) -> 1
# expect: PyNumber_Check(NULL) -> 0
# expect: PyIndex_Check(N(1)) -> 1
# expect: PyIndex_Check(F(1)) -> 0
