def f(xs, k):
    a = [x * k for x in xs if x]
    b = {x: y for x, y in xs}
    c = [[lambda: (i, j) for i in xs] for j in xs]
    return sum(x for x in xs), {z for z in xs}
m = [x for x in y]
