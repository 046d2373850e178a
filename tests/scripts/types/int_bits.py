# Bit operations, shifts, negative numbers.
for a in (0, 1, -1, 5, -5, 255, -256, 2 ** 40, -(2 ** 40)):
    print(a, ~a, a << 3, a >> 2, a & 0xFF, a | 0x10, a ^ 0x0F, a.bit_length(), a.bit_count())
# expect: 0 -1 0 0 0 16 15 0 0
# expect: 1 -2 8 0 1 17 14 1 1
# expect: -1 0 -8 -1 255 -1 -16 1 1
# expect: 5 -6 40 1 5 21 10 3 2
# expect: -5 4 -40 -2 251 -5 -12 3 2
# expect: 255 -256 2040 63 255 255 240 8 8
# expect: -256 255 -2048 -64 0 -240 -241 9 1
# expect: 1099511627776 -1099511627777 8796093022208 274877906944 0 1099511627792 1099511627791 41 1
# expect: -1099511627776 1099511627775 -8796093022208 -274877906944 0 -1099511627760 -1099511627761 41 1
print(-1 >> 100, -5 >> 1, 5 >> 100, 0 << 1000, 1 << 64 == 2 ** 64, -1 << 65)
# expect: -1 -3 0 0 True -36893488147419103232
print(-1 & 0xFFFFFFFFFFFFFFFFFFFF, -2 ** 70 & (2 ** 70 - 1), -2 ** 70 | 1, (-2 ** 70) ^ (2 ** 70))
# expect: 1208925819614629174706175 0 -1180591620717411303423 -2361183241434822606848
print(True & False, True | False, True ^ True, ~0, True & 5, type(True & True), type(True & 1))
# expect: False True False -1 1 <class 'bool'> <class 'int'>
for op in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: 1.5 & 1, lambda: "a" | 1, lambda: ~1.5, lambda: -"x",
           lambda: +[], lambda: ~None, lambda: 1 & None):
    try:
        print(op())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
# expect: ValueError negative shift count
# expect: ValueError negative shift count
# expect: TypeError unsupported operand type(s) for <<: 'int' and 'float'
# expect: TypeError unsupported operand type(s) for &: 'float' and 'int'
# expect: TypeError unsupported operand type(s) for |: 'str' and 'int'
# expect: TypeError bad operand type for unary ~: 'float'
# expect: TypeError bad operand type for unary -: 'str'
# expect: TypeError bad operand type for unary +: 'list'
# expect: TypeError bad operand type for unary ~: 'NoneType'
# expect: TypeError unsupported operand type(s) for &: 'int' and 'NoneType'
def popcount(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c
print(popcount(0b1011), popcount(2 ** 100 - 1), (2 ** 100 - 1).bit_count())  # expect: 3 100 100
x = 0
for i in range(0, 200, 7):
    x |= 1 << i
print(hex(x), x.bit_length())  # expect: 0x10204081020408102040810204081020408102040810204081 197
crc = 0xFFFFFFFF
for byte in b"ladon":
    crc ^= byte
    for _ in range(8):
        crc = (crc >> 1) ^ (0xEDB88320 & -(crc & 1))
print(hex(crc ^ 0xFFFFFFFF))  # expect: 0x1ecba5fc
h = 14695981039346656037
for byte in b"hash me":
    h = ((h ^ byte) * 1099511628211) & (2 ** 64 - 1)
print(h)  # expect: 1933853516739740477
