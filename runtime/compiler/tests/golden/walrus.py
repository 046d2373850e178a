def f(xs):
    if (n := len(xs)) > 1:
        print(n + (n := 2))
    return [y for x in xs if (y := x)]
