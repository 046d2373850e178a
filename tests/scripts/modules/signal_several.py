# Signals are handled by the main thread, whichever thread runs when they come; a handler that raises loses no other.
import os, signal, threading
seen = set()
def note(number, frame):
    seen.add((signal.Signals(number).name, threading.current_thread() is threading.main_thread()))
def fail(number, frame):
    note(number, frame)
    raise ValueError("from the handler")
signal.signal(signal.SIGUSR1, fail)
signal.signal(signal.SIGUSR2, note)
looping = False
def send(*numbers):
    while not looping:
        pass
    for number in numbers:
        os.kill(os.getpid(), number)
        sum(range(1000))
def wait_for(thread):
    global looping
    looping = False
    thread.start()
    looping = True
    while not seen or thread.is_alive():
        pass
wait_for(threading.Thread(target=send, args=[signal.SIGUSR2] * 20))
print(seen)  # expect: {('SIGUSR2', True)}
seen.clear()
try:
    wait_for(threading.Thread(target=send, args=[signal.SIGUSR1]))
except ValueError as error:
    print(error, seen)  # expect: from the handler {('SIGUSR1', True)}
# Several that are pending at once, of which the first raises.
signal.signal(signal.SIGALRM, note)
seen.clear()
def wait_a_little():
    for _ in range(1000):
        pass
try:
    os.system(f"kill -USR1 {os.getpid()}; kill -ALRM {os.getpid()}")
    wait_a_little()
except ValueError as error:
    print(error)  # expect: from the handler
wait_a_little()
print(sorted(seen))  # expect: [('SIGALRM', True), ('SIGUSR1', True)]
# In a child, the thread that forked is the main one.
def fork():
    child = os.fork()
    if child == 0:
        seen.clear()
        os.kill(os.getpid(), signal.SIGUSR2)
        wait_a_little()
        os._exit(len(seen))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
forking = threading.Thread(target=fork)
forking.start()
forking.join()
# expect: 1
