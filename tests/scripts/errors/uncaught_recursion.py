# since: 3.13
# Repeated frames are folded.
import sys
sys.setrecursionlimit(60)

def down(n):
    return down(n + 1)

try:
    down(0)
except RecursionError:
    print("caught")  # expect: caught

def limited(n):
    if n == 0:
        raise ValueError("bottom")
    limited(n - 1)

limited(10)
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_recursion.py", line 19, in <module>
# expect stderr:     limited(10)
# expect stderr:     ~~~~~~~^^^^
# expect stderr:   File "uncaught_recursion.py", line 17, in limited
# expect stderr:     limited(n - 1)
# expect stderr:     ~~~~~~~^^^^^^^
# expect stderr:   File "uncaught_recursion.py", line 17, in limited
# expect stderr:     limited(n - 1)
# expect stderr:     ~~~~~~~^^^^^^^
# expect stderr:   File "uncaught_recursion.py", line 17, in limited
# expect stderr:     limited(n - 1)
# expect stderr:     ~~~~~~~^^^^^^^
# expect stderr:   [Previous line repeated 7 more times]
# expect stderr:   File "uncaught_recursion.py", line 16, in limited
# expect stderr:     raise ValueError("bottom")
# expect stderr: ValueError: bottom
