# An object may save itself in __del__, once.
saved = []
class Phoenix:
    def __del__(self):
        print("del")
        saved.append(self)
p = Phoenix()
del p  # expect: del
print(len(saved), type(saved[0]).__name__)  # expect: 1 Phoenix
saved.clear()
print("second time no __del__", len(saved))  # expect: second time no __del__ 0
class Late:
    def __init__(self): self.x = 1
    def __del__(self): print("attributes still there", self.x, type(self).__name__)
Late()  # expect: attributes still there 1 Late
class Failing:
    def __del__(self): raise KeyError("ignored")
Failing()
print("survived")  # expect: survived
class Half:
    def __init__(self): raise ValueError("init failed")
    def __del__(self): print("half made, still deleted")
try:
    Half()
except ValueError as error:
    print(error)
    # expect: init failed
    # expect: half made, still deleted
print("end")  # expect: end
