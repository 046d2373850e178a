"""A fractal drawn by jumping between the anchors of transformed splines.
Loads objects with float attributes, short-lived lists, `**` and list-of-list writes."""
# quick: 20000
import sys


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def towards(self, other, share):
        return Point(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)

    def distance(self, other):
        return ((self.x - other.x) ** 2 + (self.y - other.y) ** 2) ** 0.5


class Curve:
    """A Bezier curve of any degree, evaluated by repeated halving."""

    def __init__(self, points):
        self.points = points
        self.length = sum(a.distance(b) for a, b in zip(points, points[1:]))

    def at(self, share):
        points = self.points
        while len(points) > 1:
            points = [a.towards(b, share) for a, b in zip(points, points[1:])]
        return points[0]


class Game:
    def __init__(self, curves, width, height):
        self.curves = curves
        self.width = width
        self.height = height
        self.pixels = [[0] * width for _ in range(height)]
        self.total = sum(curve.length for curve in curves)
        self.state = 7919

    def random(self):
        self.state = self.state * 16807 % 2147483647
        return self.state / 2147483647.0

    def choose(self):
        left = self.random() * self.total
        for curve in self.curves:
            if left < curve.length:
                return curve
            left -= curve.length
        return self.curves[-1]

    def jump(self, point):
        curve = self.choose()
        anchor = curve.at(self.random())
        return point.towards(anchor, 0.55)

    def plot(self, point):
        column = int(point.x * (self.width - 1))
        row = int(point.y * (self.height - 1))
        if 0 <= column < self.width and 0 <= row < self.height:
            self.pixels[row][column] += 1

    def run(self, jumps):
        point = Point(0.5, 0.5)
        for _ in range(jumps):
            point = self.jump(point)
            self.plot(point)
        return point


def main(jumps):
    curves = [
        Curve([Point(0.0, 0.0), Point(0.3, 0.6), Point(0.5, 0.1)]),
        Curve([Point(1.0, 0.0), Point(0.7, 0.4), Point(0.9, 0.9), Point(0.6, 0.8)]),
        Curve([Point(0.2, 1.0), Point(0.4, 0.7), Point(0.5, 1.0)]),
    ]
    game = Game(curves, 100, 100)
    last = game.run(jumps)
    filled = sum(1 for row in game.pixels for pixel in row if pixel)
    weight = 0
    for row in game.pixels:
        for pixel in row:
            weight = (weight * 3 + pixel) % 1000003
    print(filled, weight, f"{last.x:.9f} {last.y:.9f}")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 450000)
