"""The with statement over context managers written as classes and by a generator, nested, failing and not.
Loads __enter__/__exit__ lookup and calls, exception swallowing, early return out of a block."""
# quick: 5000
import sys


class Lock:
    def __init__(self):
        self.held = 0
        self.turns = 0

    def __enter__(self):
        self.held += 1
        return self

    def __exit__(self, kind, error, trace):
        self.held -= 1
        self.turns += 1
        return False


class Swallow:
    def __init__(self, *kinds):
        self.kinds = kinds
        self.caught = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and issubclass(kind, self.kinds):
            self.caught += 1
            return True
        return False


class FromGenerator:
    """What contextlib.contextmanager does, in small."""

    def __init__(self, function, *args):
        self.steps = function(*args)

    def __enter__(self):
        return next(self.steps)

    def __exit__(self, kind, error, trace):
        if error is None:
            next(self.steps, None)
            return False
        try:
            self.steps.throw(error)
        except StopIteration:
            return True
        return False


def indented(log, depth):
    log.append(depth)
    try:
        yield log
    finally:
        log.pop()


def leave_early(lock, number):
    with lock:
        if number & 1:
            return number
        return -1


def main(count):
    lock = Lock()
    other = Lock()
    swallow = Swallow(ValueError, KeyError)
    log = []
    total = 0
    for i in range(count):
        with lock:
            total += i
        with lock as outer, other as inner:
            total += outer.held - inner.held
        total += leave_early(lock, i)
    for i in range(count // 4):
        with swallow:
            with lock:
                if i % 3 == 0:
                    raise ValueError(i)
                total += 1
        with FromGenerator(indented, log, i) as entries:
            total += len(entries)
    print(total, lock.turns, lock.held, other.turns, swallow.caught, len(log))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000)
