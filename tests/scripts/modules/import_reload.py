# importlib.reload runs a module again in the same dictionary.
import importlib, sys
import _counter
_counter.bump(); _counter.bump()
_counter.extra = "kept"
old_bump = _counter.bump
same = importlib.reload(_counter)
print(same is _counter, _counter.count, _counter.extra, old_bump is _counter.bump, old_bump(), _counter.count)
# expect: True 0 kept False 1 1
import _plain  # expect: running _plain
importlib.reload(_plain)  # expect: running _plain
try:
    importlib.reload("text")
except TypeError as error:
    print(error)  # expect: reload() argument must be a module
del sys.modules["_plain"]
try:
    importlib.reload(_plain)
except ImportError as error:
    print(error)  # expect: module _plain not in sys.modules
import _plain as fresh  # expect: running _plain
print(fresh is _plain)  # expect: False
