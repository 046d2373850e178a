def f(a, b):
    return f"{a}{b!r:>{a}} {a + 1=}", f"{a}", "x" "y", t"{a}!"
