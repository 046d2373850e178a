def f(x):
    y = 1
    def g():
        nonlocal y
        y += x
        return lambda z: x + y + z
    return g
