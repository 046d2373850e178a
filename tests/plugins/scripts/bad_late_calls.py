# ladon-only: CPython runs pending calls of any interpreter in main, and has one image of the plugin
# plugin: bad_late_quiet
# Code of an interpreter's own image that runs when the interpreter has ended, or has been told to.
import os
import sys
from concurrent import interpreters

SOURCE = f"""
import sys
sys.argv = {sys.argv!r}
sys.path.insert(0, {sys.path[0]!r})
from load import load
m = load("bad_late")
"""


def heard(how):
    r, w = os.pipe()
    sub = interpreters.create()
    sub.prepare_main(w=w)
    sub.exec(SOURCE + how)
    sub.close()
    for _ in range(1000):  # Main comes to what waits for it.
        pass
    os.close(w)
    with open(r) as pipe:
        return pipe.read()


# A destructor runs while its interpreter ends.
print(repr(heard("kept = m.capsule(w)")))  # expect: 'a destructor\n'
print(repr(heard("m.kept = [m.capsule(w)]; m.kept.append(m.kept)")))  # expect: 'a destructor\n'
print(repr(heard("assert m.tell_pending(w) == 0")))  # expect: 'a pending call\n'

# A view of memory that the plugin holds: it is used, and given back, when the exporter's interpreter has ended.
sub = interpreters.create()
sub.exec(SOURCE)
queue = interpreters.create_queue()
sub.prepare_main(queue=queue)
sub.exec("queue.put(memoryview(m.Exporter()))")
view = queue.get()
print(bytes(view[:6]), view.nbytes)  # expect: b'memory' 64
sub.close()
print(bytes(view[1:6]))  # expect: b'emory'
view.release()
sub = view = None

# A function for the end of the process, whose interpreter and image have long gone.
sub = interpreters.create()
sub.exec(SOURCE + "m.tell_at_exit(1)")
sub.close()
print("the end", flush=True)  # expect: the end
# expect: at exit
