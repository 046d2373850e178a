# UTF-16 and UTF-32 by name.
s = "aé😀"
for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"):
    data = s.encode(encoding)
    print(encoding, data, data.decode(encoding) == s)
# expect: utf-16 b'\xff\xfea\x00\xe9\x00=\xd8\x00\xde' True
# expect: utf-16-le b'a\x00\xe9\x00=\xd8\x00\xde' True
# expect: utf-16-be b'\x00a\x00\xe9\xd8=\xde\x00' True
# expect: utf-32 b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00\x00\xf6\x01\x00' True
# expect: utf-32-le b'a\x00\x00\x00\xe9\x00\x00\x00\x00\xf6\x01\x00' True
# expect: utf-32-be b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x01\xf6\x00' True
# expect: utf-8-sig b'\xef\xbb\xbfa\xc3\xa9\xf0\x9f\x98\x80' True
print(b"\xff\xfea\x00".decode("utf-16"), b"\xfe\xff\x00a".decode("utf-16"), b"\xef\xbb\xbfx".decode("utf-8-sig"), repr(b"\xef\xbb\xbfx".decode("utf-8")))
# expect: a a x '\ufeffx'
for data, encoding in ((b"a", "utf-16-le"), (b"\x00\xd8", "utf-16-le"), (b"\x00\xd8a\x00", "utf-16-le"), (b"a\x00\x00", "utf-32-le"), (b"\x00\x00\x11\x00", "utf-32-le")):
    try:
        print(data.decode(encoding))
    except UnicodeDecodeError as error:
        print(error)
    print(ascii(data.decode(encoding, "replace")), ascii(data.decode(encoding, "ignore")))
# expect: 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: '\ufffd' ''
# expect: 'utf-16-le' codec can't decode bytes in position 0-1: unexpected end of data
# expect: '\ufffd' ''
# expect: 'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate
# expect: '\ufffda' 'a'
# expect: 'utf-32-le' codec can't decode bytes in position 0-2: truncated data
# expect: '\ufffd' ''
# expect: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# expect: '\ufffd' ''
try:
    "\ud800".encode("utf-16-le")
except UnicodeEncodeError as error:
    print(error)  # expect: 'utf-16-le' codec can't encode character '\ud800' in position 0: surrogates not allowed
print("\ud800".encode("utf-16-le", "surrogatepass"))  # expect: b'\x00\xd8'
