print("b starts")
import _circ_a
print("b sees", hasattr(_circ_a, "name"))
name = "b"
def use():
    return _circ_a.name
print("b ends")
