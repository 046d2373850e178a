# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters
import sys
import string
import builtins

string.marker = 1
builtins.marker = 2
sys.marker = 3
interp = interpreters.create()
interp.exec("""
import sys, string, builtins
print(hasattr(string, 'marker'), hasattr(builtins, 'marker'), hasattr(sys, 'marker'))
sys.setrecursionlimit(500)
string.other = builtins.other = 1
try:
    int.x = 1
except TypeError:
    print('int stays')
""")
# expect: False False False
# expect: int stays
print(sys.getrecursionlimit() == 500, hasattr(string, "other"), hasattr(builtins, "other"))
# expect: False False False
interp.exec("class C: pass\nobjects = [C() for _ in range(1000)]")
interp.close()
