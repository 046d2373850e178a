# ascii, bin, oct, hex, chr, ord, hash, id, repr.
print(ascii("aé日😀\n'"), ascii([1, "é"]), ascii(5), bin(10), bin(-10), oct(64), oct(-1), hex(255), hex(-255), hex(2 ** 70), bin(0), hex(True))
# expect: "a\xe9\u65e5\U0001f600\n'" [1, '\xe9'] 5 0b1010 -0b1010 0o100 -0o1 0xff -0xff 0x400000000000000000 0b0 0x1
print(chr(65), chr(233), chr(0x1F600), repr(chr(0)), ord("a"), ord("é"), ord("😀"), ord(b"a"), ord(bytearray(b"z")), chr(True) == "\x01")
# expect: A é 😀 '\x00' 97 233 128512 97 122 True
class I:
    def __index__(self): return 66
print(hex(I()), bin(I()), oct(I()), chr(I()))  # expect: 0x42 0b1000010 0o102 B
print(hash(5), hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)), hash(1.0) == hash(1), hash(None) == hash(None), isinstance(id(5), int), id(None) == id(None))
# expect: 5 True True True True True True
x = y = []
print(id(x) == id(y), id(x) == id([]) and x is [], repr("it's"), repr([1, "a"]), repr(1.0), repr(None), repr(b"x"), repr(...))
# expect: True False "it's" [1, 'a'] 1.0 None b'x' Ellipsis
for bad in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.5), lambda: ord("ab"), lambda: ord(""), lambda: ord(5), lambda: ord(b"ab"), lambda: bin(1.5), lambda: hex("a"), lambda: oct(None),
            lambda: hash([]), lambda: hash({}), lambda: hash(), lambda: id(), lambda: ascii(), lambda: repr(1, 2), lambda: chr(), lambda: hash(([],)), lambda: hash(set())):
    try:
        print(bad())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
# expect: ValueError chr() arg not in range(0x110000)
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: TypeError ord() expected string of length 1, but int found
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'dict'
# expect: TypeError hash() takes exactly one argument (0 given)
# expect: TypeError id() takes exactly one argument (0 given)
# expect: TypeError ascii() takes exactly one argument (0 given)
# expect: TypeError repr() takes exactly one argument (2 given)
# expect: TypeError chr() takes exactly one argument (0 given)
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'set'
class H:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
print(hash(H(5)), hash(H(-1)), hash(H(True)), hash(H(2 ** 61 - 1)), hash(H(2 ** 70)) == hash(2 ** 70) or "folded")
# expect: 5 -2 1 2305843009213693951 True
for h in ("x", None, 1.5):
    try:
        hash(H(h))
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
