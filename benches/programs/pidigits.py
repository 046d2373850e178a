"""Digits of pi by a spigot and by Machin's formula.
Loads big-int multiply, divide, add and conversion to str."""
# quick: 1
import sys


def spigot(count):
    """Yields decimal digits of pi from the continued product 2 + 1/3 (2 + 2/5 (2 + 3/7 (...)))."""
    q, r, t, k = 1, 0, 1, 1
    while count:
        odd = 2 * k + 1
        q, r, t = q * k, (2 * q + r) * odd, t * odd
        k += 1
        if q > r:
            continue
        digit = (3 * q + r) // t
        if digit == (4 * q + r) // t:
            yield digit
            count -= 1
            q, r = 10 * q, 10 * (r - digit * t)


def arctan_inverse(x, unit):
    term = total = unit // x
    square = x * x
    n = 3
    sign = -1
    while term:
        term //= square
        total += sign * (term // n)
        sign = -sign
        n += 2
    return total


def machin(digits):
    unit = 10 ** (digits + 10)
    return 4 * (4 * arctan_inverse(5, unit) - arctan_inverse(239, unit)) // 10 ** 10


def main(rounds):
    count = 1400
    for _ in range(rounds):
        first = "".join(str(digit) for digit in spigot(count))
        second = str(machin(3 * count))
    print(rounds, first[:10], first[-10:], second[:count] == first, second[-10:], len(second))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 16)
