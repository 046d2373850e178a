# ladon-only: CPython lets the code in the other interpreter end first, if it ever does
import signal
import sys
import time
from concurrent import interpreters

sys.stdout.reconfigure(line_buffering=True)


class Late(Exception):
    pass


def late(number, frame):
    calls.append(frame.f_code.co_name)
    if raises:
        raise Late("time is over")


calls, raises = [], False
signal.signal(signal.SIGALRM, late)
interp = interpreters.create()


def attempt(code):
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        interp.exec(code)
    except BaseException as error:
        print(type(error).__name__, error)


attempt("import time\nend = time.monotonic() + 0.2\nwhile time.monotonic() < end: pass\nprint('not stopped')")
# expect: not stopped
print(len(calls), calls[0] == "exec")  # expect: 1 True
raises = True
attempt("while True: pass")  # expect: Late time is over
attempt("import time; time.sleep(100)")  # expect: Late time is over
attempt("import threading; threading.Event().wait()")  # expect: Late time is over
attempt("import queue; queue.SimpleQueue().get()")  # expect: Late time is over
attempt("import os; os.read(os.pipe()[0], 1)")  # expect: Late time is over
attempt("from concurrent import interpreters as i; i.create_queue().get()")  # expect: Late time is over
attempt("from concurrent import interpreters as i; i.create().exec('while True: pass')")  # expect: Late time is over
attempt("try:\n    while True: pass\nfinally: print('cleaned up')")
# expect: cleaned up
# expect: Late time is over
attempt("try:\n    while True: pass\nexcept KeyboardInterrupt: print('went on')")
# expect: went on
# expect: Late time is over
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
try:
    interp.exec("for _ in range(2):\n    try:\n        while True: pass\n    except KeyboardInterrupt: print('again')")
except Late:
    signal.setitimer(signal.ITIMER_REAL, 0)
    print("late")
# expect: again
# expect: again
# expect: late
interp.exec("import threading, time\nthreading.Thread(target=lambda: time.sleep(100)).start()")
interp.exec("import sys\nsys.unraisablehook = lambda args: print(args.exc_type.__name__)")
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    interp.close()
    # expect: KeyboardInterrupt
except Late:
    print("late again")  # expect: late again
