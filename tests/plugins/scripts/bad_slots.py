# Every mistake a multi-phase def can hold.
# since: 3.12
import sys
from load import load, try_load

for kind in ["fine", "exec_twice", "exec_raises", "exec_silent", "exec_unreported", "negative_size", "unknown",
             "unknown_negative", "two_creates", "create_null", "create_raises", "create_unreported", "other_with_state",
             "other_with_exec", "class_method", "static_method", "odd_flags", "uninitialized", "no_slots", "missing"]:
    try_load("bad_slots_" + kind)
# expect: bad_slots_fine: module
# expect: bad_slots_exec_twice: module
# expect: bad_slots_exec_raises: ValueError: exec says no
# expect: bad_slots_exec_silent: SystemError: execution of module bad_slots_exec_silent failed without setting an exception
# expect: bad_slots_exec_unreported: SystemError: execution of module bad_slots_exec_unreported raised unreported exception from ValueError('left behind')
# expect: bad_slots_negative_size: SystemError: module bad_slots_negative_size: m_size may not be negative for multi-phase initialization
# expect: bad_slots_unknown: SystemError: module bad_slots_unknown uses unknown slot ID 1000
# expect: bad_slots_unknown_negative: SystemError: module bad_slots_unknown_negative uses unknown slot ID -1
# expect: bad_slots_two_creates: SystemError: module bad_slots_two_creates has multiple create slots
# expect: bad_slots_create_null: SystemError: creation of module bad_slots_create_null failed without setting an exception
# expect: bad_slots_create_raises: ValueError: create says no
# expect: bad_slots_create_unreported: SystemError: creation of module bad_slots_create_unreported raised unreported exception from ValueError('left behind')
# expect: bad_slots_other_with_state: SystemError: module bad_slots_other_with_state is not a module object, but requests module state
# expect: bad_slots_other_with_exec: SystemError: module bad_slots_other_with_exec specifies execution slots, but did not create a ModuleType instance
# expect: bad_slots_class_method: ValueError: module functions cannot set METH_CLASS or METH_STATIC
# expect: bad_slots_static_method: ValueError: module functions cannot set METH_CLASS or METH_STATIC
# expect: bad_slots_odd_flags: SystemError: f() method: bad call flags
# expect: bad_slots_uninitialized: SystemError: init function of bad_slots_uninitialized returned uninitialized object
# expect: bad_slots_no_slots: module
# expect: bad_slots_missing: ImportError: dynamic module does not define module export function (PyInit_bad_slots_missing)
print(load("bad_slots_create_list"))  # expect: []
m = load("bad_slots_fine")
print(m.ran, m.f() is m, "bad_slots_exec_raises" in sys.modules)  # expect: yes True False
