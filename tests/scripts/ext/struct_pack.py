import _struct

print(_struct.pack("<bBhHiIqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 2**64 - 1))  # expect: b'\xff\xff\xfe\xff\xff\xff\xfd\xff\xff\xff\xff\xff\xff\xff\xfc\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
print(_struct.pack(">bBhHiIqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 2**64 - 1))  # expect: b'\xff\xff\xff\xfe\xff\xff\xff\xff\xff\xfd\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfc\xff\xff\xff\xff\xff\xff\xff\xff'
print(_struct.pack("=lL", -5, 5), _struct.pack("!I", 0x01020304), _struct.pack("<3h", 1, 2, 3))  # expect: b'\xfb\xff\xff\xff\x05\x00\x00\x00' b'\x01\x02\x03\x04' b'\x01\x00\x02\x00\x03\x00'
print(_struct.pack("<efd", 1.5, -2.25, 3.5), _struct.pack(">e", 65504), _struct.pack(">d", float("inf")))  # expect: b'\x00>\x00\x00\x10\xc0\x00\x00\x00\x00\x00\x00\x0c@' b'{\xff' b'\x7f\xf0\x00\x00\x00\x00\x00\x00'
print(_struct.pack("<c3s5p?x?", b"z", b"abcdef", b"pascal", True, ""))  # expect: b'zabc\x04pasc\x01\x00\x00'
print(_struct.pack("4s", b"a"), _struct.pack("0s", b"abc"), _struct.pack("s", bytearray(b"q")), _struct.pack(b"<h", 1))  # expect: b'a\x00\x00\x00' b'' b'q' b'\x01\x00'
print(_struct.pack(" < h".strip(), 1), _struct.pack("<h h", 1, 2), _struct.pack(""), _struct.pack("3x"))  # expect: b'\x01\x00' b'\x01\x00\x02\x00' b'' b'\x00\x00\x00'
print(_struct.calcsize("<bhiq"), _struct.calcsize("@bxh"), _struct.calcsize("i0q"), _struct.calcsize("<5s2x3p"))  # expect: 15 4 8 10
print(_struct.calcsize("@bi") > _struct.calcsize("=bi"), _struct.calcsize("n") == _struct.calcsize("N") == _struct.calcsize("P"))  # expect: True True
print(_struct.unpack("<bBhH", b"\xff\xff\xfe\xff\xff\xff"), _struct.unpack(">q", b"\xff" * 7 + b"\x00"))  # expect: (-1, 255, -2, 65535) (-256,)
print(_struct.unpack("<efd", _struct.pack("<efd", 0.1, 0.1, 0.1)))  # expect: (0.0999755859375, 0.10000000149011612, 0.1)
print(_struct.unpack("<c3s5p?x?", b"zabc\x04pasc\x01\x00\x00"), _struct.unpack("2s2s", bytearray(b"abcd")))  # expect: (b'z', b'abc', b'pasc', True, False) (b'ab', b'cd')
print(_struct.unpack("<e", b"\x00\x7c"), _struct.unpack("<e", b"\x01\x00"), _struct.unpack("<e", b"\x00\x80"))  # expect: (inf,) (5.960464477539063e-08,) (-0.0,)
print(_struct.unpack("<3p", b"\x05ab"), _struct.unpack("?", b"\x05"), _struct.unpack("", b""))  # expect: (b'ab',) (True,) ()
buffer = bytearray(10)
print(_struct.pack_into("<hh", buffer, 2, 1, -1), buffer)  # expect: None bytearray(b'\x00\x00\x01\x00\xff\xff\x00\x00\x00\x00')
print(_struct.pack_into(">I", buffer, -4, 0xDEADBEEF), buffer)  # expect: None bytearray(b'\x00\x00\x01\x00\xff\xff\xde\xad\xbe\xef')
print(_struct.unpack_from("<h", buffer, 2), _struct.unpack_from("<h", buffer, offset=-2), _struct.unpack_from("<h", buffer=buffer))  # expect: (1,) (-4162,) (0,)
print(list(_struct.iter_unpack("<hb", b"\x01\x00\x02\x03\x00\x04")), list(_struct.iter_unpack("b", b"")))  # expect: [(1, 2), (3, 4)] []
s = _struct.Struct("<2hx")
print(s.format, s.size, s, _struct.Struct(b">i").format, _struct.Struct(format="h").size)  # expect: <2hx 5 Struct('<2hx') >i 2
print(s.pack(1, 2), s.unpack(b"\x01\x00\x02\x00\x00"), s.unpack_from(b"__\x01\x00\x02\x00\x00", 2))  # expect: b'\x01\x00\x02\x00\x00' (1, 2) (1, 2)
items = s.iter_unpack(bytes(10))
print(items.__length_hint__(), next(items), items.__length_hint__(), list(items), next(items, "end"))  # expect: 2 (0, 0) 1 [(0, 0)] end
print(_struct._clearcache())  # expect: None


class Named(_struct.Struct):
    def __init__(self, format, name):
        super().__init__(format)
        self.name = name


class Index:
    def __index__(self):
        return 258


n = Named(">h", "number")
print(n.name, n.size, n, n.pack(Index()), isinstance(n, _struct.Struct))  # expect: number 2 Named('>h') b'\x01\x02' True
print(_struct.pack(">h", Index()), _struct.pack("<d", Index()), _struct.pack("<q", True))  # expect: b'\x01\x02' b'\x00\x00\x00\x00\x00 p@' b'\x01\x00\x00\x00\x00\x00\x00\x00'
