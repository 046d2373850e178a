# sys.path, sys.meta_path and finders of our own.
import sys, importlib.machinery, importlib.abc
class Loader(importlib.abc.Loader):
    def create_module(self, spec): return None
    def exec_module(self, module):
        module.answer = f"made for {module.__name__}"
class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith("virtual"):
            print("asked for", name, path)
            return importlib.machinery.ModuleSpec(name, Loader(), is_package=name == "virtual")
sys.meta_path.insert(0, Finder)
import virtual  # expect: asked for virtual None
print(virtual.answer, virtual.__spec__.name, virtual.__path__)  # expect: made for virtual virtual []
import virtual.part  # expect: asked for virtual.part []
from virtual import other  # expect: asked for virtual.other []
print(virtual.part.answer, other.answer)  # expect: made for virtual.part made for virtual.other
sys.meta_path.remove(Finder)
try:
    import virtual2
except ImportError as error:
    print(error)  # expect: No module named 'virtual2'
print(isinstance(sys.path, list), sys.path[0].endswith("modules"), isinstance(sys.meta_path, list), all(isinstance(p, str) for p in sys.path))
# expect: True True True True
sys.path.insert(0, sys.path[0] + "/_shapes")
import helpers
print(helpers.times(2, 2), helpers.__package__ == "")  # expect: 4 True
