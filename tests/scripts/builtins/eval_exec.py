# eval, exec, compile, globals, locals.
print(eval("1 + 2"), eval("[x for x in range(3)]"), eval("  5"), eval("x", {"x": 7}), eval("x + y", {"x": 1}, {"y": 2}), eval(b"2 * 3"), eval("lambda a: a + 1")(5))
# expect: 3 [0, 1, 2] 5 7 3 6 6
exec("v = 10\nw = v * 2")
print(v, w, exec("pass"))  # expect: 10 20 None
ns = {}
exec("def f(a):\n    return a * k\nk = 3", ns)
print(ns["f"](5), "__builtins__" in ns, sorted(k for k in ns if k != "__builtins__"))  # expect: 15 True ['f', 'k']
local = {}
exec("a = 1\nb = g", {"g": 5}, local)
print(local)  # expect: {'a': 1, 'b': 5}
code = compile("x * 2", "<test>", "eval")
print(eval(code, {"x": 21}), code.co_filename, code.co_name, type(code).__name__)  # expect: 42 <test> <module> code
exec(compile("y = 5\nz = y", "<test>", "exec"))
print(y, z)  # expect: 5 5
exec(compile("1 + 1\n'printed by single'", "<s>", "single") if False else compile("5 * 5", "<s>", "single"))
# expect: 25
exec(compile("None", "<s>", "single"))
def inside():
    q = 5
    r = eval("q + 1")
    exec("hidden = 1", globals(), {})
    return r, "q" in locals(), eval("locals()")["q"], sorted(eval("dir()"))
print(inside())  # expect: (6, True, 5, ['q', 'r'])
print(globals() is globals(), globals()["v"], "inside" in globals(), locals() is globals(), eval("globals() is g", {"g": None}) is False)
# expect: True 10 True True True
globals()["made"] = "by globals()"
print(made)  # expect: by globals()
class K:
    x = 5
    y = eval("x + 1")
    exec("z = y + 1")
print(K.y, K.z)  # expect: 6 7
g = {"__builtins__": {"only": 42}}
print(eval("only", g))  # expect: 42
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
attempt(lambda: eval("len([])", {"__builtins__": {}}))  # expect: NameError name 'len' is not defined
attempt(lambda: eval("nope"))  # expect: NameError name 'nope' is not defined
attempt(lambda: eval(5))  # expect: TypeError eval() arg 1 must be a string, bytes or code object
attempt(lambda: exec(None))  # expect: TypeError exec() arg 1 must be a string, bytes or code object
attempt(lambda: eval("1", 5))  # expect: TypeError globals must be a dict
attempt(lambda: eval("1", {}, 5))  # expect: TypeError locals must be a mapping
attempt(lambda: compile("1", "f", "bad mode"))  # expect: ValueError compile() mode must be 'exec', 'eval' or 'single'
attempt(lambda: compile("1", "f"))  # expect: TypeError compile() missing required argument 'mode' (pos 3)
attempt(lambda: exec("1 / 0"))  # expect: ZeroDivisionError division by zero
attempt(lambda: eval("a\0b"))  # expect: SyntaxError source code string cannot contain null bytes
for text in ("1 +", "x = 1", "", "(", "1 2", "def f(): pass", "return 1", "  \n"):
    try:
        eval(text)
    except SyntaxError as error:
        print(repr(text), type(error).__name__)
# expect: '1 +' SyntaxError
# expect: 'x = 1' SyntaxError
# expect: '' SyntaxError
# expect: '(' SyntaxError
# expect: '1 2' SyntaxError
# expect: 'def f(): pass' SyntaxError
# expect: 'return 1' SyntaxError
# expect: '  \n' SyntaxError
class Mapping:
    def __getitem__(self, k):
        if k == "print": raise KeyError(k)
        return f"looked up {k}"
print(eval("anything + other", {}, Mapping()))  # expect: looked up anythinglooked up other
