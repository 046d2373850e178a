"""All ways to place n queens, once with sets and generators, once with bit masks.
Loads recursion, recursive `yield from`, set add/discard and bit operations."""
# quick: 6
import sys


def by_sets(n, row, columns, rising, falling, placed):
    if row == n:
        yield tuple(placed)
        return
    for column in range(n):
        up, down = row + column, row - column
        if column in columns or up in rising or down in falling:
            continue
        columns.add(column)
        rising.add(up)
        falling.add(down)
        placed.append(column)
        yield from by_sets(n, row + 1, columns, rising, falling, placed)
        placed.pop()
        columns.discard(column)
        rising.discard(up)
        falling.discard(down)


def by_masks(full, columns, rising, falling):
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | rising | falling)
    while free:
        bit = free & -free
        free ^= bit
        count += by_masks(full, columns | bit, ((rising | bit) << 1) & full, (falling | bit) >> 1)
    return count


def main(n):
    solutions = list(by_sets(n, 0, set(), set(), set(), []))
    weight = 0
    for solution in solutions:
        weight = (weight * 31 + sum(i * column for i, column in enumerate(solution))) % 1000003
    print(n, len(solutions), weight, by_masks((1 << n + 1) - 1, 0, 0, 0))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
