"""Sets as visited marks, as operands of set algebra, and frozen as keys.
Loads add, discard, membership, union, intersection, difference and set comprehensions."""
# quick: 2
import sys


def reachable(limit):
    """Numbers reached from 1 by n -> 2n, n -> n // 3 and n -> n + 7 below a limit."""
    seen = {1}
    frontier = [1]
    while frontier:
        following = []
        for number in frontier:
            for candidate in (number * 2, number // 3, number + 7):
                if candidate < limit and candidate not in seen:
                    seen.add(candidate)
                    following.append(candidate)
        frontier = following
    return len(seen)


def algebra(limit):
    multiples = [set(range(0, limit, step)) for step in (2, 3, 5, 7)]
    total = 0
    for left in multiples:
        for right in multiples:
            total += len(left & right) + len(left | right) + len(left - right) + len(left ^ right)
            total += left <= right
    return total


def strings(count):
    first = {"w" + str(i * 7 % 1009) for i in range(count)}
    second = {"w" + str(i * 11 % 1013) for i in range(count)}
    shared = first.intersection(second)
    for i in range(0, 2000, 3):
        shared.discard("w" + str(i))
    return len(first) + len(second) + len(shared)


def subsets(items):
    """All subsets as frozen sets, built up by a dict that counts how often each arises."""
    counts = {frozenset(): 1}
    for item in items:
        for known in list(counts):
            larger = known | {item}
            counts[larger] = counts.get(larger, 0) + counts[known]
    return len(counts), sum(len(key) * value for key, value in counts.items())


def life(generations):
    """The R-pentomino in Conway's game of life, live cells in a set."""
    cells = {(0, 1), (0, 2), (1, 0), (1, 1), (2, 1)}
    for _ in range(generations):
        counts = {}
        for row, column in cells:
            for r in (row - 1, row, row + 1):
                for c in (column - 1, column, column + 1):
                    counts[r, c] = counts.get((r, c), 0) + 1
        cells = {cell for cell, count in counts.items() if count == 3 or (count == 4 and cell in cells)}
    return len(cells)


def main(rounds):
    result = ()
    for _ in range(rounds):
        result = reachable(12000), algebra(2000), strings(4000), subsets("abcdefgh"), life(40)
    print(rounds, *result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 170)
