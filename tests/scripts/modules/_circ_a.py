print("a starts")
import _circ_b
name = "a"
def use():
    return _circ_b.name
print("a ends")
