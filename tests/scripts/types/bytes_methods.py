# Methods of bytes.
b = b"abracadabra"
print(b.find(b"a", 1), b.find(97), b.find(b"zz"), b.rfind(b"a"), b.index(b"c"), b.rindex(b"b"), b.count(b"a"), b.count(97), b.count(b""), b.find(b"bra", -4))
# expect: 3 0 -1 10 4 8 5 5 12 8
print(b.startswith(b"abr"), b.startswith((b"x", b"a")), b.endswith(b"ra"), b.replace(b"a", b"A"), b.replace(b"a", b"", 2), b.replace(b"", b"-", 3))
# expect: True True True b'AbrAcAdAbrA' b'brcadabra' b'-a-b-racadabra'
print(b.split(b"a"), b.split(b"a", 1), b.rsplit(b"a", 1), b" a  b ".split(), b"a,b".split(b","), b"x\ny\r\nz".splitlines(), b"x\n".splitlines(True), b"".split(b","), b"".split())
# expect: [b'', b'br', b'c', b'd', b'br', b''] [b'', b'bracadabra'] [b'abracadabr', b''] [b'a', b'b'] [b'a', b'b'] [b'x', b'y', b'z'] [b'x\n'] [b''] []
print(b.partition(b"c"), b.rpartition(b"a"), b.partition(b"z"), b" x ".strip(), b"xxaxx".strip(b"x"), b"xyaxy".lstrip(b"xy"), b"ax".rstrip(b"x"))
# expect: (b'abra', b'c', b'adabra') (b'abracadabr', b'a', b'') (b'abracadabra', b'', b'') b'x' b'a' b'axy' b'a'
print(b",".join([b"a", bytearray(b"b"), b"c"]), b"".join([]), b"ab".center(6), b"ab".ljust(4, b"."), b"ab".rjust(4, b"*"), b"5".zfill(3), b"-5".zfill(4), b"a\tb".expandtabs(4))
# expect: b'a,b,c' b'' b'  ab  ' b'ab..' b'**ab' b'005' b'-005' b'a   b'
print(b"Hello World".upper(), b"Hello".lower(), b"hello world".title(), b"hELLO".capitalize(), b"aBc".swapcase(), b"\xe9A".lower(), b"\xe9a".upper())
# expect: b'HELLO WORLD' b'hello' b'Hello World' b'Hello' b'AbC' b'\xe9a' b'\xe9A'
print(b"abc".isalpha(), b"a1".isalnum(), b"12".isdigit(), b" \t".isspace(), b"AB".isupper(), b"ab".islower(), b"Ab Cd".istitle(), b"\xff".isascii(), b"".isalpha())
# expect: True True True True True True True False False
print(b.translate(bytes.maketrans(b"ab", b"xy")), b.translate(None, b"a"), b.translate(bytes(range(256)), b"br"), b.removeprefix(b"abra"), b.removesuffix(b"abra"))
# expect: b'xyrxcxdxyrx' b'brcdbr' b'aacadaa' b'cadabra' b'abracad'
for bad in (lambda: b.index(b"zz"), lambda: b.find("a"), lambda: b.find(300), lambda: b.split(b""), lambda: b.split("a"), lambda: b.replace("a", "b"), lambda: b",".join(["a"]), lambda: b",".join([1]),
            lambda: b.startswith("a"), lambda: b.strip("a"), lambda: b.center(5, "x"), lambda: b.translate(b"ab"), lambda: bytes.maketrans(b"a", b"bc"), lambda: b.partition(b""),
            lambda: b.endswith(5), lambda: b.count("a"), lambda: b.removeprefix("a"), lambda: b",".join(5)):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError subsection not found
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError empty separator
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError sequence item 0: expected a bytes-like object, str found
# expect: TypeError sequence item 0: expected a bytes-like object, int found
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not str
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError center() argument 2 must be a byte string of length 1, not str
# expect: ValueError translation table must be 256 characters long
# expect: ValueError maketrans arguments must have same length
# expect: ValueError empty separator
# expect: TypeError endswith first arg must be bytes or a tuple of bytes, not int
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError can only join an iterable
