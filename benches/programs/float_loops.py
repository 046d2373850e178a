"""Numerical loops: integration, root finding, a damped oscillator, power series.
Loads float arithmetic in local variables, with few calls."""
# quick: 20000
import sys


def integrate(steps):
    """The integral of 4 / (1 + x^2) over 0..1 by Simpson's rule."""
    width = 1.0 / steps
    total = 0.0
    for i in range(steps + 1):
        x = i * width
        y = 4.0 / (1.0 + x * x)
        if i == 0 or i == steps:
            total += y
        elif i & 1:
            total += 4.0 * y
        else:
            total += 2.0 * y
    return total * width / 3.0


def oscillate(steps):
    position, speed = 1.0, 0.0
    dt = 0.001
    for _ in range(steps):
        force = -4.0 * position - 0.0001 * speed
        speed += force * dt
        position += speed * dt
    return position


def roots(count):
    total = 0.0
    for i in range(1, count):
        guess = float(i)
        for _ in range(6):
            guess = 0.5 * (guess + i / guess)
        total += guess
    return total


def logistic(steps):
    x = 0.3
    low = 1.0
    for _ in range(steps):
        x = 3.7 * x * (1.0 - x)
        if x < low:
            low = x
    return x + low


def exponential(count):
    total = 0.0
    for i in range(count):
        x = (i % 100) / 50.0
        term = value = 1.0
        n = 1
        while term > 1e-9:
            term *= x / n
            value += term
            n += 1
        total += value
    return total


def main(steps):
    values = integrate(steps), oscillate(steps), roots(steps // 4), logistic(steps), exponential(steps // 10)
    print(" ".join("%.8f" % value for value in values))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 2500000)
