# Docstrings of modules, functions, classes and what is not one.
"not a docstring: a comment came first, but it still is the first statement"
print(__doc__)  # expect: not a docstring: a comment came first, but it still is the first statement
def f():
    "one"
    "two"
def g():
    x = 1
    "not a docstring"
def h():
    f"not one either"
def b():
    b"bytes are not"
def joined():
    "joined " "strings"
def raw():
    r"raw \n"
class C:
    "class doc"
    def m(self): "method doc"
    @property
    def p(self): "property doc"
class D(C):
    def m(self): pass
print(f.__doc__, g.__doc__, h.__doc__, b.__doc__, joined.__doc__, raw.__doc__)
# expect: one None None None joined strings raw \n
print(C.__doc__, C.m.__doc__, C.p.__doc__, D.__doc__, D.m.__doc__, C().__doc__)
# expect: class doc method doc property doc None None class doc
f.__doc__ = "changed"
C.__doc__ = "changed too"
print(f.__doc__, C.__doc__, (lambda: "x").__doc__)  # expect: changed changed too None
def multi():
    """First line.

    Second paragraph.
    """
print(multi.__doc__.split("\n")[0], len(multi.__doc__.strip().split("\n")))  # expect: First line. 3
