"""The Mandelbrot set, with split floats and with complex numbers.
Loads float and complex arithmetic, comparisons and `while` loops."""
# quick: 60
import sys


def escape_floats(cx, cy, limit):
    x = y = 0.0
    for i in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return i
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def escape_complex(c, limit):
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit


def main(size):
    total = 0
    rows = []
    for row in range(size):
        cy = 2.0 * row / size - 1.0
        line = 0
        for column in range(size):
            steps = escape_floats(3.0 * column / size - 2.0, cy, 50)
            line = (line * 7 + steps) % 65521
            total += steps
        rows.append(line)
    for row in range(0, size, 4):
        for column in range(0, size, 2):
            total += escape_complex(complex(3.0 * column / size - 2.0, 2.0 * row / size - 1.0), 50)
    print(size, total, sum(rows))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 800)
