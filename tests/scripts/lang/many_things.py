# Large numbers of names, constants, arguments and elements.
source = "\n".join(f"v{i} = {i}" for i in range(1000))
names = {}
exec(source, names)
print(names["v0"], names["v999"], sum(v for k, v in names.items() if k[0] == "v"))  # expect: 0 999 499500
source = "def f():\n" + "\n".join(f"    a{i} = {i}" for i in range(600)) + "\n    return a0 + a599"
exec(source)
print(f())  # expect: 599
source = "def g(" + ", ".join(f"p{i}" for i in range(400)) + "): return p0, p399, p200"
exec(source)
print(g(*range(400)))  # expect: (0, 399, 200)
print(eval("g(" + ", ".join(str(i) for i in range(400)) + ")"))  # expect: (0, 399, 200)
print(eval("g(" + ", ".join(f"p{i}={i}" for i in range(400)) + ")"))  # expect: (0, 399, 200)
print(sum(eval("[" + ",".join(str(i) for i in range(5000)) + "]")))  # expect: 12497500
print(len(eval("{" + ",".join(f"'k{i}': {i}" for i in range(3000)) + "}")))  # expect: 3000
print(eval("+".join(["1"] * 1000)), len(eval("+".join(["'x'"] * 500))))  # expect: 1000 500
print(eval(" and ".join(["1"] * 500)), eval(" < ".join(str(i) for i in range(300))))  # expect: 1 True
source = "def h(x):\n" + "".join(f"    {'el' if i else ''}if x == {i}: return {i * 2}\n" for i in range(500))
exec(source)
print(h(0), h(499), h(500))  # expect: 0 998 None
source = "def loop():\n    t = 0\n    for i in range(3):\n" + "        t += i\n" * 2000 + "    return t"
exec(source)
print(loop())  # expect: 6000
print(eval("(" * 50 + "1" + ")" * 50), eval("[" * 40 + "]" * 40) is not None)  # expect: 1 True
source = "def deep():\n" + "".join("    " * (i + 1) + f"if {i} >= 0:\n" for i in range(18)) + "    " * 19 + "return 'deep'"
exec(source)
print(deep())  # expect: deep
source = "class Big:\n" + "\n".join(f"    def m{i}(self): return {i}" for i in range(500))
exec(source)
print(Big().m0() + Big().m499())  # expect: 499
obj = Big()
for i in range(1000):
    setattr(obj, f"attr{i}", i)
print(obj.attr0, obj.attr999, len(vars(obj)))  # expect: 0 999 1000
t = "a" * 100000
print(len(eval(repr(t))), len(eval("f'" + "{1}" * 300 + "'")))  # expect: 100000 300
