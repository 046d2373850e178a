# Lines, joins, comments, semicolons, one-line bodies, indentation.
x = 1; y = 2; print(x, y)  # expect: 1 2
if x: print("one line"); print("same body")
      # expect: one line
      # expect: same body
for i in range(2): print(i); pass
# expect: 0
# expect: 1
while x: x -= 1
class A: a = 1; b = 2
def f(): return 1; print("never")
print(A.a, A.b, f())  # expect: 1 2 1
total = 1 + \
    2 + \
    3
print(total)  # expect: 6
values = [
    1,  # a comment inside
    2,

    3,
]  # after
print(values, (
    "joined "
    "strings"
))  # expect: [1, 2, 3] joined strings
if True:
        print("deep indent")  # expect: deep indent
        if True:
         print("one space more")  # expect: one space more
if True:
	print("tab indent")  # expect: tab indent
def g(
    a,
    b=2,
    *,
    c=3,
):
    # only a comment
    """docstring"""
    return (a +
            b +
            c)
print(g(1), g.__doc__)  # expect: 6 docstring

# a comment at column 0 inside a block
def h():
# does not end it
    return "h"
print(h())  # expect: h
if (x == 0 and
        y == 2):
    print("condition over lines")  # expect: condition over lines
d = {"a":
     1,
     "b"
     : 2}
print(d); print("end of file follows without a newline in the body")
# expect: {'a': 1, 'b': 2}
# expect: end of file follows without a newline in the body
try: 1 / 0
except ZeroDivisionError: print("except on one line")  # expect: except on one line
finally: print("finally on one line")  # expect: finally on one line
with open(__file__) as file: print(file.closed)  # expect: False
@staticmethod

def after_blank(): pass
print(type(after_blank).__name__)  # expect: staticmethod
lambda: (yield)
...
"a bare string"
print(__name__)  # expect: __main__
pass
