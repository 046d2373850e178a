# ladon-only: CPython 3.13 lacks concurrent.interpreters
import sys; sys.stdout.reconfigure(line_buffering=True)
from concurrent import interpreters

interp = interpreters.create()
try:
    interp.exec("def f():\n    raise ValueError('spam')\nf()")
except interpreters.ExecutionFailed as error:
    info = error.excinfo
    print(info.type.__name__, info.type.__qualname__, info.type.__module__)  # expect: ValueError ValueError builtins
    print(info.msg, "|", info.formatted)  # expect: spam | ValueError: spam
    lines = info.errdisplay.splitlines()
    print(lines[0])  # expect: Traceback (most recent call last):
    print(lines[-1])  # expect: ValueError: spam
    print(str(error).splitlines()[0])  # expect: ValueError: spam
    print("Uncaught in the interpreter:" in str(error))  # expect: True
interp.exec("print('still usable')")  # expect: still usable
try:
    interp.exec("raise SystemExit(3)")
except interpreters.ExecutionFailed as error:
    print(error.excinfo.formatted)  # expect: SystemExit: 3
try:
    interp.call(int, "x")
except interpreters.ExecutionFailed as error:
    print(error.excinfo.msg)  # expect: invalid literal for int() with base 10: 'x'
interp.close()
