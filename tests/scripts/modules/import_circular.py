# Modules that import each other.
import _circ_a
# expect: a starts
# expect: b starts
# expect: b sees False
# expect: b ends
# expect: a ends
print(_circ_a.use(), _circ_a._circ_b.use())  # expect: b a
import _circ_b
print(_circ_b is _circ_a._circ_b)  # expect: True
try:
    import _circ_from
except ImportError as error:
    print(str(error).split(" (")[0], "|", "circular import" in str(error), error.name)
    # expect: cannot import name 'one' from partially initialized module '_circ_from' | True _circ_from
import sys
print("_circ_from" in sys.modules, "_circ_from2" in sys.modules)  # expect: False False
