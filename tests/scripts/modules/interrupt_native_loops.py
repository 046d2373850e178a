# ladon-only: CPython looks for signals between instructions only, and never comes out of most of these
# Loops inside native functions over iterators without an end can be interrupted, and let other threads run.
import functools, math, operator, os, subprocess, threading, time
from collections import Counter, deque
from itertools import accumulate, chain, combinations, compress, count, cycle, dropwhile, filterfalse, groupby, islice, permutations, product, repeat, starmap
def interrupted(work):
    sender = subprocess.Popen(["sh", "-c", f"sleep 0.1; kill -INT {os.getpid()}"])
    try:
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sender.wait()
works = [
    lambda: deque(count(), maxlen=1), lambda: min(count()), lambda: max(cycle([1, 2])), lambda: sum(repeat(0)),
    lambda: sum(range(10**15)), lambda: -1 in count(), lambda: 0.5 in range(10**15), lambda: all(repeat(1)), lambda: any(repeat(0)),
    lambda: next(filter(None, repeat(0))), lambda: next(filterfalse(None, repeat(1))), lambda: next(compress(count(), repeat(0))),
    lambda: next(dropwhile(bool, repeat(1))), lambda: next(islice(count(), 10**15, None)), lambda: next(chain.from_iterable(repeat(()))),
    lambda: [group for key, group in groupby(repeat(1))], lambda: deque(accumulate(repeat(0)), maxlen=0),
    lambda: deque(zip(count(), repeat(1)), maxlen=0), lambda: deque(map(abs, count()), maxlen=0), lambda: deque(starmap(min, repeat((1, 2))), maxlen=0),
    lambda: operator.indexOf(repeat(0), 1), lambda: operator.countOf(count(), 1), lambda: functools.reduce(max, repeat(0)),
    lambda: dict.fromkeys(repeat(1)), lambda: set(repeat(1)), lambda: {1}.issuperset(repeat(1)), lambda: {1}.isdisjoint(repeat(2)),
    lambda: Counter(repeat(1)), lambda: {}.update(repeat((1, 2))), lambda: {}.keys() & repeat(1), lambda: math.prod(repeat(1)),
    lambda: math.fsum(repeat(0)), lambda: list(iter(int, 1)), lambda: sorted(repeat(1)), lambda: tuple(repeat(1)), lambda: print(*repeat(1)),
    lambda: "".join(repeat("")), lambda: bytes(repeat(0)), lambda: range(10**15).index(0.5), lambda: range(10**15).count(0.5),
    lambda: min(range(2**70)), lambda: deque(product(range(99), repeat=9), maxlen=0), lambda: deque(permutations(range(99)), maxlen=0),
    lambda: deque(combinations(range(99), 50), maxlen=0),
]
print([index for index, work in enumerate(works) if not interrupted(work)])  # expect: []
# Other threads get their turns.
ready = []
threading.Timer(0.05, ready.append, [1]).start()
print(any(starmap(ready.__len__, repeat(()))))  # expect: True
# What is taken from a container is one step all the same.
table = dict.fromkeys(range(100))
def change(n=[100]):
    while not done:
        table[n[0]] = None
        del table[n[0]]
        n[0] += 1
done = False
thread = threading.Thread(target=change)
thread.start()
end = time.monotonic() + 0.3
while time.monotonic() < end:
    list(table), sorted(table.items()), dict(zip(table, range(1000)))
done = True
thread.join()
