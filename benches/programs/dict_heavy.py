"""Dicts with int, str and tuple keys: counting, grouping, joining, deleting, iterating.
Loads lookups, inserts, growth, get/setdefault/pop/items and hashing."""
# quick: 2
import sys


def lcg(count, seed):
    numbers = []
    for _ in range(count):
        seed = seed * 16807 % 2147483647
        numbers.append(seed)
    return numbers


def count_ints(numbers):
    counts = {}
    for number in numbers:
        key = number % 997
        counts[key] = counts.get(key, 0) + 1
    return sum(key * value for key, value in counts.items())


def group_by_name(names):
    groups = {}
    for position, name in enumerate(names):
        groups.setdefault(name, []).append(position)
    return sum(len(group) * group[0] for group in groups.values())


def walk_grid(numbers):
    grid = {}
    row = column = 0
    for number in numbers:
        step = number & 3
        row += (step == 0) - (step == 1)
        column += (step == 2) - (step == 3)
        if (row, column) in grid:
            grid[row, column] += 1
        else:
            grid[row, column] = 1
    return len(grid) * 100 + max(grid.values())


def churn(numbers):
    live = {}
    removed = 0
    for number in numbers:
        key = number % 5000
        if key in live:
            removed += live.pop(key)
        else:
            live[key] = number % 11
        if key % 50 == 0:
            live.pop(key + 1, None)
    return removed * 7 + len(live)


def merge(names):
    left = {name: i for i, name in enumerate(names)}
    right = {name: i * 2 for i, name in enumerate(reversed(names))}
    both = dict(left)
    both.update(right)
    inverse = {value: key for key, value in both.items()}
    joined = {**left, "extra": 1}
    return len(inverse) + len(joined) + sum(left[name] == right[name] for name in left if name in right)


def main(rounds):
    numbers = lcg(20000, 42)
    names = ["k" + str(number % 3000) for number in numbers]
    result = ()
    for _ in range(rounds):
        result = count_ints(numbers), group_by_name(names), walk_grid(numbers), churn(numbers), merge(names)
    print(rounds, *result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 70)
