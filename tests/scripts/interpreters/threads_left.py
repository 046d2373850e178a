# ladon-only: CPython 3.13 lacks concurrent.interpreters
# Interpreters end while threads of theirs run, wait, or have not begun.
import gc
import sys
import threading
import time
from concurrent import interpreters

sys.stdout.reconfigure(line_buffering=True)


def attempt(function, *args):
    try:
        return function(*args)
    except interpreters.InterpreterError as error:
        print(type(error).__name__, error)


interp = interpreters.create()
interp.exec("import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.05), print('joined'))).start()")
interp.close()  # expect: joined
attempt(interp.exec, "1")  # expect: InterpreterNotFoundError unrecognized interpreter ID 1

# Threads that nobody waits for: they never go on.
SPIN = "def spin():\n    while True: kept.append([len(kept)]); del kept[5:]\nkept = []\n"
for wait in [0, 0.005] * 4:
    interp = interpreters.create()
    interp.exec(f"import _thread, time\n{SPIN}for _ in range(3): _thread.start_new_thread(spin, ())\ntime.sleep({wait})")
    interp.close()
for _ in range(20):
    interp = interpreters.create()
    interp.exec("import _thread, time\n_thread.start_new_thread(lambda: (time.sleep(0.01), print('late')), ())")
    del interp
gc.collect()
time.sleep(0.05)

interp = interpreters.create()
daemon = "import threading\nthreading.Thread(target=print, daemon=True).start()"
try:
    interp.exec(daemon)
except interpreters.ExecutionFailed as error:
    print(error.excinfo.msg)  # expect: daemon threads are disabled in this (sub)interpreter
interp.exec("import threading\nlock = threading.Lock(); lock.acquire()\nlock.acquire(timeout=0.01)")
interp.exec("threading.excepthook = lambda args: print('hook', args.exc_type.__name__)\nthreading.excepthook")
interp.exec("thread = threading.Thread(target=lambda: 1 / 0); thread.start(); thread.join()")
# expect: hook ZeroDivisionError

# Code runs there in another thread.
queue = interpreters.create_queue()
thread = interp.call_in_thread(queue.get)
while not interp.is_running():
    time.sleep(0.001)
attempt(interp.close)  # expect: InterpreterError interpreter running
attempt(interp.exec, "1")  # expect: InterpreterError interpreter already running
attempt(interp.call, int)  # expect: InterpreterError interpreter already running
queue.put(1)
thread.join()
print(interp.is_running(), queue.empty())  # expect: False True

told = []
threading.excepthook = lambda args: told.append(str(args.exc_value).split("\n")[0])
for call in [(int, "x"), (sys.exit, 3), (print, threading.Lock())]:
    interp.call_in_thread(*call).join()
print(told[:2])  # expect: ["ValueError: invalid literal for int() with base 10: 'x'", 'SystemExit: 3']
print("does not support cross-interpreter data" in told[2])  # expect: True
interp.close()
interp.call_in_thread(int).join()
print(told[3:])  # expect: ['unrecognized interpreter ID 30']

# Many at once.
def busy():
    for _ in range(5):
        own = interpreters.create()
        own.exec("x = [1] * 1000")
        own.close()


def close():
    try:
        shared.close()
        closed.append(True)
    except interpreters.InterpreterError:
        pass


for _ in range(10):
    shared, closed = interpreters.create(), []
    threads = [threading.Thread(target=close) for _ in range(4)] + [threading.Thread(target=busy)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert closed == [True]
print(len(interpreters.list_all()))  # expect: 1
interp = interpreters.create()
threading.Thread(target=interp.exec, args=("while True: pass",), daemon=True).start()
while not interp.is_running():
    time.sleep(0.001)
print("end")  # expect: end
