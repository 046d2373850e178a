def f(a):
    with open(a) as x, lock:
        return x.read()
    with a as b.c:
        pass
