# Declares support for one GIL per interpreter.
from load import load
# since: 3.12

m = load("counter_multi")
print(m.Counter(2).bump(), m.made())  # expect: 3 1
