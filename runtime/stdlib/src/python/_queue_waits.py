# Queue.put and Queue.get that sleep until something changes, instead of looking every 10 ms.
# Run with: Queue, QueueEmpty, QueueFull, waiting_put, waiting_get, serialize, resolve.


def _seconds(timeout):
    if timeout is None:
        return None
    timeout = int(timeout)
    if timeout < 0:
        raise ValueError('timeout value must be non-negative')
    return timeout


def put(self, obj, block=True, timeout=None, *, unbounditems=None, _delay=None):
    """Add the object to the queue, waiting for room if need be."""
    if not block:
        return self.put_nowait(obj, unbounditems=unbounditems)
    unboundop = -1 if unbounditems is None else serialize(unbounditems)[0]
    waiting_put(self._id, obj, unboundop, _seconds(timeout))


def get(self, block=True, timeout=None, *, _delay=None):
    """Return the next object, waiting for one if need be."""
    if not block:
        return self.get_nowait()
    obj, unboundop = waiting_get(self._id, _seconds(timeout))
    if unboundop is not None:
        return resolve(unboundop)
    return obj


for function in put, get:
    function.__qualname__ = 'Queue.' + function.__name__
    function.__module__ = Queue.__module__
    setattr(Queue, function.__name__, function)
