"""Pancake flips over the first permutations of ten items.
Loads list slices with negative steps, slice assignment and small-int loops."""
# quick: 20000
import sys


def flips_of(order):
    stack = order[:]
    flips = 0
    top = stack[0]
    while top:
        stack[:top + 1] = stack[top::-1]
        flips += 1
        top = stack[0]
    return flips


def permutations_by_rotation(n, limit):
    """Walks `limit` permutations: returns (most flips, alternating checksum)."""
    order = list(range(n))
    turns = [0] * n
    most = checksum = 0
    sign = 1
    for _ in range(limit):
        if order[0]:
            flips = flips_of(order)
            if flips > most:
                most = flips
            checksum += sign * flips
        sign = -sign
        level = 1
        while True:
            if level == n:
                return most, checksum
            order.insert(level, order.pop(0))
            turns[level] += 1
            if turns[level] <= level:
                break
            turns[level] = 0
            level += 1
    return most, checksum


def main(limit):
    print(limit, *permutations_by_rotation(10, limit))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000)
