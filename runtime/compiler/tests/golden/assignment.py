def f(a, b, o):
    a, b = b, a
    a = b = o
    o.x, o[0] = o[1], o.y
    o.x += 1
    o[a] -= b
    first, *rest = o
    (p, q), r = o
    o[1:a] = o[:2]
    del a, o.x, o[0]
    return b, first, rest, p, q, r
