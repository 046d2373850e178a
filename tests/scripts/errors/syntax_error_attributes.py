# SyntaxError objects: message, position, text.
cases = ["x = = 1", "if True", "for in x: pass", "def f(:\n pass", "x = (1,", "return 5", "break", "continue", "1 = x", "f() = 1", "def f(a, a): pass",
         "a b", "'unterminated", "x = 5 +", "class", "import", "yield 1", "nonlocal x", "lambda x=1, y: 0", "f(a=1, 2)", "f(**a, *b)", "x = )", "await x",
         "del f()", "*a = 1", "with x as 1: pass", "None = 1", "True = 1", "__debug__ = 1", "0777", "1_", "0x", "1.e", "f(x for x in y, 1)", "not", "async def f(): yield from x",
         "def f():\n    global x\n    nonlocal x", "def f(x):\n    global x", "x = 1\n  y = 2", "if 1:\nx", "\tif 1:\n        x\n\ty", "from x import", "try:\n    pass", "a = 1 if 2",
         "print 'x'", "{1: 2, 3}", "{**a for a in b}", "[*a for a in b]", "def f(*): pass", "def f(**k, a): pass", "(a, b): int = 1", "x: int: str", "def f():\n x\n\ty", "f'{'", "f'{a b}'", "b'é'", "match x:\n    case y: pass\n    case z: pass"]
for source in cases:
    try:
        compile(source, "<case>", "exec")
        print(repr(source), "compiled")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.filename, error.lineno)
# expect: 'x = = 1' SyntaxError <case> 1
# expect: 'if True' SyntaxError <case> 1
# expect: 'for in x: pass' SyntaxError <case> 1
# expect: 'def f(:\n pass' SyntaxError <case> 1
# expect: 'x = (1,' SyntaxError <case> 1
# expect: 'return 5' SyntaxError <case> 1
# expect: 'break' SyntaxError <case> 1
# expect: 'continue' SyntaxError <case> 1
# expect: '1 = x' SyntaxError <case> 1
# expect: 'f() = 1' SyntaxError <case> 1
# expect: 'def f(a, a): pass' SyntaxError <case> 1
# expect: 'a b' SyntaxError <case> 1
# expect: "'unterminated" SyntaxError <case> 1
# expect: 'x = 5 +' SyntaxError <case> 1
# expect: 'class' SyntaxError <case> 1
# expect: 'import' SyntaxError <case> 1
# expect: 'yield 1' SyntaxError <case> 1
# expect: 'nonlocal x' SyntaxError <case> 1
# expect: 'lambda x=1, y: 0' SyntaxError <case> 1
# expect: 'f(a=1, 2)' SyntaxError <case> 1
# expect: 'f(**a, *b)' SyntaxError <case> 1
# expect: 'x = )' SyntaxError <case> 1
# expect: 'await x' SyntaxError <case> 1
# expect: 'del f()' SyntaxError <case> 1
# expect: '*a = 1' SyntaxError <case> 1
# expect: 'with x as 1: pass' SyntaxError <case> 1
# expect: 'None = 1' SyntaxError <case> 1
# expect: 'True = 1' SyntaxError <case> 1
# expect: '__debug__ = 1' SyntaxError <case> 1
# expect: '0777' SyntaxError <case> 1
# expect: '1_' SyntaxError <case> 1
# expect: '0x' SyntaxError <case> 1
# expect: '1.e' SyntaxError <case> 1
# expect: 'f(x for x in y, 1)' SyntaxError <case> 1
# expect: 'not' SyntaxError <case> 1
# expect: 'async def f(): yield from x' SyntaxError <case> 1
# expect: 'def f():\n    global x\n    nonlocal x' SyntaxError <case> 2
# expect: 'def f(x):\n    global x' SyntaxError <case> 2
# expect: 'x = 1\n  y = 2' IndentationError <case> 2
# expect: 'if 1:\nx' IndentationError <case> 2
# expect: '\tif 1:\n        x\n\ty' IndentationError <case> 1
# expect: 'from x import' SyntaxError <case> 1
# expect: 'try:\n    pass' SyntaxError <case> 2
# expect: 'a = 1 if 2' SyntaxError <case> 1
# expect: "print 'x'" SyntaxError <case> 1
# expect: '{1: 2, 3}' SyntaxError <case> 1
# expect: '{**a for a in b}' SyntaxError <case> 1
# expect: '[*a for a in b]' SyntaxError <case> 1
# expect: 'def f(*): pass' SyntaxError <case> 1
# expect: 'def f(**k, a): pass' SyntaxError <case> 1
# expect: '(a, b): int = 1' SyntaxError <case> 1
# expect: 'x: int: str' SyntaxError <case> 1
# expect: 'def f():\n x\n\ty' TabError <case> 3
# expect: "f'{'" SyntaxError <case> 1
# expect: "f'{a b}'" SyntaxError <case> 1
# expect: "b'é'" SyntaxError <case> 1
# expect: 'match x:\n    case y: pass\n    case z: pass' SyntaxError <case> 2
