# Modules that look for themselves before they make themselves, forgotten in between.
# module: _testsinglephase
# since: 3.13
import sys
from _binary import FILE, clear_extension, import_it

for kind in ["", "_with_reinit", "_with_state"]:
    name = f"_testsinglephase{kind}_check_cache_first"
    for _ in range(2):
        m = import_it(name)
        print(m.__name__, import_it(name) is m)
        del sys.modules[name]
        clear_extension(name, FILE)
# expect: _testsinglephase_check_cache_first True
# expect: _testsinglephase_check_cache_first True
# expect: _testsinglephase_with_reinit_check_cache_first True
# expect: _testsinglephase_with_reinit_check_cache_first True
# expect: _testsinglephase_with_state_check_cache_first True
# expect: _testsinglephase_with_state_check_cache_first True

# Forgotten, and its C variables cleared: as if for the first time.
name = "_testsinglephase"
first = import_it(name)
print(first.initialized_count(), import_it(name) is first, first.initialized_count())  # expect: 1 True 1
first._clear_globals()
del sys.modules[name]
clear_extension(name, FILE)
second = import_it(name)
print(second is first, second.initialized_count(), second.look_up_self() is second, second.error is first.error)
# expect: False 1 True False

# Forgotten only: init runs once more, over what the variables hold.
del sys.modules[name]
clear_extension(name, FILE)
third = import_it(name)
print(third is second, third.initialized_count(), third.look_up_self() is third)  # expect: False 2 True
