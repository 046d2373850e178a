# A folder without __init__ is a namespace package.
import _space
print(_space.__name__, hasattr(_space, "where"), len(list(_space.__path__)), getattr(_space, "__file__", None))
# expect: _space False 1 None
import _space.inner
print(_space.inner.where, _space.inner.__package__)  # expect: inside a namespace package _space
from _space import inner
print(inner is _space.inner)  # expect: True
try:
    from _space import nothing
except ImportError as error:
    print(type(error).__name__)  # expect: ImportError
