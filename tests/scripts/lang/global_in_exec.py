# A name that a nested function declares global is global in the code given to exec, too.
names, variables = {}, {}
exec("""
x = 7
y = 8
def f():
    x = 1
    def g():
        global x
        return lambda: x
    return g()()
""", names, variables)
print(sorted(k for k in names if k != "__builtins__"), sorted(variables), variables["f"]())
# expect: ['x'] ['f', 'y'] 7
