"""Generators: long chains, tree walks with `yield from`, coroutines fed by send(), expressions.
Loads resumption and suspension, StopIteration and generator creation."""
# quick: 3
import sys


def count_up(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def keep_odd(source):
    for item in source:
        if item & 1:
            yield item


def running_sum(source):
    total = 0
    for item in source:
        total += item
        yield total


def take_every(source, step):
    left = step
    for item in source:
        left -= 1
        if left == 0:
            yield item
            left = step


class Node:
    def __init__(self, value, left, right):
        self.value = value
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle), build(middle + 1, high))


def averager():
    total = 0
    count = 0
    average = 0
    while True:
        number = yield average
        if number is None:
            return total
        total += number
        count += 1
        average = total // count


def feed(count):
    coroutine = averager()
    next(coroutine)
    last = 0
    for i in range(count):
        last = coroutine.send(i * 3 % 101)
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return last + stop.value
    return -1


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for rest in permutations(items[1:]):
        for i in range(len(items)):
            yield rest[:i] + items[:1] + rest[i:]


def main(rounds):
    tree = build(0, 3000)
    result = ()
    for _ in range(rounds):
        chain = sum(take_every(running_sum(keep_odd(count_up(16000))), 3))
        walk = sum(value * value for value in tree)
        orders = sum(1 for order in permutations([1, 2, 3, 4, 5, 6]) if order[0] < order[-1])
        result = chain, walk, feed(6000), orders, max(x * y % 97 for x in range(60) for y in range(60))
    print(rounds, *result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 220)
