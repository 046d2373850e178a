# since: 3.13
# The whole traceback of an uncaught exception.
def outer(x):
    return middle(x, 1)

def middle(x, y):
    return inner(x) + y

def inner(x):
    values = [1, 2, 3]
    return values[x] / 0

print("start")  # expect: start
outer(1)
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_traceback.py", line 14, in <module>
# expect stderr:     outer(1)
# expect stderr:     ~~~~~^^^
# expect stderr:   File "uncaught_traceback.py", line 4, in outer
# expect stderr:     return middle(x, 1)
# expect stderr:   File "uncaught_traceback.py", line 7, in middle
# expect stderr:     return inner(x) + y
# expect stderr:            ~~~~~^^^
# expect stderr:   File "uncaught_traceback.py", line 11, in inner
# expect stderr:     return values[x] / 0
# expect stderr:            ~~~~~~~~~~^~~
# expect stderr: ZeroDivisionError: division by zero
