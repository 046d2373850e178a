# and, or, not: short circuit and give an operand, not a bool.
print(1 and 2, 0 and 2, 1 or 2, 0 or 2)  # expect: 2 0 1 2
print("" or "default", None or 0 or [] or "last")  # expect: default last
print("a" and "b" and "c", "a" and "" and "c")  # expect: c 
print(not 1, not "", not not "x")  # expect: False True True
def say(name, value):
    print("eval", name)
    return value
print(say("a", 0) and say("b", 1))
# expect: eval a
# expect: 0
print(say("a", 0) or say("b", 1))
# expect: eval a
# expect: eval b
# expect: 1
print(say("a", 1) and say("b", 0) or say("c", 3))
# expect: eval a
# expect: eval b
# expect: eval c
# expect: 3
print(1 or 1 / 0, 0 and 1 / 0)  # expect: 1 0
print(not 1 == 2, (not 1) == 2)  # expect: True False
print(True and not False or 1)  # expect: True
x = 7
if x > 5 and x < 10 and not x == 6:
    print("in range")  # expect: in range
if x < 5 or x > 10 or x == 7:
    print("odd one")  # expect: odd one
while x > 0 and x % 5:
    x -= 1
print(x)  # expect: 5
print([] and 1, {} or (), (0,) and 5)  # expect: [] () 5
class Loud:
    def __init__(self, truth): self.truth = truth
    def __bool__(self):
        print("bool called")
        return self.truth
if Loud(True) and Loud(False) or Loud(True):
    print("branch")
# expect: bool called
# expect: bool called
# expect: bool called
    # expect: branch
