# Classes: attributes, methods, instances.
class Point:
    """A point."""
    dimensions = 2

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

p = Point(1, 2)
q = p.moved(3, 4)
print(p, q, p.x, q.y, Point.dimensions, p.dimensions)  # expect: Point(1, 2) Point(4, 6) 1 6 2 2
print(Point.__name__, Point.__doc__, Point.__module__, Point.__qualname__)  # expect: Point A point. __main__ Point
print(type(p) is Point, isinstance(p, Point), isinstance(p, object), p.__class__ is Point)
# expect: True True True True
p.dimensions = 3
print(p.dimensions, q.dimensions, p.__dict__)  # expect: 3 2 {'x': 1, 'y': 2, 'dimensions': 3}
Point.dimensions = 4
print(p.dimensions, q.dimensions)  # expect: 3 4
del p.dimensions
print(p.dimensions)  # expect: 4
p.extra = "added"
print(p.extra, hasattr(q, "extra"))  # expect: added False
Point.shout = lambda self: "I am " + repr(self)
print(q.shout())  # expect: I am Point(4, 6)
method = q.moved
print(method(1, 1), method.__self__ is q, method.__func__ is Point.moved, method.__name__)
# expect: Point(5, 7) True True moved
print(Point.moved(p, 10, 10))  # expect: Point(11, 12)
try:
    p.missing
except AttributeError as error:
    print(error)  # expect: 'Point' object has no attribute 'missing'
try:
    Point.missing
except AttributeError as error:
    print(error)  # expect: type object 'Point' has no attribute 'missing'
class Empty: pass
print(Empty.__bases__, Empty().__dict__, Empty.__doc__)  # expect: (<class 'object'>,) {} None
class Counter:
    total = 0
    def __init__(self):
        Counter.total += 1
        self.number = self.total
print([Counter().number for _ in range(3)], Counter.total)  # expect: [1, 2, 3] 3
