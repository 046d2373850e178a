# bytearray: mutable bytes.
a = bytearray(b"hello")
print(a, repr(a), len(a), a[0], a[-1], a[1:3], type(a[1:3]).__name__, a == b"hello", a == bytearray(b"hello"), b"ell" in a, 104 in a)
# expect: bytearray(b'hello') bytearray(b'hello') 5 104 111 bytearray(b'el') bytearray True True True True
a[0] = 72
a[1:3] = b"EYY"
print(a)  # expect: bytearray(b'HEYYlo')
a.append(33); a.extend(b"??"); a.extend([1, 2]); a += b"end"; a.insert(0, 60)
print(a)  # expect: bytearray(b'<HEYYlo!??\x01\x02end')
print(a.pop(), a.pop(0), a)  # expect: 100 60 bytearray(b'HEYYlo!??\x01\x02en')
a.remove(33); del a[0]; del a[-3:]
print(a, a.copy() == a, a.copy() is a)  # expect: bytearray(b'EYYlo??\x01') True False
a.reverse()
print(a, bytes(a), a[::-1])  # expect: bytearray(b'\x01??olYYE') b'\x01??olYYE' bytearray(b'EYYlo??\x01')
a.clear()
print(a, not a)  # expect: bytearray(b'') True
b = bytearray(range(10))
b[::2] = b"\xff" * 5
print(b)  # expect: bytearray(b'\xff\x01\xff\x03\xff\x05\xff\x07\xff\t')
del b[::3]
print(b, b * 2, b + b"x", b"x" + b, type(b + b"x").__name__, type(b"x" + b).__name__)
# expect: bytearray(b'\x01\xff\xff\x05\x07\xff') bytearray(b'\x01\xff\xff\x05\x07\xff\x01\xff\xff\x05\x07\xff') bytearray(b'\x01\xff\xff\x05\x07\xffx') b'x\x01\xff\xff\x05\x07\xff' bytearray bytes
c = d = bytearray(b"ab")
c *= 2
print(d, c is d, bytearray(), bytearray(3), bytearray("é", "utf-8"), bytearray([1, 2]), bytearray(bytearray(b"q")), bytearray.fromhex("0a 0b"))
# expect: bytearray(b'abab') True bytearray(b'') bytearray(b'\x00\x00\x00') bytearray(b'\xc3\xa9') bytearray(b'\x01\x02') bytearray(b'q') bytearray(b'\n\x0b')
print(c.find(b"b"), c.count(b"a"), c.replace(b"a", b"z"), c.upper(), c.split(b"b"), c.startswith(b"ab"), c.hex(), c.decode(), c.isalpha(), c.translate(None, b"a"), bytearray(b",").join([b"x", b"y"]))
# expect: 1 2 bytearray(b'zbzb') bytearray(b'ABAB') [bytearray(b'a'), bytearray(b'a'), bytearray(b'')] True 61626162 abab True bytearray(b'bb') bytearray(b'x,y')
print(bytearray(b"it's"), bytearray(b"\x00\xff"), str(bytearray(b"s")), bytearray(b"%d") % 5, sorted(c), list(c), bytearray(b"b") > b"a", bytearray(b"a\tb").expandtabs(2))
# expect: bytearray(b"it\'s") bytearray(b'\x00\xff') bytearray(b's') bytearray(b'5') [97, 97, 98, 98] [97, 98, 97, 98] True bytearray(b'a b')
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, BufferError) as error:
        print(type(error).__name__, error)
attempt(lambda: c.__setitem__(0, 256))  # expect: ValueError byte must be in range(0, 256)
attempt(lambda: c.__setitem__(0, "a"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: c.__setitem__(100, 1))  # expect: IndexError bytearray index out of range
attempt(lambda: c.append(-1))  # expect: ValueError byte must be in range(0, 256)
attempt(lambda: c.append(b"a"))  # expect: TypeError 'bytes' object cannot be interpreted as an integer
attempt(lambda: c.remove(0))  # expect: ValueError value not found in bytearray
attempt(lambda: bytearray().pop())  # expect: IndexError pop from empty bytearray
attempt(lambda: c.pop(100))  # expect: IndexError pop index out of range
attempt(lambda: c.__setitem__(slice(0, 4, 2), b"abc"))
# expect: ValueError attempt to assign bytes of size 3 to extended slice of size 2
attempt(lambda: hash(c))  # expect: TypeError unhashable type: 'bytearray'
attempt(lambda: c + "x")  # expect: TypeError can't concat str to bytearray
attempt(lambda: bytearray("x"))  # expect: TypeError string argument without an encoding
attempt(lambda: c.__setitem__(slice(0, 2), "x"))
# expect: TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
attempt(lambda: c.insert(100, 65) or c)  # expect: bytearray(b'ababA')
attempt(lambda: c.insert(-100, 66) or c)  # expect: bytearray(b'BababA')
attempt(lambda: c.__setitem__(slice(0, 2), [1, 2, 3]) or c)  # expect: bytearray(b'\x01\x02\x03babA')
attempt(lambda: c.__setitem__(slice(1, 1), c) or c)  # expect: bytearray(b'\x01\x01\x02\x03babA\x02\x03babA')
attempt(lambda: c.__delitem__(99))  # expect: IndexError bytearray index out of range
m = memoryview(c)
attempt(lambda: c.append(1))  # expect: BufferError Existing exports of data: object cannot be re-sized
m.release()
c.append(1)
print(len(c))  # expect: 15
