# A module in a C variable, whose init imports a Python module that imports it once more.
# module: _testsinglephase
# since: 3.13
import importlib.util
import sys
import types
from _binary import import_it

HELPER = "test.test_import.data.circular_imports.singlephase"


class Finder:
    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == HELPER else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.mod = import_it("_testsinglephase_circular")


for parent in ["test", "test.test_import", "test.test_import.data", "test.test_import.data.circular_imports"]:
    sys.modules[parent] = types.ModuleType(parent)
    sys.modules[parent].__path__ = []
sys.meta_path.insert(0, Finder())
m = import_it("_testsinglephase_circular")
print(m.helper_mod_name)  # expect: test.test_import.data.circular_imports.singlephase
print(sys.modules["_testsinglephase_circular"] is m, sys.modules[HELPER].mod is m)  # expect: True True
print(m.clear_static_var() is m)  # expect: True
