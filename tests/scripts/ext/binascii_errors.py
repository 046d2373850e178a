import binascii


def error(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


print(error(binascii.unhexlify, "abc"))  # expect: Error: Odd-length string
print(error(binascii.unhexlify, "zz"))  # expect: Error: Non-hexadecimal digit found
print(error(binascii.unhexlify, "é0"))  # expect: ValueError: string argument should contain only ASCII characters
print(error(binascii.unhexlify, 5))  # expect: TypeError: argument should be bytes, buffer or ASCII string, not 'int'
print(error(binascii.hexlify, "text"))  # expect: TypeError: a bytes-like object is required, not 'str'
print(error(binascii.hexlify))  # expect: TypeError: hexlify() missing required argument 'data' (pos 1)
print(error(binascii.hexlify, b"ab", ""))  # expect: ValueError: sep must be length 1.
print(error(binascii.hexlify, b"ab", "::"))  # expect: ValueError: sep must be length 1.
print(error(binascii.hexlify, b"ab", 5))  # expect: TypeError: object of type 'int' has no len()
print(error(binascii.hexlify, b"ab", bytearray(b":")))  # expect: TypeError: sep must be str or bytes.
print(error(binascii.hexlify, b"ab", "\u20ac"))  # expect: ValueError: sep must be ASCII.
print(error(binascii.hexlify, b"ab", ":", 2**40))  # expect: OverflowError: Python int too large to convert to C int
print(error(binascii.a2b_base64, "a"))  # expect: Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
print(error(binascii.a2b_base64, "abcde"))  # expect: Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
print(error(binascii.a2b_base64, "ab"))  # expect: Error: Incorrect padding
print(error(binascii.a2b_base64, "=abc", strict_mode=True))  # expect: Error: Leading padding not allowed
print(error(binascii.a2b_base64, "ab=c", strict_mode=True))  # expect: Error: Discontinuous padding not allowed
print(error(binascii.a2b_base64, "ab==x", strict_mode=True))  # expect: Error: Excess data after padding
print(error(binascii.a2b_base64, "a b=", strict_mode=True))  # expect: Error: Only base64 data is allowed
print(error(binascii.a2b_base64, "abcd=", strict_mode=True))  # expect: Error: Excess padding not allowed
print(error(binascii.a2b_base64, "ab", True))  # expect: TypeError: a2b_base64() takes exactly 1 positional argument (2 given)
print(error(binascii.b2a_base64, "text"))  # expect: TypeError: a bytes-like object is required, not 'str'
print(error(binascii.b2a_uu, bytes(46)))  # expect: Error: At most 45 bytes at once
print(error(binascii.a2b_uu, b"#8\x01)C"))  # expect: Error: Illegal char
print(error(binascii.a2b_uu, b"#86)Cxx"))  # expect: Error: Trailing garbage
print(error(binascii.a2b_qp, 1))  # expect: TypeError: argument should be bytes, buffer or ASCII string, not 'int'
print(error(binascii.a2b_qp))  # expect: TypeError: a2b_qp() missing required argument 'data' (pos 1)
print(error(binascii.b2a_qp, b"", 1, 1, 1, 1))  # expect: TypeError: b2a_qp() takes at most 4 arguments (5 given)
print(error(binascii.b2a_qp, b"", tabs=1))  # expect: TypeError: b2a_qp() got an unexpected keyword argument 'tabs'
print(error(binascii.crc32, "text"))  # expect: TypeError: a bytes-like object is required, not 'str'
print(error(binascii.crc32, b"", "x"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(error(binascii.crc32))  # expect: TypeError: crc32 expected at least 1 argument, got 0
print(error(binascii.crc_hqx, b""))  # expect: TypeError: crc_hqx expected 2 arguments, got 1
