"""A plain module."""
print("running", __name__)
value = 42
_private = "hidden by star"
names = ["a", "b"]
def double(x):
    return x * 2
def whoami():
    return __name__, __package__, __doc__
class Thing:
    size = value
