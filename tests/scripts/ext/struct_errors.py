import _struct


def error(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


print(_struct.error, _struct.error.__mro__[1])  # expect: <class 'struct.error'> <class 'Exception'>
print(error(_struct.Struct))  # expect: TypeError: Struct() missing required argument 'format' (pos 1)
print(error(_struct.Struct, 5))  # expect: TypeError: Struct() argument 1 must be a str or bytes object, not int
print(error(_struct.Struct, "z"))  # expect: error: bad char in struct format
print(error(_struct.Struct, "3"))  # expect: error: repeat count given without format specifier
print(error(_struct.Struct, "4 i"))  # expect: error: bad char in struct format
print(error(_struct.Struct, "i<"))  # expect: error: bad char in struct format
print(error(_struct.Struct, "<n"))  # expect: error: bad char in struct format
print(error(_struct.Struct, "i\0"))  # expect: error: embedded null character
print(error(_struct.Struct, "\u20ac"))  # expect: UnicodeEncodeError: 'ascii' codec can't encode character '\u20ac' in position 0: ordinal not in range(128)
print(error(_struct.Struct, "99999999999999999999i"))  # expect: error: total struct size too long
print(error(_struct.calcsize))  # expect: TypeError: _struct.calcsize() takes exactly one argument (0 given)
print(error(_struct.pack))  # expect: TypeError: missing format argument
print(error(_struct.pack, "i"))  # expect: error: pack expected 1 items for packing (got 0)
print(error(_struct.pack, "2i", 1, 2, 3))  # expect: error: pack expected 2 items for packing (got 3)
print(error(_struct.pack, "i", "a"))  # expect: error: required argument is not an integer
print(error(_struct.pack, "i", 1.5))  # expect: error: required argument is not an integer
print(error(_struct.pack, "b", 128))  # expect: error: 'b' format requires -128 <= number <= 127
print(error(_struct.pack, "B", -1))  # expect: error: 'B' format requires 0 <= number <= 255
print(error(_struct.pack, "<h", 2**15))  # expect: error: 'h' format requires -32768 <= number <= 32767
print(error(_struct.pack, ">H", 2**16))  # expect: error: 'H' format requires 0 <= number <= 65535
print(error(_struct.pack, "i", 2**31))  # expect: error: 'i' format requires -2147483648 <= number <= 2147483647
print(error(_struct.pack, "<Q", 2**64))  # expect: error: 'Q' format requires 0 <= number <= 18446744073709551615
print(error(_struct.pack, "q", 2**100))  # expect: error: 'q' format requires -9223372036854775808 <= number <= 9223372036854775807
print(error(_struct.pack, "P", 2**100))  # expect: error: int too large to convert
print(error(_struct.pack, "c", "a"))  # expect: error: char format requires a bytes object of length 1
print(error(_struct.pack, "c", b"ab"))  # expect: error: char format requires a bytes object of length 1
print(error(_struct.pack, "s", "a"))  # expect: error: argument for 's' must be a bytes object
print(error(_struct.pack, "p", 1))  # expect: error: argument for 'p' must be a bytes object
print(error(_struct.pack, "d", "a"))  # expect: error: required argument is not a float
print(error(_struct.pack, "e", 1e5))  # expect: OverflowError: float too large to pack with e format
print(error(_struct.pack, "<f", 1e39))  # expect: OverflowError: float too large to pack with f format
print(error(_struct.unpack, "i", b"abc"))  # expect: error: unpack requires a buffer of 4 bytes
print(error(_struct.unpack, "i", "abcd"))  # expect: TypeError: a bytes-like object is required, not 'str'
print(error(_struct.unpack, "i"))  # expect: TypeError: unpack expected 2 arguments, got 1
print(error(_struct.unpack_from, "i", b"abc"))  # expect: error: unpack_from requires a buffer of at least 4 bytes for unpacking 4 bytes at offset 0 (actual buffer size is 3)
print(error(_struct.unpack_from, "i", b"abcd", 1))  # expect: error: unpack_from requires a buffer of at least 5 bytes for unpacking 4 bytes at offset 1 (actual buffer size is 4)
print(error(_struct.unpack_from, "i", b"abcd", -1))  # expect: error: not enough data to unpack 4 bytes at offset -1
print(error(_struct.unpack_from, "i", b"abcd", -9))  # expect: error: offset -9 out of range for 4-byte buffer
print(error(_struct.unpack_from, "i"))  # expect: TypeError: unpack_from() missing required argument 'buffer' (pos 2)
print(error(_struct.pack_into, "i"))  # expect: error: pack_into expected buffer argument
print(error(_struct.pack_into, "i", bytearray(4)))  # expect: error: pack_into expected offset argument
print(error(_struct.pack_into, "i", bytearray(4), 0))  # expect: error: pack_into expected 1 items for packing (got 0)
print(error(_struct.pack_into, "i", bytearray(4), 1, 5))  # expect: error: pack_into requires a buffer of at least 5 bytes for packing 4 bytes at offset 1 (actual buffer size is 4)
print(error(_struct.pack_into, "i", bytearray(4), -1, 5))  # expect: error: no space to pack 4 bytes at offset -1
print(error(_struct.pack_into, "i", bytearray(4), -9, 5))  # expect: error: offset -9 out of range for 4-byte buffer
print(error(_struct.pack_into, "i", b"abcd", 0, 5))  # expect: TypeError: argument must be read-write bytes-like object, not bytes
print(error(_struct.pack_into, "i", bytearray(4), "a", 5))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(error(_struct.iter_unpack, "i", b"abc"))  # expect: error: iterative unpacking requires a buffer of a multiple of 4 bytes
print(error(_struct.iter_unpack, "", b"abc"))  # expect: error: cannot iteratively unpack with a struct of length 0
print(error(type(_struct.iter_unpack("h", b""))))  # expect: TypeError: cannot create '_struct.unpack_iterator' instances
print(error(_struct.calcsize, _struct.Struct("i")))  # expect: TypeError: Struct() argument 1 must be a str or bytes object, not Struct
