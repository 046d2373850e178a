# int.to_bytes and int.from_bytes.
print((258).to_bytes(2, "big"), (258).to_bytes(2, "little"), (258).to_bytes(4), (5).to_bytes(), (0).to_bytes(0, "big"))
# expect: b'\x01\x02' b'\x02\x01' b'\x00\x00\x01\x02' b'\x05' b''
print((-2).to_bytes(2, "big", signed=True), (-128).to_bytes(1, "little", signed=True), (127).to_bytes(1, signed=True))
# expect: b'\xff\xfe' b'\x80' b'\x7f'
print((2 ** 100).to_bytes(13, "big"), (-(2 ** 100)).to_bytes(14, "little", signed=True))
# expect: b'\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00' b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf0\xff'
print(int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\x01\x02", "little"), int.from_bytes(b""), int.from_bytes(b"\xff\xfe"))
# expect: 258 513 0 65534
print(int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"\x80", signed=True), int.from_bytes(b"\x00\x80", "little", signed=True))
# expect: -2 -128 -32768
print(int.from_bytes([1, 2, 3], "big"), int.from_bytes(bytearray(b"\x10\x00")), int.from_bytes(memoryview(b"\x01\x00")))
# expect: 66051 4096 256
print(int.from_bytes(bytes(range(20)), "big"))  # expect: 22475995960490625424124334220934763854762515
for n in (0, 1, -1, 255, 256, -255, 2 ** 63, -(2 ** 63), 2 ** 64 - 1, 10 ** 30):
    size = n.bit_length() // 8 + 1
    for order in ("big", "little"):
        assert int.from_bytes(n.to_bytes(size, order, signed=True), order, signed=True) == n
def attempt(f):
    try:
        print(f())
    except (OverflowError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
attempt(lambda: (256).to_bytes(1, "big"))  # expect: OverflowError int too big to convert
attempt(lambda: (-1).to_bytes(1, "big"))  # expect: OverflowError can't convert negative int to unsigned
attempt(lambda: (128).to_bytes(1, "big", signed=True))  # expect: OverflowError int too big to convert
attempt(lambda: (1).to_bytes(-1, "big"))  # expect: ValueError length argument must be non-negative
attempt(lambda: (1).to_bytes(1, "middle"))  # expect: ValueError byteorder must be either 'little' or 'big'
attempt(lambda: int.from_bytes("text", "big"))  # expect: TypeError cannot convert 'str' object to bytes
attempt(lambda: int.from_bytes([300], "big"))  # expect: ValueError bytes must be in range(0, 256)
attempt(lambda: int.from_bytes(5, "big"))  # expect: TypeError cannot convert 'int' object to bytes
attempt(lambda: int.from_bytes(b"a", 5))  # expect: TypeError from_bytes() argument 'byteorder' must be str, not int
class Sub(int): pass
print(type(Sub.from_bytes(b"\x05", "big")).__name__, Sub.from_bytes(b"\x05", "big"))  # expect: Sub 5
print(True.to_bytes(1, "big"))  # expect: b'\x01'
