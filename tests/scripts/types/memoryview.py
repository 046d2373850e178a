# memoryview: windows on bytes and bytearray.
m = memoryview(b"hello")
print(m[0], m[-1], bytes(m[1:3]), m.tobytes(), m.tolist(), len(m), m.readonly, m.format, m.itemsize, m.nbytes, m.ndim, m.shape, m.strides)
# expect: 104 111 b'el' b'hello' [104, 101, 108, 108, 111] 5 True B 1 5 1 (5,) (1,)
print(m == b"hello", m == memoryview(b"hello"), m != b"x", m[1:] == b"ello", m == "hello", hash(m) == hash(b"hello"), list(m[::-1]), m[::2].tobytes(), m.contiguous, m[::2].contiguous)
# expect: True True True True False True [111, 108, 108, 101, 104] b'hlo' True False
a = bytearray(b"abcdef")
v = memoryview(a)
v[0] = 65
v[1:3] = b"BC"
print(a, v.readonly, v.obj is a, m.hex(), 104 in m, b"".join([m, v]))
# expect: bytearray(b'ABCdef') False True 68656c6c6f True b'helloABCdef'
w = v[2:]
w[0] = 122
print(a, w.tolist())  # expect: bytearray(b'ABzdef') [122, 100, 101, 102]
v[:3] = v[3:]
print(a)  # expect: bytearray(b'defdef')
with memoryview(a) as x:
    print(x[0])  # expect: 100
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, NotImplementedError, BufferError) as error:
        print(type(error).__name__, error)
attempt(lambda: x[0])  # expect: ValueError operation forbidden on released memoryview object
attempt(lambda: m.__setitem__(0, 1))  # expect: TypeError cannot modify read-only memory
attempt(lambda: v[100])  # expect: IndexError index out of bounds on dimension 1
attempt(lambda: v.__setitem__(0, 300))  # expect: ValueError memoryview: invalid value for format 'B'
attempt(lambda: v.__setitem__(0, "a"))  # expect: TypeError memoryview: invalid type for format 'B'
attempt(lambda: v.__setitem__(slice(0, 2), b"abc"))
# expect: ValueError memoryview assignment: lvalue and rvalue have different structures
attempt(lambda: memoryview("text"))  # expect: TypeError memoryview: a bytes-like object is required, not 'str'
attempt(lambda: memoryview(5))  # expect: TypeError memoryview: a bytes-like object is required, not 'int'
attempt(lambda: hash(v))  # expect: ValueError cannot hash writable memoryview object
attempt(lambda: a.extend(b"x"))  # expect: BufferError Existing exports of data: object cannot be re-sized
attempt(lambda: v["a"])  # expect: TypeError memoryview: invalid slice key
attempt(lambda: m < m)  # expect: TypeError '<' not supported between instances of 'memoryview' and 'memoryview'
v.release(); w.release()
a.extend(b"ok")
print(a)  # expect: bytearray(b'defdefok')
i = memoryview(bytes(range(16))).cast("I")
print(i.itemsize, i.format, len(i), i.nbytes, i[0] == int.from_bytes(bytes(range(4)), "little"))
# expect: 4 I 4 16 True
f = memoryview(bytearray(8)).cast("d")
f[0] = 1.5
print(f[0], f.tobytes().hex(), f.cast("B").tolist()[-2:])  # expect: 1.5 000000000000f83f [248, 63]
two = memoryview(bytes(range(6))).cast("B", (2, 3))
print(two.tolist(), two.shape, two.ndim, two[1, 2], two.strides)  # expect: [[0, 1, 2], [3, 4, 5]] (2, 3) 2 5 (3, 1)
attempt(lambda: two[0])  # expect: NotImplementedError multi-dimensional sub-views are not implemented
attempt(lambda: m.cast("I"))  # expect: TypeError memoryview: length is not a multiple of itemsize
attempt(lambda: m.cast("zz"))
# expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
print(m.toreadonly().readonly, memoryview(m)[1], memoryview(b"").tolist(), bytes(memoryview(b"x")), repr(m).startswith("<memory at 0x"))
# expect: True 101 [] b'x' True
