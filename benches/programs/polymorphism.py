"""One call site, many classes: shapes, an expression tree and a machine of state objects; no class made in a loop.
Loads megamorphic method and attribute sites, overridden operators, isinstance and class attributes."""
# quick: 20
import sys


class Shape:
    sides = 0

    def area(self):
        raise NotImplementedError

    def describe(self):
        return self.sides * 1000 + int(self.area())


class Square(Shape):
    sides = 4

    def __init__(self, edge):
        self.edge = edge

    def area(self):
        return self.edge * self.edge


class Oblong(Square):
    def __init__(self, edge, other):
        super().__init__(edge)
        self.other = other

    def area(self):
        return self.edge * self.other


class Triangle(Shape):
    sides = 3

    def __init__(self, base, height):
        self.base = base
        self.height = height

    def area(self):
        return self.base * self.height / 2


class Disc(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return 3.14159 * self.radius ** 2


class Number:
    def __init__(self, value):
        self.value = value

    def evaluate(self, names):
        return self.value

    def derive(self, name):
        return ZERO


class Name:
    def __init__(self, name):
        self.name = name

    def evaluate(self, names):
        return names[self.name]

    def derive(self, name):
        return ONE if name == self.name else ZERO


class Binary:
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Sum(Binary):
    def evaluate(self, names):
        return self.left.evaluate(names) + self.right.evaluate(names)

    def derive(self, name):
        return Sum(self.left.derive(name), self.right.derive(name))


class Product(Binary):
    def evaluate(self, names):
        return self.left.evaluate(names) * self.right.evaluate(names) % 10007

    def derive(self, name):
        return Sum(Product(self.left.derive(name), self.right), Product(self.left, self.right.derive(name)))


ZERO, ONE = Number(0), Number(1)


class Waiting:
    def step(self, machine, token):
        if token > 3:
            machine.state = RUNNING
        return 1


class Running:
    def step(self, machine, token):
        machine.work += token
        if token == 0:
            machine.state = STOPPED
        elif token == 5:
            machine.state = WAITING
        return 2


class Stopped:
    def step(self, machine, token):
        if token & 1:
            machine.state = WAITING
        return 3


WAITING, RUNNING, STOPPED = Waiting(), Running(), Stopped()


class Machine:
    def __init__(self):
        self.state = WAITING
        self.work = 0

    def feed(self, tokens):
        return sum([self.state.step(self, token) for token in tokens])


def polynomial(degree):
    tree = Number(1)
    for i in range(degree):
        tree = Sum(Product(tree, Name("x")), Product(Number(i), Name("y")))
    return tree


def main(rounds):
    shapes = []
    for i in range(60):
        shapes += [Square(i), Oblong(i, i + 1), Triangle(i, 5), Disc(i)]
    tree = polynomial(12)
    tokens = [i * i * 7 % 11 for i in range(300)]
    machine = Machine()
    total = 0
    for i in range(rounds):
        total += sum(shape.describe() for shape in shapes)
        total += sum(1 for shape in shapes if isinstance(shape, Square))
        total += tree.derive("x").evaluate({"x": i % 100, "y": 3}) + tree.evaluate({"x": 2, "y": i})
        total += machine.feed(tokens)
    print(rounds, total, machine.work)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 9500)
