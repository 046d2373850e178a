# ladon-only: CPython gives nothing back that native code keeps
# plugin: bad_owner
# What objects hold outside of the heap of their interpreter goes with it, also when they are kept for ever.
import gc
import os
import sys
from concurrent import interpreters
from load import load

LEAK = f"""if True:
    import sys
    sys.argv = {sys.argv!r}
    sys.path.insert(0, {sys.path[0]!r})
    import abc, io, os, queue, re, select, threading
    from load import load

    class Sub(io.FileIO): pass
    class Abc(abc.ABC): pass
    for i in range(50):
        Abc.register(type(f"C{{i}}", (), {{}}))
    isinstance(3, Abc)
    text = io.TextIOWrapper(io.BytesIO(b"a line \\xff" * 20000), encoding="latin-1")
    text.read(1)
    pattern = re.compile("|".join(f"word{{i}}" for i in range(500)))
    poll = select.poll()
    for fd in range(1000):
        poll.register(fd)
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    entries = os.scandir("/")
    next(entries)
    simple = queue.SimpleQueue()
    simple.put(bytearray(10000))
    lock, rlock = threading.Lock(), threading.RLock()
    lock.acquire()
    rlock.acquire()
    scanner = pattern.scanner("some word3 and word4")
    scanner.search()
    zero = open("/dev/zero", "rb")
    zero.peek()
    kept = [
        open("/dev/null"), open("/dev/null", "rb"), open("/dev/zero", "rb", 0), Sub("/dev/null"),
        zero, text, io.StringIO("x" * 50000), io.BytesIO(bytes(50000)),
        thread, thread._os_thread_handle, lock, rlock, threading.Condition(), threading.Event(),
        simple, pattern, pattern.search("a word499"), scanner, poll, entries, Abc,
        compile("x = 1\\n" * 100, "f", "exec"), memoryview(bytearray(100)), {{1: 2}}, 10 ** 1000, "ab" * 1000,
        (i for i in range(10)), threading.local(), bytearray(1000), range(10 ** 30), type("T", (), {{}})(),
    ]
    module = load("bad_owner")
    for item in kept:
        module.keep(item)
    kept.append(kept)
    module.keep(kept)
"""


def cycle(count):
    for _ in range(count):
        interp = interpreters.create()
        interp.exec(LEAK)
        interp.close()


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def descriptors():
    return len(os.listdir("/proc/self/fd"))


cycle(50)
gc.collect()
memory, open_files = resident(), descriptors()
cycle(150)
gc.collect()
print(descriptors() - open_files)  # expect: 0
grown = resident() - memory
print(grown < 4 << 20 or grown)  # expect: True
