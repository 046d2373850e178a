"""Tuples and lists taken apart: plain, nested, starred, swapped, in loops and in calls.
Loads sequence unpacking, tuple building, multiple results, *args and **kwargs calls."""
# quick: 5000
import sys


def divide(number, divisor):
    return number // divisor, number % divisor


def five(a, b, c, d, e):
    return a + b * 2 + c * 3 + d * 4 + e * 5


def spread(*items):
    first, *rest = items
    return first + len(rest)


def named(x=1, y=2, z=3):
    return x * 100 + y * 10 + z


def main(count):
    pair = (3, 4)
    items = [1, 2, 3, 4, 5]
    options = {"y": 5, "z": 6}
    pairs = [(i, (i + 1, [i + 2, i + 3])) for i in range(10)]
    a = b = c = d = e = total = 0
    for i in range(count):
        a, b = pair
        c, d, e = b, a, i
        a, b = b, a
        a, b, c, d, e = items
        items = [b, c, d, e, a]
        quotient, remainder = divide(i, 7)
        total += quotient - remainder + a
    for i in range(count // 10):
        for first, (second, [third, fourth]) in pairs:
            total += first + second * third - fourth
    for i in range(count // 2):
        head, *middle, tail = items
        total += head * tail + len(middle)
        total += five(*items) + spread(i, *pair) + named(**options)
        (left, right), last = pair, i
        pair = right, left
        total += last
    print(total, items, pair)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1700000)
