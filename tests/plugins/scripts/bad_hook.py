# Hooks that return what they must not. Those that crash CPython are in bad_hook_garbage.py.
from load import try_load

for kind in ["", "_raises", "_no_type", "_type_object"]:
    try_load("bad_hook" + kind)
# expect: bad_hook: ImportError: dynamic module does not define module export function (PyInit_bad_hook)
# expect: bad_hook_raises: RuntimeError: half way through
# expect: bad_hook_no_type: SystemError: init function of bad_hook_no_type returned uninitialized object
# expect: bad_hook_type_object: SystemError: initialization of bad_hook_type_object did not return an extension module
