# An exception in __del__ is reported and ignored.
class Bad:
    def __del__(self):
        print("del runs")
        raise ValueError("in del")

b = Bad()
del b  # expect: del runs
print("still here")  # expect: still here
