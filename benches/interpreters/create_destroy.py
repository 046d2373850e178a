"""Interpreters created and closed, one after the other and many at once: µs each, and KiB each.
Argument: how many. Prints `kind value` lines; `skip REASON` where there are no interpreters."""
import sys
import time

try:
    from concurrent.interpreters import create
except ImportError:  # CPython 3.13 has only the private module.
    try:
        import _interpreters
    except ImportError:
        print("skip neither concurrent.interpreters nor _interpreters")
        sys.exit()

    class Interpreter:
        def __init__(self):
            self.ident = _interpreters.create()

        def exec(self, source):
            _interpreters.exec(self.ident, source)

        def close(self):
            _interpreters.destroy(self.ident)

    create = Interpreter

PAGE_KIB = 4


def resident_kib():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * PAGE_KIB


def microseconds(action, count):
    started = time.perf_counter()
    for _ in range(count):
        action()
    return (time.perf_counter() - started) / count * 1e6


def pair():
    create().close()


def main(count):
    pair()  # The first one pays for what all later ones share.
    print(f"pair_us {microseconds(pair, count):.1f}")

    alive = []
    before = resident_kib()
    print(f"create_us {microseconds(lambda: alive.append(create()), count):.1f}")
    print(f"live_kib {(resident_kib() - before) / count:.1f}")

    pending = alive[:]
    print(f"first_exec_us {microseconds(lambda: pending.pop().exec('pass'), count):.1f}")
    print(f"again_exec_us {microseconds(lambda: alive[0].exec('pass'), count * 10):.1f}")
    print(f"live_after_exec_kib {(resident_kib() - before) / count:.1f}")

    print(f"close_us {microseconds(lambda: alive.pop().close(), count):.1f}")
    print(f"held_after_close_kib {(resident_kib() - before) / count:.1f}")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
