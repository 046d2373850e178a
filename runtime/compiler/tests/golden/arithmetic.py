def f(a, b):
    c = a + b * 2
    c -= 1
    d = 2 ** a / -b
    return (c, d, ~a, 3 - a, a @ b, 1 + 2 * 3)
