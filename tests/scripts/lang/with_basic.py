# with: enter, exit, as, several managers, suppression.
class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.suppress

with Manager("a") as x:
    print(x)
# expect: enter a
    # expect: A
    # expect: exit a None None False
with Manager("a") as x, Manager("b") as y:
    print(x, y)
# expect: enter a
# expect: enter b
    # expect: A B
    # expect: exit b None None False
    # expect: exit a None None False
with (Manager("p") as p,
      Manager("q"),):
    print(p)
# expect: enter p
# expect: enter q
    # expect: P
    # expect: exit q None None False
    # expect: exit p None None False
with Manager("plain"):
    pass
# expect: enter plain
# expect: exit plain None None False
with Manager("s", suppress=True):
    raise ValueError("swallowed")
# expect: enter s
# expect: exit s ValueError swallowed True
print("after")  # expect: after
try:
    with Manager("a"), Manager("b"):
        1 / 0
except ZeroDivisionError as error:
    print("came out", error)
# expect: enter a
# expect: enter b
# expect: exit b ZeroDivisionError division by zero True
# expect: exit a ZeroDivisionError division by zero True
    # expect: came out division by zero
with Manager("out", True):
    with Manager("in"):
        raise KeyError("k")
# expect: enter out
# expect: enter in
# expect: exit in KeyError 'k' True
# expect: exit out KeyError 'k' True
def leave():
    with Manager("r"):
        return "returned"
print(leave())
# expect: enter r
# expect: exit r None None False
# expect: returned
for i in range(3):
    with Manager(str(i)):
        if i == 0: continue
        if i == 1: break
# expect: enter 0
# expect: exit 0 None None False
# expect: enter 1
# expect: exit 1 None None False
with Manager("t") as (a, *b):
    print(a, b)
# expect: enter t
    # expect: T []
    # expect: exit t None None False
box = {}
with Manager("item") as box["k"]:
    print(box)
# expect: enter item
    # expect: {'k': 'ITEM'}
    # expect: exit item None None False
