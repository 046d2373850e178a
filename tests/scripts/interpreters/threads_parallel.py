# ladon-only: CPython 3.13 lacks concurrent.interpreters
import sys; sys.stdout.reconfigure(line_buffering=True)
import threading
from concurrent import interpreters

# Both sides must run at once: each waits for the other's message.
left, right = interpreters.create_queue(), interpreters.create_queue()


def player(mine, other, count):
    for i in range(count):
        other.put(i)
        assert mine.get() == i
    return None


a, b = interpreters.create(), interpreters.create()
threads = [a.call_in_thread(player, left, right, 200), b.call_in_thread(player, right, left, 200)]
for thread in threads:
    thread.join()
print(left.empty(), right.empty())  # expect: True True

results = interpreters.create_queue()


def work(n, results):
    total = 0
    for i in range(n):
        total += i * i
    results.put(total)


threads = [i.call_in_thread(work, 20000, results) for i in (a, b)]
for thread in threads:
    thread.join()
print([results.get(), results.get()])  # expect: [2666466670000, 2666466670000]
thread = threading.Thread(target=a.exec, args=("import threading\nprint(threading.active_count())",))
thread.start()
thread.join()
# expect: 1
a.close()
b.close()
