# sys.setrecursionlimit.
import sys
print(sys.getrecursionlimit())  # expect: 1000
sys.setrecursionlimit(200)
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(100 < depth(0) < 200)  # expect: True
sys.setrecursionlimit(5000)
def down(n): return 0 if n == 0 else 1 + down(n - 1)
print(down(4000))  # expect: 4000
for bad in (0, -5, "x", 1.5):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
# expect: ValueError recursion limit must be greater or equal than 1
# expect: ValueError recursion limit must be greater or equal than 1
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
print(sys.getrecursionlimit())  # expect: 5000
