"""For the scripts of the folders here: code in other interpreters."""

import os
import sys
import _interpreters


def run_in(interpreter, code, then=lambda interpreter: None):
    """Runs code in another interpreter, calls `then` with it, and prints what it printed."""
    r, w = os.pipe()
    before = f"import sys; sys.argv = {sys.argv!r}; sys.path.insert(0, {sys.path[0]!r})\n"
    before += f"sys.stdout = open({w}, 'w', closefd=False)\n"
    failed = _interpreters.run_string(interpreter, before + code + "\nsys.stdout.flush()\n")
    then(interpreter)
    os.close(w)
    with open(r) as printed:
        for line in printed:
            print(" ", line, end="")
    if failed:
        print(failed.formatted)
