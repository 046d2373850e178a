# Each kind of single-phase module that CPython's own test module has: loaded, and loaded again.
# module: _testsinglephase
# since: 3.13
import sys
from _binary import FILE, import_it

basic = None
for kind in ["", "_basic_wrapper", "_basic_copy", "_with_reinit", "_with_state"]:
    name = "_testsinglephase" + kind
    m = import_it(name)
    basic = basic or m
    initialized = m.state_initialized()
    print(m.__spec__.name, m.__name__, m.__file__ == FILE, m.look_up_self() is m, m.sum(1, 2), m.error.__bases__)
    print(" ", m.int_const, m.str_const, type(m._module_initialized).__name__, m._module_initialized > 0,
          initialized is None or initialized == m._module_initialized)
    print(" ", m.initialized_count() if hasattr(m, "initialized_count") else "no count", basic.look_up_self() is m,
          basic.initialized_count())
    old_dict, m.spam = m.__dict__, 1
    again = import_it(name)
    print("  again:", again is m, again.__dict__ is old_dict, hasattr(again, "spam"), again.look_up_self() is again,
          sys.modules[name] is again, again.error is m.error, again.state_initialized() == initialized)
    if hasattr(again, "_clear_module_state"):
        again._clear_module_state()
        print("  cleared:", again.state_initialized())
    print("  by index:", basic.look_up_self() is basic, basic.initialized_count())
    del sys.modules[name]
    third = import_it(name)
    print("  after del:", third is again, third.error is again.error, third.look_up_self() is third,
          third.sum is again.sum, hasattr(third, "spam"), third.__name__, third.__file__ == FILE)
# expect: _testsinglephase _testsinglephase True True 3 (<class 'Exception'>,)
# expect:   1969 something different float True True
# expect:   1 True 1
# expect:   again: True True True True True True True
# expect:   by index: True 1
# expect:   after del: False True True True False _testsinglephase True
# expect: _testsinglephase_basic_wrapper _testsinglephase True True 3 (<class 'Exception'>,)
# expect:   1969 something different float True True
# expect:   2 True 2
# expect:   again: True True True True True True True
# expect:   by index: False 2
# expect:   after del: False True True True False _testsinglephase True
# expect: _testsinglephase_basic_copy _testsinglephase_basic_copy True True 3 (<class 'Exception'>,)
# expect:   1969 something different float True True
# expect:   3 False 3
# expect:   again: True True True True True True True
# expect:   by index: False 3
# expect:   after del: False True True True False _testsinglephase_basic_copy True
# expect: _testsinglephase_with_reinit _testsinglephase_with_reinit True True 3 (<class 'Exception'>,)
# expect:   1969 something different float True True
# expect:   no count False 3
# expect:   again: False False False True True False True
# expect:   by index: False 3
# expect:   after del: False False True False False _testsinglephase_with_reinit True
# expect: _testsinglephase_with_state _testsinglephase_with_state True True 3 (<class 'Exception'>,)
# expect:   1969 something different float True True
# expect:   no count False 3
# expect:   again: False False False True True False False
# expect:   cleared: 0.0
# expect:   by index: False 3
# expect:   after del: False False True False False _testsinglephase_with_state True

print(basic.error.__name__, basic.error.__module__)  # expect: error _testsinglephase
basic._clear_globals()
print(basic.initialized_count(), basic.state_initialized())  # expect: -1 0.0
