# What CPython's own test module has that may be loaded.
# module: _testmultiphase
# since: 3.13
import importlib
import importlib._bootstrap
import sys
from _binary import FILE, import_it, load, show, try_load

for name in [
    "x", "_testmultiphase_null_slots", "pkg._testmultiphase", "_testmultiphase_zkou\u0161ka_na\u010dten\xed",
    "\uff3f\u30a4\u30f3\u30dd\u30fc\u30c8\u30c6\u30b9\u30c8", "_testmultiphase_meth_state_access",
    "_test_non_isolated", "_test_shared_gil_only",
]:
    try_load(name)
# expect: module x
# expect: module _testmultiphase_null_slots
# expect: module pkg._testmultiphase
# expect: module _testmultiphase_zkouška_načtení
# expect: module ＿インポートテスト
# expect: module _testmultiphase_meth_state_access
# expect: module _test_non_isolated
# expect: module _test_shared_gil_only

# Not a module.
for kind in ["nonmodule", "nonmodule_with_methods"]:
    made = try_load("_testmultiphase_" + kind)
    print(made.three, made.__doc__, made.__file__ == FILE, type(made.__loader__).__name__)
# expect: SimpleNamespace _testmultiphase_nonmodule
# expect: 3 Test module _testmultiphase_nonmodule True ExtensionFileLoader
# expect: SimpleNamespace _testmultiphase_nonmodule_with_methods
# expect: 3 Test module _testmultiphase_nonmodule_with_methods True ExtensionFileLoader
print(made.bar(10, 1))  # expect: 9

# A module.
m = load("_testmultiphase")
print(sorted(name for name in m.__dict__ if not name.startswith("__")))
# expect: ['Example', 'Str', 'call_state_registration_func', 'error', 'foo', 'int_const', 'str_const']
print(m.__name__, m.__file__ == FILE, m.__package__ == "", m.__spec__.name)
# expect: _testmultiphase True True _testmultiphase
print(m.foo(5, 6), m.int_const, m.str_const, m.error.__name__, m.Str, m.Example.__name__)
# expect: 11 1969 something different error <class '_testimportexec.Str'> Example
example = m.Example()
example.a = "abc"
print(example.demo("abc"), example.demo(), example.a)  # expect: abc None abc
show(getattr, example, "b")  # expect: AttributeError: '_testimportexec.Example' object has no attribute 'b'
del example.a
show(getattr, example, "a")  # expect: AttributeError: '_testimportexec.Example' object has no attribute 'a'
for way in range(3):
    show(m.call_state_registration_func, way)
# expect: None
# expect: SystemError: PyState_AddModule called on module with slots
# expect: SystemError: PyState_RemoveModule called on module with slots

# Each load makes another one; a reload runs nothing.
again = load("_testmultiphase")
print(again is m, again.error is m.error, again.Example is m.Example)  # expect: False False False
kept = import_it("_testmultiphase")
kept.int_const, kept.added = 5, 6
print(importlib._bootstrap._exec(kept.__spec__, kept) is kept, kept.int_const, kept.added)  # expect: True 5 6
print(sys.modules["_testmultiphase"] is kept)  # expect: True

# State, reached through classes.
m = load("_testmultiphase_meth_state_access")
a = m.StateAccessType()
print(a.get_defining_module() is m, a.get_count())  # expect: True 0
show(a.getmodulebydef_bad_def)
# expect: TypeError: PyType_GetModuleByDef: No superclass of '_testimportexec.StateAccessType' has the given module
a.increment_count_clinic(3, twice=True)
a.increment_count_noclinic(2)
print(a.get_count(), m.StateAccessType().get_count())  # expect: 8 8
show(a.increment_count_clinic, 1, 2)
# expect: TypeError: increment_count_clinic() takes at most 1 positional argument (2 given)
show(a.increment_count_noclinic, 1, 2)
# expect: TypeError: StateAccessTypeObject.decrement_count expected at most 1 argument, got 2


class Sub(m.StateAccessType):
    pass


print(Sub().get_defining_module() is m, Sub().get_count())  # expect: True 8
print(load("_testmultiphase_meth_state_access").StateAccessType().get_count())  # expect: 0
