import signal
import time

print(signal.getitimer(signal.ITIMER_REAL))  # expect: (0.0, 0.0)
calls = []
signal.signal(signal.SIGALRM, lambda number, frame: calls.append(number))
print(signal.setitimer(signal.ITIMER_REAL, 0.02, 0.01))  # expect: (0.0, 0.0)
while len(calls) < 3:
    time.sleep(0.001)
left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
print(0 <= left <= 0.01, interval)  # expect: True 0.01
print(signal.getitimer(signal.ITIMER_REAL))  # expect: (0.0, 0.0)
left, interval = signal.setitimer(signal.ITIMER_VIRTUAL, 1000, 2), signal.getitimer(signal.ITIMER_VIRTUAL)
print(left, 990 < interval[0] <= 1001, interval[1])  # expect: (0.0, 0.0) True 2.0
signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class Late(Exception):
    pass


def late(number, frame):
    raise Late(signal.Signals(number).name)


signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    while True:
        pass
except Late as error:
    print(repr(error))  # expect: Late('SIGALRM')
for arguments in [(99, 1), (0, -1), (0, "x"), (0, float("nan"))]:
    try:
        signal.setitimer(*arguments)
    except Exception as error:
        print(isinstance(error, OSError), error)
# expect: True [Errno 22] Invalid argument
# expect: True [Errno 22] Invalid argument
# expect: False 'str' object cannot be interpreted as an integer
# expect: False Invalid value NaN (not a number)
