# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters

queue = interpreters.create_queue()


def send(value):
    queue.put(value)
    return queue.get()


for value in (None, True, False, ..., 0, -1, 2**48, 2**200, -(2**64), 1.5, float("inf"), 1j, "", "a\u00e9\U0001f600",
              b"", b"\x00\xff", bytearray(b"ab"), (), (1, (2,)), [], [1, [2]], {}, {"a": 1, 2: None}, {1, 2},
              frozenset({3}), range(1, 10, 2), slice(1, None, 2)):
    got = send(value)
    assert got == value and type(got) is type(value), (got, value)
shared = [1]
pair = send([shared, shared, {"k": shared}])
print(pair[0] is pair[1] is pair[2]["k"], pair[0] is shared)  # expect: True False
cycle = []
cycle.append(cycle)
got = send(cycle)
print(got[0] is got)  # expect: True
holder = []
loop = (holder, 1)
holder.append(loop)
got = send(loop)
print(got[0][0] is got)  # expect: True
big = "x" * 1_000_000
print(send(big) == big)  # expect: True
print(bytes(send(memoryview(b"view"))))  # expect: b'view'
print(send(queue) is queue)  # expect: True
deep = None
for _ in range(500):
    deep = [deep]
got = send(deep)
depth = 0
while got is not None:
    got = got[0]
    depth += 1
print(depth)  # expect: 500
import datetime
print(send(datetime.date(2020, 1, 2)))  # expect: 2020-01-02
print(send(len) is len)  # expect: True
try:
    send(open)
    send(lambda: x)
except interpreters.NotShareableError as error:
    print(str(error).endswith("does not support cross-interpreter data"))  # expect: True
print([interpreters.is_shareable(v) for v in (None, 1, 1.5, "", b"", (), [], {}, object(), len)])
# expect: [True, True, True, True, True, True, False, False, False, False]
