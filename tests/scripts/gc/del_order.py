# __del__ runs when the last reference goes.
class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = D("a")
b = a
del a
print("still referenced")  # expect: still referenced
del b  # expect: del a
x = D("rebound")
x = D("second")  # expect: del rebound
print("after rebinding")  # expect: after rebinding
def scope():
    local = D("local")
    print("in scope")
scope()
# expect: in scope
# expect: del local
print("after scope")  # expect: after scope
D("temporary")  # expect: del temporary
print("after temporary")  # expect: after temporary
items = [D("item 0"), D("item 1")]
items.clear()
# expect: del item 1
# expect: del item 0
print("cleared")  # expect: cleared
d = {"k": D("dict value")}
d["k"] = None  # expect: del dict value
t = (D("in tuple"),)
del t  # expect: del in tuple
class Holder: pass
h = Holder()
h.attr = D("attribute")
h.attr = D("new attribute")  # expect: del attribute
del h  # expect: del new attribute
def returns(): return D("returned")
returns()  # expect: del returned
print("returned value dropped")  # expect: returned value dropped
def raises():
    held = D("held by the traceback")
    raise ValueError
try:
    raises()
except ValueError:
    print("in handler")
    # expect: in handler
    # expect: del held by the traceback
print("after handler")  # expect: after handler
for i in range(2):
    y = D(f"loop {i}")
# expect: del loop 0
del y  # expect: del loop 1
x = None  # expect: del second
last = D("at exit")
print("end of script")  # expect: end of script
# expect: del at exit
