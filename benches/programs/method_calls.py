"""Methods of every sort called in loops: plain, with defaults and keywords, static, class, super, bound.
Loads method lookup and calls with few and many arguments."""
# quick: 10000
import sys


class Counter:
    total = 0

    def __init__(self):
        self.value = 0

    def bump(self):
        self.value += 1

    def add(self, amount):
        self.value += amount
        return self

    def mixed(self, first, second=2, *, third=3):
        return self.value + first + second + third

    def gather(self, *items, **options):
        return len(items) + len(options)

    @staticmethod
    def twice(number):
        return number * 2

    @classmethod
    def note(cls, amount):
        cls.total += amount

    @property
    def half(self):
        return self.value // 2

    def __call__(self, number):
        return number + 1

    def __len__(self):
        return 7

    def __getitem__(self, index):
        return index * 3

    def __contains__(self, item):
        return item % 2 == 0


class Loud(Counter):
    def bump(self):
        super().bump()
        self.value += 1

    def add(self, amount):
        return super().add(amount + 1)


def main(count):
    counter = Counter()
    loud = Loud()
    total = 0
    for i in range(count):
        counter.bump()
        counter.add(i & 3).add(1)
        loud.bump()
        loud.add(2)
        total += counter.mixed(1) + counter.mixed(1, 5) + counter.mixed(1, third=i & 7)
        total += Counter.twice(i) + counter.half
        Counter.note(1)
    bound = counter.add
    for i in range(count):
        bound(1)
        total += counter(i) + len(counter) + counter[i]
        if i in counter:
            total -= 1
        total += counter.gather(i, i, key=i)
    print(counter.value, loud.value, total, Counter.total)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 600000)
