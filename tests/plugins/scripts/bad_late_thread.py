# ladon-only: CPython crashes when a thread comes back with what an ended interpreter left
# plugin: bad_late
# A C thread of an interpreter that has ended, under every way of keeping interpreters apart.
import os
import select
import sys
import _interpreters
import ladon

SOURCE = f"""
import sys
sys.argv = {sys.argv!r}
sys.path.insert(0, {sys.path[0]!r})
from load import load
load("bad_late").start(wait, out, kind, [1, 2, 3])
"""


def try_it(kind):
    waiting, go = os.pipe()
    heard, out = os.pipe()
    sub = _interpreters.create()
    failed = _interpreters.run_string(sub, SOURCE, {"wait": waiting, "out": out, "kind": kind})
    print(kind, failed and failed.formatted)
    _interpreters.destroy(sub)
    os.write(go, b"!")
    text = b""
    while not text.endswith(b"\n") and select.select([heard], [], [], 1.0)[0]:
        text += os.read(heard, 200)
    print("  " + text.decode().rstrip())


try_it("ensure")
# expect: ensure None
# expect:   back; in interpreter 0, worked
try_it("object")
# expect: object None
# expect:   back; in interpreter 0, failed
# A thread whose interpreter is gone waits for ever, as in CPython.
try_it("state")
# expect: state None
# expect:   back;
for report in ladon.reports():
    print(report["owner"], report["interpreter"], report["function"], os.path.basename(report["plugin"]))
# expect: None 0 PyList_Append bad_late.so
