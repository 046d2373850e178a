/* longobject.h, floatobject.h, boolobject.h, complexobject.h and the number protocol. */
#include "capi.h"

static void ints(void) {
    NEW(PyLong_FromLong(LONG_MIN));
    NEW(PyLong_FromLong(0));
    NEW(PyLong_FromUnsignedLong(ULONG_MAX));
    NEW(PyLong_FromLongLong(-5));
    NEW(PyLong_FromLongLong(LLONG_MIN));
    NEW(PyLong_FromUnsignedLongLong(ULLONG_MAX));
    NEW(PyLong_FromSize_t(SIZE_MAX));
    NEW(PyLong_FromSsize_t(-7));
    NEW(PyLong_FromVoidPtr((void *)0x1234));
    NEW(PyLong_FromVoidPtr(NULL));
    NEW(PyLong_FromDouble(3.99));
    NEW(PyLong_FromDouble(-1e30));
    NEW(PyLong_FromDouble(strtod("inf", NULL)));
    NEW(PyLong_FromDouble(strtod("nan", NULL)));
    NEW(PyLong_FromString("  12_345 ", NULL, 10));
    NEW(PyLong_FromString("-0xFf", NULL, 0));
    NEW(PyLong_FromString("zz", NULL, 36));
    NEW(PyLong_FromString("0b101", NULL, 2));
    NEW(PyLong_FromString("12x", NULL, 10));
    NEW(PyLong_FromString("", NULL, 10));
    NEW(PyLong_FromString("1", NULL, 1));
    char *end;
    char text[] = "99 red";
    NEW(PyLong_FromString(text, &end, 10));
    TEXT(end);
    NEW(PyLong_FromString("123456789012345678901234567890", NULL, 10));

    PyObject *big = keep(PyLong_FromString("123456789012345678901234567890", NULL, 10));
    PyObject *negative = keep(PyNumber_Negative(big));
    int overflow;
    INT(PyLong_AsLong(N(-3)));
    INT(PyLong_AsLong(big));
    INT(PyLong_AsLong(negative));
    INT(PyLong_AsLong(F(1.5)));
    INT(PyLong_AsLong(S("5")));
    INT(PyLong_AsLong(Py_True));
    INT(PyLong_AsLong(G("index")));
    INT(PyLong_AsLong(G("bad index")));
    INT(PyLong_AsLong(NULL));
    INT(PyLong_AsLongAndOverflow(big, &overflow));
    INT(overflow);
    INT(PyLong_AsLongAndOverflow(negative, &overflow));
    INT(overflow);
    INT(PyLong_AsLongAndOverflow(N(8), &overflow));
    INT(overflow);
    INT(PyLong_AsLongLong(N(LLONG_MIN)));
    INT(PyLong_AsLongLong(big));
    INT(PyLong_AsLongLongAndOverflow(negative, &overflow));
    INT(overflow);
    INT(PyLong_AsSsize_t(N(-9)));
    INT(PyLong_AsSsize_t(big));
    INT(PyLong_AsSsize_t(F(1.0)));
    UINT(PyLong_AsSize_t(N(9)));
    UINT(PyLong_AsSize_t(N(-9)));
    UINT(PyLong_AsSize_t(big));
    UINT(PyLong_AsUnsignedLong(N(5)));
    UINT(PyLong_AsUnsignedLong(N(-5)));
    UINT(PyLong_AsUnsignedLong(big));
    UINT(PyLong_AsUnsignedLong(G("index")));
    UINT(PyLong_AsUnsignedLongLong(N(5)));
    UINT(PyLong_AsUnsignedLongLong(N(-5)));
    UINT(PyLong_AsUnsignedLongLong(big));
    UINT(PyLong_AsUnsignedLongMask(N(-1)));
    UINT(PyLong_AsUnsignedLongMask(big));
    UINT(PyLong_AsUnsignedLongMask(G("index")));
    UINT(PyLong_AsUnsignedLongMask(S("x")));
    UINT(PyLong_AsUnsignedLongLongMask(negative));
    REAL(PyLong_AsDouble(big));
    REAL(PyLong_AsDouble(N(-2)));
    REAL(PyLong_AsDouble(F(2.0)));
    REAL(PyLong_AsDouble(keep(PyNumber_Lshift(N(1), N(2000)))));
    UINT((uintptr_t)PyLong_AsVoidPtr(N(4660)));
    UINT((uintptr_t)PyLong_AsVoidPtr(big));
    TRUTH(PyLong_Check(Py_True));
    TRUTH(PyLong_CheckExact(Py_True));
    TRUTH(PyLong_Check(F(1.0)));
    PyObject *info = PyLong_GetInfo();
    INT(PyTuple_Size(info) >= 2);
    Py_XDECREF(info);
    INT(PyOS_strtol("  -12abc", &end, 10));
    TEXT(end);
    UINT(PyOS_strtoul("0x1F", &end, 0));
}

static void floats(void) {
    NEW(PyFloat_FromDouble(-0.0));
    NEW(PyFloat_FromDouble(1e-320));
    NEW(PyFloat_FromString(S(" 1_0.5e2 ")));
    NEW(PyFloat_FromString(B("-inf")));
    NEW(PyFloat_FromString(S("nan")));
    NEW(PyFloat_FromString(S("1.5x")));
    NEW(PyFloat_FromString(N(5)));
    REAL(PyFloat_AsDouble(F(2.5)));
    REAL(PyFloat_AsDouble(N(3)));
    REAL(PyFloat_AsDouble(Py_False));
    REAL(PyFloat_AsDouble(G("float")));
    REAL(PyFloat_AsDouble(G("index")));
    REAL(PyFloat_AsDouble(S("2.5")));
    REAL(PyFloat_AsDouble(NULL));
    REAL(PyFloat_GetMax());
    REAL(PyFloat_GetMin());
    PyObject *info = PyFloat_GetInfo();
    NEW(PyObject_GetAttrString(info, "mant_dig"));
    Py_XDECREF(info);
    TRUTH(PyFloat_Check(F(1.0)));
    TRUTH(PyFloat_CheckExact(N(1)));
    char *text;
    TEXT(text = PyOS_double_to_string(0.1, 'r', 0, 0, NULL));
    PyMem_Free(text);
    TEXT(text = PyOS_double_to_string(1234.5678, 'f', 2, 0, NULL));
    PyMem_Free(text);
    TEXT(text = PyOS_double_to_string(1e100, 'g', 3, 2, NULL));
    PyMem_Free(text);
    char *end;
    REAL(PyOS_string_to_double("1.5e3", NULL, NULL));
    REAL(PyOS_string_to_double("1.5 rest", &end, NULL));
    TEXT(end);
    REAL(PyOS_string_to_double("rest", NULL, NULL));
    REAL(PyOS_string_to_double("1e999", NULL, PyExc_OverflowError));
    REAL(PyOS_string_to_double("1e999", NULL, NULL));
    NEW(PyBool_FromLong(5));
    NEW(PyBool_FromLong(0));
    NEW(PyComplex_FromDoubles(1.5, -2));
    REAL(PyComplex_RealAsDouble(V("D", &(struct { double r, i; }){1, 2})));
    REAL(PyComplex_ImagAsDouble(V("D", &(struct { double r, i; }){1, 2})));
    REAL(PyComplex_RealAsDouble(F(3.5)));
    REAL(PyComplex_ImagAsDouble(F(3.5)));
    REAL(PyComplex_RealAsDouble(S("x")));
    REAL(PyComplex_ImagAsDouble(S("x")));
    TRUTH(PyBool_Check(Py_True));
    TRUTH(PyComplex_Check(F(1)));
    TRUTH(Py_IsTrue(Py_True));
    TRUTH(Py_IsFalse(Py_True));
    TRUTH(Py_IsNone(Py_None));
    TRUTH(Py_Is(Py_None, Py_None));
}

/* The same three pairs through every binary function of the protocol. */
#define PAIRS(function) \
    NEW(function(N(7), N(-2))); \
    NEW(function(F(7.5), N(2))); \
    NEW(function(S("a"), N(2))); \
    NEW(function(G("num"), N(2))); \
    NEW(function(N(2), G("num")))
#define EACH(function) \
    NEW(function(N(-7))); \
    NEW(function(F(-7.5))); \
    NEW(function(S("a"))); \
    NEW(function(G("num"))); \
    NEW(function(NULL))

static void protocol(void) {
    PAIRS(PyNumber_Add);
    PAIRS(PyNumber_Subtract);
    PAIRS(PyNumber_Multiply);
    PAIRS(PyNumber_MatrixMultiply);
    PAIRS(PyNumber_FloorDivide);
    PAIRS(PyNumber_TrueDivide);
    PAIRS(PyNumber_Remainder);
    PAIRS(PyNumber_Divmod);
    PAIRS(PyNumber_Lshift);
    PAIRS(PyNumber_Rshift);
    PAIRS(PyNumber_And);
    PAIRS(PyNumber_Xor);
    PAIRS(PyNumber_Or);
    PAIRS(PyNumber_InPlaceAdd);
    PAIRS(PyNumber_InPlaceSubtract);
    PAIRS(PyNumber_InPlaceMultiply);
    PAIRS(PyNumber_InPlaceMatrixMultiply);
    PAIRS(PyNumber_InPlaceFloorDivide);
    PAIRS(PyNumber_InPlaceTrueDivide);
    PAIRS(PyNumber_InPlaceRemainder);
    PAIRS(PyNumber_InPlaceLshift);
    PAIRS(PyNumber_InPlaceRshift);
    PAIRS(PyNumber_InPlaceAnd);
    PAIRS(PyNumber_InPlaceXor);
    PAIRS(PyNumber_InPlaceOr);
    EACH(PyNumber_Negative);
    EACH(PyNumber_Positive);
    EACH(PyNumber_Absolute);
    EACH(PyNumber_Invert);
    EACH(PyNumber_Long);
    EACH(PyNumber_Float);
    EACH(PyNumber_Index);
    NEW(PyNumber_Power(N(2), N(10), Py_None));
    NEW(PyNumber_Power(N(2), N(10), N(1000)));
    NEW(PyNumber_Power(N(2), N(-1), N(5)));
    NEW(PyNumber_Power(F(2), N(2), N(5)));
    NEW(PyNumber_Power(S("a"), N(2), Py_None));
    NEW(PyNumber_InPlacePower(N(3), N(3), Py_None));
    NEW(PyNumber_InPlacePower(G("num"), N(3), Py_None));
    NEW(PyNumber_FloorDivide(N(1), N(0)));
    NEW(PyNumber_TrueDivide(N(1), N(0)));
    NEW(PyNumber_Remainder(F(1), F(0)));
    NEW(PyNumber_Lshift(N(1), N(-1)));
    NEW(PyNumber_Long(S(" 12 ")));
    NEW(PyNumber_Long(B("0x")));
    NEW(PyNumber_Float(S("1e3")));
    NEW(PyNumber_Index(G("index")));
    NEW(PyNumber_Index(G("bad index")));
    NEW(PyNumber_ToBase(N(-255), 16));
    NEW(PyNumber_ToBase(N(255), 2));
    NEW(PyNumber_ToBase(N(255), 8));
    NEW(PyNumber_ToBase(N(255), 10));
    NEW(PyNumber_ToBase(F(1), 10));
    INT(PyNumber_AsSsize_t(N(-3), PyExc_IndexError));
    INT(PyNumber_AsSsize_t(keep(PyNumber_Lshift(N(1), N(80))), PyExc_IndexError));
    INT(PyNumber_AsSsize_t(keep(PyNumber_Lshift(N(-1), N(80))), NULL));
    INT(PyNumber_AsSsize_t(S("x"), NULL));
    INT(PyNumber_Check(N(1)));
    INT(PyNumber_Check(S("1")));
    INT(PyNumber_Check(G("index")));
    INT(PyNumber_Check(NULL));
    INT(PyIndex_Check(N(1)));
    INT(PyIndex_Check(F(1)));
}

static void run(void) {
    ints();
    floats();
    protocol();
}

CAPI_MODULE(capi_number)
