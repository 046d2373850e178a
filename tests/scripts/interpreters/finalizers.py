# ladon-only: CPython 3.13 lacks concurrent.interpreters
import sys; sys.stdout.reconfigure(line_buffering=True)
from concurrent import interpreters

interp = interpreters.create()
interp.exec("""
import atexit
class Loud:
    def __del__(self):
        print('finalized')
keep = Loud()
atexit.register(print, 'atexit')
""")
print("closing")
interp.close()
print("closed")
# expect: closing
# expect: atexit
# expect: finalized
# expect: closed
other = interpreters.create()
other.exec("import atexit; atexit.register(print, 'left at exit')")
print("end")
# expect: end
# expect: left at exit
