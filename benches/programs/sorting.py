"""list.sort and sorted on ints, floats, strings and tuples, with and without key; hand-written sorts.
Loads the built-in sort, key functions, comparisons through __lt__, and list writes."""
# quick: 1
import sys


class Version:
    def __init__(self, major, minor):
        self.major = major
        self.minor = minor

    def __lt__(self, other):
        if self.major != other.major:
            return self.major < other.major
        return self.minor < other.minor


def lcg(count, seed):
    numbers = []
    for _ in range(count):
        seed = seed * 16807 % 2147483647
        numbers.append(seed)
    return numbers


def quicksort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (
        quicksort([item for item in items if item < pivot])
        + [item for item in items if item == pivot]
        + quicksort([item for item in items if item > pivot])
    )


def heapsort(items):
    heap = items[:]
    count = len(heap)

    def sift(root, end):
        value = heap[root]
        while True:
            child = 2 * root + 1
            if child >= end:
                break
            if child + 1 < end and heap[child] < heap[child + 1]:
                child += 1
            if heap[child] <= value:
                break
            heap[root] = heap[child]
            root = child
        heap[root] = value

    for root in range(count // 2 - 1, -1, -1):
        sift(root, count)
    for end in range(count - 1, 0, -1):
        heap[0], heap[end] = heap[end], heap[0]
        sift(0, end)
    return heap


def weigh(items):
    total = 0
    for item in items[::97]:
        total = (total * 31 + item) % 1000003
    return total


def main(rounds):
    numbers = lcg(12000, 1)
    total = 0
    for _ in range(rounds):
        ordered = sorted(numbers)
        total += weigh(ordered)
        total += weigh(sorted(numbers, key=lambda number: number % 1000))
        total += weigh(sorted(numbers, key=lambda number: (number % 10, -number)))
        total += weigh(sorted(numbers, reverse=True))
        total += weigh(ordered[6000:] + ordered[:6000])
        total += int(sorted([number / 3.0 for number in numbers])[5000])
        names = sorted([str(number) for number in numbers])
        total += len(names[100]) + int(sorted(names, key=len)[-1])
        pairs = sorted((number % 100, str(number)) for number in numbers)
        total += pairs[700][0]
        versions = [Version(number % 20, number % 1000) for number in numbers[:2500]]
        versions.sort()
        total += versions[1000].major * 1000 + versions[1000].minor
        total += weigh(quicksort(numbers[:5000])) + weigh(heapsort(numbers[:5000]))
        total %= 1000003
    print(rounds, total)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
