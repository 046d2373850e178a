"""Lists as stacks, queues, buffers and tables: append, pop, insert, slices, reverse, extend, index, copies.
Loads the methods of list, subscripts with positive and negative indices, range and enumerate, zip, min, max."""
# quick: 5
import sys


def stacks(count):
    stack = []
    total = 0
    for i in range(count):
        stack.append(i)
        stack.append(i ^ 5)
        total += stack.pop()
        if i % 3 == 0:
            total -= stack[-1] + stack.pop()
    return total + len(stack)


def shifts(count):
    ring = list(range(50))
    for i in range(count):
        ring.insert(i % 50, ring.pop())
        ring.append(ring.pop(0))
    return ring[0] * 100 + ring[25]


def slicing(count):
    items = list(range(200))
    total = 0
    for i in range(count):
        left, right = items[:100], items[100:]
        items = right + left
        items[10:20] = items[19:9:-1]
        total += items[i % 200] + sum(items[::20])
    return total


def bubble(items):
    items = items[:]
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
    return items


def window_max(items, width):
    result = []
    for i in range(len(items) - width + 1):
        result.append(max(items[i:i + width]) - min(items[i:i + width]))
    return result


def knapsack(weights, capacity):
    best = [0] * (capacity + 1)
    for value, weight in enumerate(weights, 3):
        for room in range(capacity, weight - 1, -1):
            candidate = best[room - weight] + value
            if candidate > best[room]:
                best[room] = candidate
    return best[capacity]


def main(rounds):
    items = [i * 7919 % 1009 for i in range(150)]
    result = ()
    for _ in range(rounds):
        ordered = bubble(items)
        spread = sum(window_max(items, 8))
        merged = [a * b for a, b in zip(ordered, reversed(ordered))]
        merged.extend(ordered)
        merged.reverse()
        position = merged.index(ordered[75])
        packed = knapsack([item % 40 + 5 for item in items[:30]], 300)
        result = stacks(2000), shifts(700), slicing(150), spread, position, packed
    print(rounds, *result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 700)
