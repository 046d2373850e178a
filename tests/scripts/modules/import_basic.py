# import: runs once, binds, renames.
import _plain  # expect: running _plain
import _plain as again
from _plain import value, double as twice
import sys
print(_plain.value, again is _plain, value, twice(5), _plain.names)  # expect: 42 True 42 10 ['a', 'b']
print(_plain.__name__, _plain.__doc__, _plain.whoami(), _plain.Thing.__module__, _plain.double.__module__)
# expect: _plain A plain module. ('_plain', '', 'A plain module.') _plain _plain
print(sys.modules["_plain"] is _plain, "_plain" in sys.modules, type(_plain).__name__, _plain.Thing().size)
# expect: True True module 42
_plain.value = 100
_plain.names.append("c")
from _plain import value as later, names
print(value, later, names, _plain.Thing.size)  # expect: 42 100 ['a', 'b', 'c'] 42
def inside():
    import _counter
    _counter.bump()
    from _counter import bump, count
    return bump(), count, _counter.count
print(inside(), "_counter" in globals(), "_counter" in sys.modules)  # expect: (2, 1, 2) False True
class C:
    import _counter as c
    from _counter import bump
print(C.c.count, C.bump())  # expect: 2 3
import _counter, _plain as p, sys as s
print(_counter.count, p is _plain, s is sys)  # expect: 3 True True
from _counter import (
    bump,
    count as c,
)
print(c, bump(), c)  # expect: 3 4 3
_plain.added = 1
import _plain
print(_plain.added, hasattr(_plain, "nope"), sorted(n for n in dir(_plain) if not n.startswith("__")))
# expect: 1 False ['Thing', '_private', 'added', 'double', 'names', 'value', 'whoami']
del _plain
import _plain
print(_plain.added, repr(_plain).startswith("<module '_plain' from '"), repr(sys))
# expect: 1 True <module 'sys' (built-in)>
