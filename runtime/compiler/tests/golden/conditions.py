def f(a, b, c):
    if a and (b or not c):
        return a if b else c
    if 0 <= a < 10 and b is not None and c in (1, 2):
        return a and b or c
    x = a < b < c
    return not x
