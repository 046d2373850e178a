# Arithmetic on small ints and floats.
print(7 + 3, 7 - 3, 7 * 3, 7 / 2)  # expect: 10 4 21 3.5
print(7 // 2, -7 // 2, 7 // -2, -7 // -2)  # expect: 3 -4 -4 3
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)  # expect: 1 2 -2 -1
print(2 ** 10, 2 ** 0, 2 ** -1, (-2) ** 3, -2 ** 2)  # expect: 1024 1 0.5 -8 -4
print(1 + 2 * 3 - 4 / 2, (1 + 2) * (3 - 4) / 2)  # expect: 5.0 -1.5
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2)  # expect: 3.0 -4.0 1.5 0.5
print(1 + 2.5, 2.5 + 1, True + True, True + 1.5)  # expect: 3.5 3.5 2 2.5
print(-5, +5, ~5, --5, -+-5)  # expect: -5 5 -6 5 5
print(6 & 3, 6 | 3, 6 ^ 3, 1 << 4, 256 >> 3, -1 >> 10)  # expect: 2 7 5 16 32 -1
print(2 ** 3 ** 2, (2 ** 3) ** 2)  # expect: 512 64
print(0.1 + 0.2, 1 / 3, 10 / 5)  # expect: 0.30000000000000004 0.3333333333333333 2.0
x = 10
y = 3
print(x + y, x - y, x * y, x // y, x % y, x ** y)  # expect: 13 7 30 3 1 1000
print(divmod(17, 5), divmod(-17, 5), divmod(17, -5))  # expect: (3, 2) (-4, 3) (-4, -3)
print(4 / 2 == 2, type(4 / 2), 7 // 2.0)  # expect: True <class 'float'> 3.0
