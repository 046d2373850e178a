def f(v):
    match v:
        case 0 | None:
            return 1
        case [a, *rest]:
            return a, rest
        case {"k": x, **more}:
            return x, more
        case Point(x=0, y=y) if y:
            return y
        case _:
            return 2
