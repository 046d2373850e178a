# A finalizer that runs while a frame is left, by return or by an exception, may ask for that frame.
import sys

seen = []


class Asks:
    def __del__(self):
        seen.append(sys._getframe(1))


def returns():
    held = Asks()
    return 1


def fails():
    held = Asks()
    raise ValueError("on purpose")


def generator():
    held = Asks()
    yield 1


def main():
    for _ in range(3):
        returns()
        try:
            fails()
        except ValueError:
            pass
        list(generator())


main()
print(len(seen))  # expect: 9
for frame in seen:
    assert frame.f_lineno is None or frame.f_lineno > 0
    frame.f_locals
seen.clear()
del frame
print("done")  # expect: done
