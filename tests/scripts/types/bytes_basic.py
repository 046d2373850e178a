# bytes: construction, indexing, operators, repr.
b = b"hello"
print(b, b[0], b[-1], b[1:3], b[::-1], b[::2], len(b), list(b), b"ell" in b, 104 in b, 1 in b, b"" in b)
# expect: b'hello' 104 111 b'el' b'olleh' b'hlo' 5 [104, 101, 108, 108, 111] True True False True
print(bytes(), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(bytearray(b"y")), bytes(range(3)), bytes((1, 2)), bytes(iter([5])), bytes(memoryview(b"m")))
# expect: b'' b'\x00\x00\x00' b'AB' b'\xc3\xa9' b'x' b'y' b'\x00\x01\x02' b'\x01\x02' b'\x05' b'm'
print(b + b" world", b * 2, 2 * b, b * 0, b"a" b"b", b == b"hello", b != b"x", b < b"help", b"" < b"a", b == bytearray(b"hello"), b == "hello")
# expect: b'hello world' b'hellohello' b'hellohello' b'' b'ab' True True True True True False
print(repr(b"\x00\x7f\x80\xff\t\n\r\\'"), repr(b"'\""), repr(b"'"), str(b"a"), f"{b!r}", b"%s %d" % (b"x", 5), b"%r" % b"x", b"%a|%5d|%x|%c" % ("é", 3, 255, 65))
# expect: b"\x00\x7f\x80\xff\t\n\r\\'" b'\'"' b"'" b'a' b'hello' b'x 5' b"b'x'" b"'\\xe9'|    3|ff|A"
print(hash(b) == hash(b"hello"), {b"k": 1}[b"k"], b.hex(), b.hex(" "), b.hex("-", 2), b.hex(":", -2), bytes.fromhex("68 65 6C"), bytes.fromhex(""), bytes.fromhex(" ff00 "))
# expect: True 1 68656c6c6f 68 65 6c 6c 6f 68-656c-6c6f 6865:6c6c:6f b'hel' b'' b'\xff\x00'
for i in b: print(i, end=" ")
print(b.decode(), bytes.maketrans(b"ab", b"xy")[97:99], type(b[0]), type(b[0:1]), b.__class__, b.isalpha())
# expect: 104 101 108 108 111 hello b'xy' <class 'int'> <class 'bytes'> <class 'bytes'> True
for bad in (lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(-1), lambda: bytes("x"), lambda: bytes([1.5]), lambda: bytes(["a"]), lambda: bytes(1.5), lambda: bytes(5, "utf-8"),
            lambda: b + "x", lambda: b[10], lambda: b["a"], lambda: b"%d" % "x", lambda: "x" in b, lambda: 300 in b, lambda: b < "x", lambda: bytes.fromhex("zz"), lambda: bytes.fromhex("a b"),
            lambda: b * 1.5, lambda: bytes(None), lambda: b"%s" % "str", lambda: b"%s %s" % (b"x",), lambda: b.hex(""), lambda: b.hex("ab"), lambda: -b):
    try:
        print(bad())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError negative count
# expect: TypeError string argument without an encoding
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError cannot convert 'float' object to bytes
# expect: TypeError encoding without a string argument
# expect: TypeError can't concat str to bytes
# expect: IndexError index out of range
# expect: TypeError byte indices must be integers or slices, not str
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError '<' not supported between instances of 'bytes' and 'str'
# expect: ValueError non-hexadecimal number found in fromhex() arg at position 0
# expect: ValueError non-hexadecimal number found in fromhex() arg at position 1
# expect: TypeError can't multiply sequence by non-int of type 'float'
# expect: TypeError cannot convert 'NoneType' object to bytes
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: TypeError not enough arguments for format string
# expect: ValueError sep must be length 1.
# expect: ValueError sep must be length 1.
# expect: TypeError bad operand type for unary -: 'bytes'
try:
    b[0] = 1
except TypeError as error:
    print(error)  # expect: 'bytes' object does not support item assignment
class B:
    def __bytes__(self): return b"from __bytes__"
class I:
    def __index__(self): return 2
print(bytes(B()), bytes(I()), bytes([I(), True]))  # expect: b'from __bytes__' b'\x00\x00' b'\x02\x01'
