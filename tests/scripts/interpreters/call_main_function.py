# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters

base = 10


class Point:
    def __init__(self, x):
        self.x = x


def uses_global(n):
    return base + n


def of_point(point):
    return Point(point.x + base)


if __name__ == "__main__":
    interp = interpreters.create()
    print(interp.call(uses_global, 5))  # expect: 15
    print(interp.call(of_point, Point(1)).x)  # expect: 11
    base = 99
    print(interp.call(uses_global, 5))  # expect: 15
    interp.close()
