# encode and decode with error handlers.
def attempt(f):
    try:
        print(f())
    except (UnicodeError, LookupError, TypeError) as error:
        print(type(error).__name__, error)
s = "aé日😀"
for encoding in ("utf-8", "utf8", "UTF-8", "latin-1", "ascii", "iso-8859-1", "us-ascii"):
    attempt(lambda: s.encode(encoding))
# expect: b'a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80'
# expect: b'a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80'
# expect: b'a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80'
# expect: UnicodeEncodeError 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)
# expect: UnicodeEncodeError 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)
for handler in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "strict", "surrogateescape", "nosuch"):
    attempt(lambda: s.encode("ascii", handler))
    attempt(lambda: s.encode("latin-1", handler))
# expect: b'a'
# expect: b'a\xe9'
# expect: b'a???'
# expect: b'a\xe9??'
# expect: b'a&#233;&#26085;&#128512;'
# expect: b'a\xe9&#26085;&#128512;'
# expect: b'a\\xe9\\u65e5\\U0001f600'
# expect: b'a\xe9\\u65e5\\U0001f600'
# expect: b'a\\N{LATIN SMALL LETTER E WITH ACUTE}\\N{CJK UNIFIED IDEOGRAPH-65E5}\\N{GRINNING FACE}'
# expect: b'a\xe9\\N{CJK UNIFIED IDEOGRAPH-65E5}\\N{GRINNING FACE}'
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)
# expect: UnicodeEncodeError 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)
# expect: UnicodeEncodeError 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)
# expect: LookupError unknown error handler name 'nosuch'
# expect: LookupError unknown error handler name 'nosuch'
for data in (b"abc", b"\xc3\xa9", b"\xff", b"a\xc3", b"\xe6\x97", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"a\x80b\x80", b"\xf0\x9f\x98\x80"):
    attempt(lambda: data.decode())
    for handler in ("ignore", "replace", "backslashreplace", "surrogateescape"):
        attempt(lambda: ascii(data.decode("utf-8", handler)))
# expect: abc
# expect: 'abc'
# expect: 'abc'
# expect: 'abc'
# expect: 'abc'
# expect: é
# expect: '\xe9'
# expect: '\xe9'
# expect: '\xe9'
# expect: '\xe9'
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: ''
# expect: '\ufffd'
# expect: '\\xff'
# expect: '\udcff'
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 1: unexpected end of data
# expect: 'a'
# expect: 'a\ufffd'
# expect: 'a\\xc3'
# expect: 'a\udcc3'
# expect: UnicodeDecodeError 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
# expect: ''
# expect: '\ufffd'
# expect: '\\xe6\\x97'
# expect: '\udce6\udc97'
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte
# expect: ''
# expect: '\ufffd\ufffd'
# expect: '\\xc0\\x80'
# expect: '\udcc0\udc80'
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: ''
# expect: '\ufffd\ufffd\ufffd'
# expect: '\\xed\\xa0\\x80'
# expect: '\udced\udca0\udc80'
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte
# expect: ''
# expect: '\ufffd\ufffd\ufffd\ufffd'
# expect: '\\xf4\\x90\\x80\\x80'
# expect: '\udcf4\udc90\udc80\udc80'
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0x80 in position 1: invalid start byte
# expect: 'ab'
# expect: 'a\ufffdb\ufffd'
# expect: 'a\\x80b\\x80'
# expect: 'a\udc80b\udc80'
# expect: 😀
# expect: '\U0001f600'
# expect: '\U0001f600'
# expect: '\U0001f600'
# expect: '\U0001f600'
attempt(lambda: b"\xe9".decode("latin-1"))  # expect: é
attempt(lambda: b"\xe9".decode("ascii"))
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xe9 in position 0: ordinal not in range(128)
attempt(lambda: b"\xe9x".decode("ascii", "replace"))  # expect: �x
attempt(lambda: "\udce9".encode("utf-8", "surrogateescape"))  # expect: b'\xe9'
attempt(lambda: "\ud800".encode("utf-8", "surrogatepass"))  # expect: b'\xed\xa0\x80'
attempt(lambda: b"\xed\xa0\x80".decode("utf-8", "surrogatepass") == "\ud800")  # expect: True
attempt(lambda: "\ud800".encode("utf-8"))
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
attempt(lambda: "a\ud800b".encode("utf-8", "replace"))  # expect: b'a?b'
attempt(lambda: "x".encode("no-such-codec"))  # expect: LookupError unknown encoding: no-such-codec
attempt(lambda: b"x".decode("no-such-codec"))  # expect: LookupError unknown encoding: no-such-codec
attempt(lambda: "x".encode(5))  # expect: TypeError encode() argument 'encoding' must be str, not int
attempt(lambda: "é".encode(errors="ignore", encoding="ascii"))  # expect: b''
attempt(lambda: str(b"\xc3\xa9", errors="replace"))  # expect: é
attempt(lambda: bytes("é", "utf-8") + bytearray("é", "latin-1"))  # expect: b'\xc3\xa9\xe9'
attempt(lambda: bytes("é", "ascii", "ignore"))  # expect: b''
