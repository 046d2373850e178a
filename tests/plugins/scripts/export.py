# ladon-only: CPython has PyModExport from 3.15 on
import sys
from load import load, run_in_another, show, try_load

m = load("export_fine")
print(m.__name__, m.__doc__, m.state(), m.kept)  # expect: export_fine Made of slots. (1, 16, True, False) []
again = load("export_fine")
print(again is m, again.kept is m.kept, again.state())  # expect: False False (1, 16, True, False)
print(m.of_other(sys), m.of_other(5))  # expect: (0, 0, False) (-1, -1, False)
show(m.execute, again)  # expect: None
print(again.state())  # expect: (2, 16, True, False)
show(m.execute, 5)  # expect: TypeError: expected module, got int
print(load("export_legacy_numbers").ran, load("export_nested").ran, load("export_nested").__doc__)
# expect: yes yes From within.
print(load("export_not_a_module"))  # expect: export_not_a_module
for kind in ["optional", "both", "exec_fails", "no_abi", "future_abi", "new_abi", "unknown", "two_execs", "two_creates",
             "two_supports", "two_gils", "loose_methods", "negative_size", "odd_end", "token_without_module",
             "exec_without_module", "endless", "null", "raises", "unreported", "garbage", "unaligned", "high"]:
    try_load("export_" + kind)
# expect: export_optional: module
# expect: export_both: module
# expect: export_exec_fails: ValueError: exec says no
# expect: export_no_abi: SystemError: module export_no_abi does not define Py_mod_abi
# expect: export_future_abi: ImportError: export_future_abi: incompatible future stable ABI version (4.0)
# expect: export_new_abi: ImportError: export_new_abi: PyABIInfo version too high
# expect: export_unknown: SystemError: module export_unknown uses unknown slot ID 999
# expect: export_two_execs: SystemError: module export_two_execs has more than one 'exec' slot
# expect: export_two_creates: SystemError: module export_two_creates has multiple create slots
# expect: export_two_supports: SystemError: module export_two_supports has more than one 'multiple interpreters' slots
# expect: export_two_gils: SystemError: module export_two_gils has more than one 'gil' slot
# expect: export_loose_methods: SystemError: Py_mod_methods requires PySlot_STATIC
# expect: export_negative_size: SystemError: module export_negative_size: state size may not be negative
# expect: export_odd_end: SystemError: invalid flags for Py_slot_end: 0x1
# expect: export_token_without_module: SystemError: module export_token_without_module specifies a token, but did not create a ModuleType instance
# expect: export_exec_without_module: SystemError: module export_exec_without_module specifies execution slots, but did not create a ModuleType instance
# expect: export_endless: SystemError: too many levels of nested slots
# expect: export_null: SystemError: module export hook for module 'export_null' failed without setting an exception
# expect: export_raises: ValueError: the hook says no
# expect: export_unreported: SystemError: module export hook for module 'export_unreported' raised unreported exception from ValueError('left behind')
# expect: export_garbage: SystemError: module export hook for module 'export_garbage' returned what is no array of slots
# expect: export_unaligned: SystemError: module export hook for module 'export_unaligned' returned what is no array of slots
# expect: export_high: SystemError: module export hook for module 'export_high' returned what is no array of slots

# In another interpreter: one image, a state each.
run_in_another("""
m = load("export_fine")
m.kept.append(1)
print(m.state(), m.kept, flush=True)
try_load("export_not_supported")
import _imp
_imp._override_multi_interp_extensions_check(1)
try_load("export_not_supported")
try_load("export_legacy_numbers")
try_load("export_optional")
""")
# expect:   (1, 16, True, False) [1]
# expect:   export_not_supported: module
# expect:   export_not_supported: ImportError: module export_not_supported does not support loading in subinterpreters
# expect:   export_legacy_numbers: module
# expect:   export_optional: ImportError: module export_optional does not support loading in subinterpreters
print(m.kept)  # expect: []
