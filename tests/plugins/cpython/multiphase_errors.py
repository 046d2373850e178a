# Every mistake that CPython's own test module makes on purpose.
# module: _testmultiphase
# since: 3.13
from _binary import try_load

for kind in [
    "bad_slot_large", "bad_slot_negative", "create_int_with_state", "negative_size", "export_null",
    "export_uninitialized", "export_raise", "export_unreported_exception", "create_null", "create_raise",
    "create_unreported_exception", "nonmodule_with_exec_slots", "exec_err", "exec_raise",
    "exec_unreported_exception", "multiple_create_slots", "multiple_multiple_interpreters_slots",
]:
    try_load("_testmultiphase_" + kind)
# expect: create: SystemError: module _testmultiphase_bad_slot_large uses unknown slot ID 5
# expect: create: SystemError: module _testmultiphase_bad_slot_negative uses unknown slot ID -1
# expect: create: SystemError: def does not match
# expect: create: SystemError: module _testmultiphase_negative_size: m_size may not be negative for multi-phase initialization
# expect: create: SystemError: initialization of _testmultiphase_export_null failed without raising an exception
# expect: create: SystemError: init function of _testmultiphase_export_uninitialized returned uninitialized object
# expect: create: SystemError: bad export function
# expect: create: SystemError: initialization of _testmultiphase_export_unreported_exception raised unreported exception, cause SystemError('bad export function')
# expect: create: SystemError: creation of module _testmultiphase_create_null failed without setting an exception
# expect: create: SystemError: bad create function
# expect: create: SystemError: creation of module _testmultiphase_create_unreported_exception raised unreported exception, cause SystemError('bad create function')
# expect: create: SystemError: def does not match
# expect: exec: SystemError: execution of module _testmultiphase_exec_err failed without setting an exception
# expect: exec: SystemError: bad exec function
# expect: exec: SystemError: execution of module _testmultiphase_exec_unreported_exception raised unreported exception, cause SystemError('bad exec function')
# expect: create: SystemError: module _testmultiphase_multiple_create_slots has multiple create slots
# expect: create: SystemError: module _testmultiphase_multiple_multiple_interpreters_slots has more than one 'multiple interpreters' slots

# Hooks that are not there.
for name in ["asdfjkl;", "fo\xf3", "pkg._testmultiphase_missing"]:
    try_load(name)
# expect: create: ImportError: dynamic module does not define module export function (PyInit_asdfjkl;), name 'asdfjkl;', path
# expect: create: ImportError: dynamic module does not define module export function (PyInitU_fo_6ja), name 'foó', path
# expect: create: ImportError: dynamic module does not define module export function (PyInit__testmultiphase_missing), name 'pkg._testmultiphase_missing', path
