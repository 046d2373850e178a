# What runs when the interpreter ends.
import atexit
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
atexit.register(print, "atexit first registered")
atexit.register(lambda: print("atexit last registered"))
@atexit.register
def decorated(): print("decorated")
def removed(): print("never")
atexit.register(removed)
atexit.unregister(removed)
d = D("global")
print("end of script")
# expect: end of script
# expect: decorated
# expect: atexit last registered
# expect: atexit first registered
# expect: del global
