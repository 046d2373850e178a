# Isolated interpreters refuse single-phase modules, and stay with it: CPython's rules.
# module: _testsinglephase
# options: -X isolation=refuse
# since: 3.13
import _imp
import _interpreters
from _binary import import_it, run_in, show

SOURCE = """
import _imp
def attempt(name):
    try:
        m = import_it(name)
    except ImportError as error:
        print(type(error).__name__, error, error.name, error.path, name in sys.modules)
    else:
        print(m.__spec__.name, m.int_const, m.look_up_self() is m, hasattr(m, "spam"))
def override(n):
    print("override", n, "was", _imp._override_multi_interp_extensions_check(n))
"""


def run(config, *lines):
    interpreter = _interpreters.create(config)
    run_in(interpreter, SOURCE + "\n".join(lines))
    _interpreters.destroy(interpreter)


TRY = "attempt('_testsinglephase')"
CHECKED = _interpreters.new_config("legacy", check_multi_interp_extensions=True)

# Fresh, more than once.
run("isolated", TRY, TRY, "attempt('_testsinglephase_with_reinit')", "attempt('_testsinglephase_with_state')")
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
# expect:   ImportError module _testsinglephase_with_reinit does not support loading in subinterpreters None None False
# expect:   ImportError module _testsinglephase_with_state does not support loading in subinterpreters None None False
run(CHECKED, TRY)
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False

# After main.
main = import_it("_testsinglephase")
main.spam = 1
print(main.initialized_count(), main.look_up_self() is main)  # expect: 1 True
run("isolated", TRY, TRY)
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
run(CHECKED, TRY)
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
run("legacy", TRY)  # expect:   _testsinglephase 1969 True False

# The override, six ways.
run("isolated", "override(1)", TRY, "override(0)", TRY)
# expect:   override 1 was 0
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
# expect:   override 0 was 1
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
run("isolated", "override(-1)", TRY, "override(0)", TRY)
# expect:   override -1 was 0
# expect:   _testsinglephase 1969 True False
# expect:   override 0 was -1
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None True
run(CHECKED, "override(1)", TRY, "override(0)", TRY)
# expect:   override 1 was 0
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
# expect:   override 0 was 1
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
run(CHECKED, "override(-1)", TRY, "override(0)", TRY)
# expect:   override -1 was 0
# expect:   _testsinglephase 1969 True False
# expect:   override 0 was -1
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None True
run("legacy", "override(1)", TRY, "override(0)", TRY)
# expect:   override 1 was 0
# expect:   ImportError module _testsinglephase does not support loading in subinterpreters None None False
# expect:   override 0 was 1
# expect:   _testsinglephase 1969 True False
run("legacy", "override(-1)", TRY, "override(0)", TRY)
# expect:   override -1 was 0
# expect:   _testsinglephase 1969 True False
# expect:   override 0 was -1
# expect:   _testsinglephase 1969 True False
show(_imp._override_multi_interp_extensions_check, 1)
# expect: RuntimeError: _imp._override_multi_interp_extensions_check() cannot be used in the main interpreter
