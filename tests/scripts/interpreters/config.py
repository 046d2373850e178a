# ladon-only: CPython 3.13 lacks concurrent.interpreters
import _interpreters

for name in "isolated", "legacy", "empty":
    print(_interpreters.new_config(name))
# expect: namespace(use_main_obmalloc=False, allow_fork=False, allow_exec=False, allow_threads=True, allow_daemon_threads=False, check_multi_interp_extensions=True, gil='own')
# expect: namespace(use_main_obmalloc=True, allow_fork=True, allow_exec=True, allow_threads=True, allow_daemon_threads=True, check_multi_interp_extensions=False, gil='shared')
# expect: namespace(use_main_obmalloc=False, allow_fork=False, allow_exec=False, allow_threads=False, allow_daemon_threads=False, check_multi_interp_extensions=False, gil='default')
print(_interpreters.get_config(0).gil, _interpreters.get_config(0).allow_fork)  # expect: own True
config = _interpreters.new_config("isolated", allow_fork=True)
interp = _interpreters.create(config, reqrefs=False)
print(_interpreters.get_config(interp).allow_fork)  # expect: True
_interpreters.destroy(interp)
