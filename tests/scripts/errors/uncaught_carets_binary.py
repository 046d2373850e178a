# since: 3.13
# Carets: ~ under the operands and ^ under the operator.
def add(left, right):
    total = (left
             + right)
    return total

def apply(f, *args):
    return [f(*args) for _ in range(1)][0]

apply(add, 1, "text")
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_carets_binary.py", line 11, in <module>
# expect stderr:     apply(add, 1, "text")
# expect stderr:     ~~~~~^^^^^^^^^^^^^^^^
# expect stderr:   File "uncaught_carets_binary.py", line 9, in apply
# expect stderr:     return [f(*args) for _ in range(1)][0]
# expect stderr:             ~^^^^^^^
# expect stderr:   File "uncaught_carets_binary.py", line 4, in add
# expect stderr:     total = (left
# expect stderr:              ~~~~
# expect stderr:              + right)
# expect stderr:              ^~~~~~~
# expect stderr: TypeError: unsupported operand type(s) for +: 'int' and 'str'
