"""List, dict, set and nested comprehensions, with conditions, over ranges, lists and dicts.
Loads comprehension frames, appends, range iteration and conditional expressions."""
# quick: 5
import sys


class Widget:
    def __init__(self, ident, kind, size):
        self.ident = ident
        self.kind = kind
        self.size = size


def numbers(n):
    squares = [i * i for i in range(n)]
    even = [s for s in squares if s % 2 == 0]
    table = {i: s for i, s in enumerate(squares)}
    residues = {s % 101 for s in squares}
    labels = ["even" if s % 2 == 0 else "odd" for s in squares]
    return len(even) + table[n - 1] + len(residues) + labels.count("odd")


def nested(n):
    grid = [[row * column for column in range(n)] for row in range(n)]
    turned = [list(line) for line in zip(*grid)]
    flat = [cell for line in turned for cell in line if cell % 3]
    triples = [(a, b, c) for c in range(1, 30) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
    return sum(flat) + len(triples)


def widgets(count):
    everything = [Widget(i, "abc"[i % 3], i * 7 % 50) for i in range(count)]
    large = [widget for widget in everything if widget.size > 25 and widget.kind != "b"]
    by_kind = {kind: [widget.ident for widget in large if widget.kind == kind] for kind in "abc"}
    sizes = {widget.size for widget in large}
    return sum(sum(idents) for idents in by_kind.values()) + len(sizes)


def main(rounds):
    total = 0
    for i in range(rounds):
        total += numbers(2000) + nested(40) + widgets(1500) + i
        total += sum([x for x in range(100) if any([x % y == 0 for y in (2, 3, 5, 7)])])
    print(rounds, total)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 800)
