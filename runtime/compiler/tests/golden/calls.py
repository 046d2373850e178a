def f(a, *args, k=1, **kw):
    g(a, 1)
    x = a.m(1, key=2)
    g(*args)
    g(1, *args, k=k, **kw)
    a(x)
    a(x, 1)
    return g(h(a), i(x))
