"""Spheres over a checked floor, traced with vector objects.
Loads operator methods (__add__, __sub__, __mul__), short-lived objects, float attributes."""
# quick: 16
import sys


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / self.dot(self) ** 0.5)

    def mirrored(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction

    def at(self, distance):
        return self.origin + self.direction * distance


class Sphere:
    def __init__(self, centre, radius, colour, shine):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.shine = shine

    def hit(self, ray):
        to_centre = self.centre - ray.origin
        along = to_centre.dot(ray.direction)
        under = self.radius * self.radius - to_centre.dot(to_centre) + along * along
        if under < 0.0:
            return None
        distance = along - under ** 0.5
        return distance if distance > 0.001 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def colour_at(self, point):
        return self.colour


class Floor:
    shine = 0.2

    def __init__(self, height):
        self.height = height
        self.up = Vector(0.0, 1.0, 0.0)
        self.light = Vector(0.9, 0.9, 0.9)
        self.dark = Vector(0.1, 0.1, 0.1)

    def hit(self, ray):
        if ray.direction.y > -0.0001:
            return None
        return (self.height - ray.origin.y) / ray.direction.y

    def normal(self, point):
        return self.up

    def colour_at(self, point):
        return self.light if (int(point.x + 1000.0) + int(point.z + 1000.0)) % 2 else self.dark


class Scene:
    def __init__(self):
        self.things = [Floor(-1.0)]
        self.lamp = Vector(5.0, 8.0, -6.0)
        self.sky = Vector(0.3, 0.5, 0.8)

    def nearest(self, ray):
        best = None
        best_distance = 1e30
        for thing in self.things:
            distance = thing.hit(ray)
            if distance is not None and distance < best_distance:
                best, best_distance = thing, distance
        return best, best_distance

    def trace(self, ray, depth):
        thing, distance = self.nearest(ray)
        if thing is None:
            return self.sky
        point = ray.at(distance)
        normal = thing.normal(point)
        to_lamp = (self.lamp - point).unit()
        shade = 0.15
        if self.nearest(Ray(point + normal * 0.001, to_lamp))[0] is None:
            shade += max(0.0, normal.dot(to_lamp)) * 0.85
        colour = thing.colour_at(point) * (shade * (1.0 - thing.shine))
        if depth > 0:
            bounced = Ray(point + normal * 0.001, ray.direction.mirrored(normal))
            colour = colour + self.trace(bounced, depth - 1) * thing.shine
        return colour


def main(size):
    scene = Scene()
    for i in range(5):
        centre = Vector(i * 1.5 - 3.0, 0.3 * (i % 3) - 0.3, i * 0.7)
        scene.things.append(Sphere(centre, 0.7, Vector(0.2 * i, 0.5, 1.0 - 0.2 * i), 0.4))
    eye = Vector(0.0, 1.0, -6.0)
    total = Vector(0.0, 0.0, 0.0)
    for row in range(size):
        for column in range(size):
            direction = Vector(2.0 * column / size - 1.0, 0.7 - 1.6 * row / size, 1.5).unit()
            total = total + scene.trace(Ray(eye, direction), 2)
    print("%.6f %.6f %.6f" % (total.x, total.y, total.z))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 330)
