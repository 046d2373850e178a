# ladon-only: CPython 3.13 lacks concurrent.interpreters
import sys; sys.stdout.reconfigure(line_buffering=True)
from concurrent import interpreters

interp = interpreters.create()
interp.exec("x = 1")
interp.exec(b"x += 41; print(x)")  # expect: 42
print("x" in globals())  # expect: False


def script():
    global x
    x += 1
    print(x, __name__)


interp.exec(script)  # expect: 43 __main__
interp.exec("import sys; sys.modules['mine'] = 1; sys.path.append('nowhere')")
import sys
print("mine" in sys.modules, "nowhere" in sys.path)  # expect: False False
interp.prepare_main(y=[1, {"a": (2, 3)}], z="text")
interp.exec("print(y, z)")  # expect: [1, {'a': (2, 3)}] text
interp.prepare_main({"q": None}, r=1.5)
interp.exec("print(q, r)")  # expect: None 1.5
interp.close()
