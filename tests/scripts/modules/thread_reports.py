# What ends a thread, or an exit function, is told to sys.unraisablehook.
import _thread
import atexit
import sys
import time


def fail(what):
    raise ValueError(what)


def hook(args):
    told.append((args.err_msg.partition(" at 0x")[0], args.exc_type.__name__, str(args.exc_value), args.object))


told = []
sys.unraisablehook = hook
_thread.start_new_thread(fail, ("thread",))
_thread.start_new_thread(sys.exit, (1,))
while not told:
    time.sleep(0.001)
print(told.pop())  # expect: ('Exception ignored in thread started by <function fail', 'ValueError', 'thread', None)
atexit.register(fail, "exit")
atexit._run_exitfuncs() if hasattr(atexit, "_run_exitfuncs") else None
print(told)  # expect: [('Exception ignored in atexit callback <function fail', 'ValueError', 'exit', None)]
