# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters
import queue as std_queue

q = interpreters.create_queue(2)
print(q.maxsize, q.empty(), q.full(), q.qsize())  # expect: 2 True False 0
q.put(1)
q.put_nowait([2])
print(q.full(), q.qsize())  # expect: True 2
try:
    q.put_nowait(3)
except interpreters.QueueFull as error:
    print(isinstance(error, std_queue.Full), str(error) == f"queue {q.id} is full")  # expect: True True
try:
    q.put(3, timeout=0)
except interpreters.QueueFull:
    print("full")  # expect: full
print(q.get(), q.get_nowait())  # expect: 1 [2]
try:
    q.get_nowait()
except interpreters.QueueEmpty as error:
    print(isinstance(error, std_queue.Empty), str(error) == f"queue {q.id} is empty")  # expect: True True
try:
    q.get(timeout=0)
except interpreters.QueueEmpty:
    print("empty")  # expect: empty
try:
    q.get(timeout=-1)
except ValueError as error:
    print(error)  # expect: timeout value must be non-negative
from concurrent.interpreters import _queues
print(_queues.list_all() == [q])  # expect: True
print(_queues.Queue(q.id) is q)  # expect: True
try:
    _queues.Queue(10**6)
except _queues.QueueNotFoundError as error:
    print(error)  # expect: queue 1000000 not found
del q
print(_queues.list_all())  # expect: []
