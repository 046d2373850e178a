# Handlers run in the main thread, whichever thread runs when the signal comes.
import os
import signal
import threading
import time

seen = []


def handler(number, frame):
    seen.append(threading.current_thread() is threading.main_thread())
    if len(seen) == 3:
        raise KeyboardInterrupt


def spin():
    try:
        while not stop:
            pass
        print("spin: done")
    except BaseException as error:
        print("spin:", repr(error))


signal.signal(signal.SIGINT, handler)
stop = False
thread = threading.Thread(target=spin)
thread.start()
for _ in range(2):
    os.kill(os.getpid(), signal.SIGINT)
    while not seen:
        time.sleep(0.001)
timer = threading.Timer(0.05, lambda: [os.kill(os.getpid(), signal.SIGINT), time.sleep(0.05)] * 2)
timer.start()
try:
    seen += [True] * (2 - len(seen))
    thread.join()
except KeyboardInterrupt:
    print("main:", seen)  # expect: main: [True, True, True]
stop = True
thread.join()
timer.join()


def elsewhere():
    for call in [lambda: signal.signal(signal.SIGINT, signal.SIG_IGN), lambda: signal.set_wakeup_fd(-1)]:
        try:
            call()
        except ValueError as error:
            print(error)


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
# expect: spin: done
# expect: signal only works in main thread of the main interpreter
# expect: set_wakeup_fd only works in main thread of the main interpreter
