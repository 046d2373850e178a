# ladon-only: CPython 3.13 lacks concurrent.interpreters
import threading
from concurrent import interpreters

started, go = interpreters.create_queue(), interpreters.create_queue()


def wait(started, go):
    started.put(1)
    go.get()


interp = interpreters.create()
print(interpreters.get_main().is_running(), interp.is_running())  # expect: True False
thread = interp.call_in_thread(wait, started, go)
started.get()
print(interp.is_running())  # expect: True
for attempt in interp.close, lambda: interp.exec("1"), lambda: interp.prepare_main(x=1):
    try:
        attempt()
    except interpreters.InterpreterError as error:
        print(error)
# expect: interpreter running
# expect: interpreter already running
# expect: interpreter already running
go.put(1)
thread.join()
print(interp.is_running())  # expect: False
interp.close()
