# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters
from concurrent.interpreters import _queues

q = interpreters.create_queue()


def fill(q):
    from concurrent.interpreters import _queues
    q.put("default")
    q.put("removed", unbounditems=_queues.UNBOUND_REMOVE)
    q.put("error", unbounditems=_queues.UNBOUND_ERROR)


interp = interpreters.create()
interp.call(fill, q)
print(q.qsize())  # expect: 3
interp.close()
print(q.qsize())  # expect: 2
print(q.get() is _queues.UNBOUND)  # expect: True
try:
    q.get()
except _queues.ItemInterpreterDestroyed as error:
    print(error)  # expect: item's original interpreter destroyed
