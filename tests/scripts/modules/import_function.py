# __import__ and importlib.import_module.
m = __import__("_plain")  # expect: running _plain
print(m.value, m is __import__("_plain"))  # expect: 42 True
top = __import__("_shapes.helpers")
# expect: shapes init
# expect: square _shapes.square _shapes
# expect: round init
sub = __import__("_shapes.helpers", fromlist=["times"])
print(top.__name__, sub.__name__, sub.times(2, 3))  # expect: _shapes _shapes.helpers 6
rel = __import__("helpers", {"__package__": "_shapes", "__name__": "_shapes"}, None, ["times"], 1)
print(rel is sub)  # expect: True
import importlib
print(importlib.import_module("_shapes.round.circle").__name__, importlib.import_module(".helpers", "_shapes").__name__, importlib.import_module("..helpers", "_shapes.round").__name__)
# expect: _shapes.round.circle _shapes.helpers _shapes.helpers
for args in ((".helpers",), ("...x", "_shapes"), ("_nope_",)):
    try:
        importlib.import_module(*args)
    except (TypeError, ImportError) as error:
        print(type(error).__name__, str(error).split(";")[0])
# expect: TypeError the 'package' argument is required to perform a relative import for '.helpers'
# expect: ImportError attempted relative import beyond top-level package
# expect: ModuleNotFoundError No module named '_nope_'
import builtins
calls = []
original = builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0):
    calls.append((name, fromlist, level))
    return original(name, globals, locals, fromlist, level)
builtins.__import__ = spy
import _counter
from _counter import bump, count as c
import _shapes.round as r
builtins.__import__ = original
print([call for call in calls if call[0] != "_io"])
# expect: [('_counter', None, 0), ('_counter', ('bump', 'count'), 0), ('_shapes.round', None, 0)]
