# Which modules an interpreter takes, by its configuration and by what they declare: CPython's rules.
# module: _testmultiphase
# options: -X isolation=refuse
# since: 3.13
import _interpreters
from _binary import run_in

SOURCE = """
for name in ["_testmultiphase", "_test_non_isolated", "_test_shared_gil_only", "_testmultiphase_null_slots",
             "_testmultiphase_nonmodule", "_testmultiphase_meth_state_access", "_testmultiphase_exec_raise"]:
    try:
        print(name, type(load(name)).__name__)
    except BaseException as error:
        print(type(error).__name__, error)
"""


def run(title, config, before=""):
    print(title)
    interpreter = _interpreters.create(config)
    run_in(interpreter, before + SOURCE)
    _interpreters.destroy(interpreter)


run("isolated", "isolated")
# expect: isolated
# expect:   _testmultiphase module
# expect:   ImportError module _test_non_isolated does not support loading in subinterpreters
# expect:   ImportError module _test_shared_gil_only does not support loading in subinterpreters
# expect:   ImportError module _testmultiphase_null_slots does not support loading in subinterpreters
# expect:   ImportError module _testmultiphase_nonmodule does not support loading in subinterpreters
# expect:   _testmultiphase_meth_state_access module
# expect:   SystemError bad exec function
run("legacy", "legacy")
# expect: legacy
# expect:   _testmultiphase module
# expect:   _test_non_isolated module
# expect:   _test_shared_gil_only module
# expect:   _testmultiphase_null_slots module
# expect:   _testmultiphase_nonmodule SimpleNamespace
# expect:   _testmultiphase_meth_state_access module
# expect:   SystemError bad exec function
run("legacy, checked", _interpreters.new_config("legacy", check_multi_interp_extensions=True))
# expect: legacy, checked
# expect:   _testmultiphase module
# expect:   ImportError module _test_non_isolated does not support loading in subinterpreters
# expect:   _test_shared_gil_only module
# expect:   _testmultiphase_null_slots module
# expect:   _testmultiphase_nonmodule SimpleNamespace
# expect:   _testmultiphase_meth_state_access module
# expect:   SystemError bad exec function
run("isolated, override -1", "isolated", "import _imp; print(_imp._override_multi_interp_extensions_check(-1))")
# expect: isolated, override -1
# expect:   0
# expect:   _testmultiphase module
# expect:   _test_non_isolated module
# expect:   _test_shared_gil_only module
# expect:   _testmultiphase_null_slots module
# expect:   _testmultiphase_nonmodule SimpleNamespace
# expect:   _testmultiphase_meth_state_access module
# expect:   SystemError bad exec function
run("legacy, override 1", "legacy", "import _imp; print(_imp._override_multi_interp_extensions_check(1))")
# expect: legacy, override 1
# expect:   0
# expect:   _testmultiphase module
# expect:   ImportError module _test_non_isolated does not support loading in subinterpreters
# expect:   _test_shared_gil_only module
# expect:   _testmultiphase_null_slots module
# expect:   _testmultiphase_nonmodule SimpleNamespace
# expect:   _testmultiphase_meth_state_access module
# expect:   SystemError bad exec function
