# What the last traceback keeps alive goes before the modules that it needs.
limit = 3


class Kept:
    def __del__(self):
        print(limit)


def fail():
    kept = Kept()
    raise ValueError(kept is None)


fail()
# expect: 3
# expect error: ValueError: False
