# Builtin names can be shadowed and come back.
list_ = list("ab")
list = "shadowed"
print(list)  # expect: shadowed
del list
print(list("cd"))  # expect: ['c', 'd']
def f(len):
    return len
print(f(5), len("abc"))  # expect: 5 3
def g():
    print = lambda *a: a
    return print(1, 2)
print(g())  # expect: (1, 2)
import builtins
builtins.added = "from builtins"
print(added)  # expect: from builtins
del builtins.added
try:
    added
except NameError as error:
    print(error)  # expect: name 'added' is not defined
old = builtins.abs
builtins.abs = lambda x: "replaced"
print(abs(-1))  # expect: replaced
builtins.abs = old
print(abs(-1))  # expect: 1
class C:
    def str(self): return "method"
    def use(self): return str(5)
print(C().str(), C().use())  # expect: method 5
print(builtins.len is len, __builtins__ is builtins, __name__)  # expect: True True __main__
True_ = True
for id in range(2): pass
print(id)  # expect: 1
del id
print(callable(id))  # expect: True
