# Module objects, __getattr__ of modules, __main__.
import sys, _lazy_attrs, _plain  # expect: running _plain
print(_lazy_attrs.real, _lazy_attrs.computed, dir(_lazy_attrs))
# expect: real computed on demand ['apple', 'computed', 'zebra']
from _lazy_attrs import computed
print(computed, hasattr(_lazy_attrs, "missing"))  # expect: computed on demand False
try:
    _lazy_attrs.missing
except AttributeError as error:
    print(error)  # expect: no missing here
try:
    from _lazy_attrs import missing
except ImportError as error:
    print(type(error).__name__)  # expect: ImportError
try:
    _plain.no_such_attribute
except AttributeError as error:
    print(error)  # expect: module '_plain' has no attribute 'no_such_attribute'
Module = type(sys)
m = Module("made", "its doc")
m.x = 1
print(m, m.__name__, m.__doc__, m.x, m.__dict__["x"], m.__package__, m.__loader__, m.__spec__)
# expect: <module 'made'> made its doc 1 1 None None None
try:
    Module()
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
exec("y = x + 1", m.__dict__)
print(m.y, vars(m) is m.__dict__)  # expect: 2 True
del m.x
print(hasattr(m, "x"))  # expect: False
class Sub(Module):
    @property
    def prop(self): return "module property"
s = Sub("s")
print(s.prop, isinstance(s, Module), s.__name__)  # expect: module property True s
m.__name__ = "renamed"
print(m.__name__, repr(m).startswith("<module 'renamed'"))  # expect: renamed True
import __main__
print(__main__.s is s, __name__, __main__.__name__, __package__, __doc__, __spec__, __file__.endswith("module_attributes.py"))
# expect: True __main__ __main__ None None None True
print(__main__ is sys.modules["__main__"], __builtins__.__name__, sys.modules["builtins"] is __builtins__)
# expect: True builtins True
_plain.__class__ = Sub
print(_plain.prop)  # expect: module property
