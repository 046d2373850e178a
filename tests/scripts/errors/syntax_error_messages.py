# The words of common syntax errors.
cases = ["return 5", "break", "continue", "x = (1", "x = )", "x = [1)", "1 = x", "f() = 1", "None = 1", "if x = 1: pass", "if True\n    pass", "x = 'abc", "x = 1 +", "a b c",
         "def f(a, a): pass", "f(a=1, 2)", "f(a=1, a=2)", "class C:\n    return 1", "def f():\n    x = 1\n    global x", "def f(x):\n    global x", "nonlocal x",
         "def f():\n    nonlocal nothing", "yield 1", "await x", "def f():\n    await x", "for x in y:\ndef g(): pass", "  x = 1", "x = 1\n    y = 2", "if 1:\n    x\n  y", "else: pass", "0777",
         "del f()", "*x = 1", "x = *y", "print 'hello'", "from . import *\ndef f():\n    from x import *", "lambda: (yield) = 1", "x += 1 += 2",
         "{1: 2, **3 for x in y}", "x = 0b12", "x = 1__0", "def f(None): pass", "with open(x) as 1: pass", "'a' = 1", "a, 1 = 2", "(x for x in y) = 1", "x if y else z = 1", "[x, 2] = 1", "True.x = 1\nTrue = 1"]
for source in cases:
    try:
        compile(source, "<case>", "exec")
        print(repr(source), "compiled")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg, error.lineno, error.offset)
# expect: 'return 5' SyntaxError 'return' outside function 1 1
# expect: 'break' SyntaxError 'break' outside loop 1 1
# expect: 'continue' SyntaxError 'continue' not properly in loop 1 1
# expect: 'x = (1' SyntaxError '(' was never closed 1 5
# expect: 'x = )' SyntaxError unmatched ')' 1 5
# expect: 'x = [1)' SyntaxError closing parenthesis ')' does not match opening parenthesis '[' 1 7
# expect: '1 = x' SyntaxError cannot assign to literal here. Maybe you meant '==' instead of '='? 1 1
# expect: 'f() = 1' SyntaxError cannot assign to function call here. Maybe you meant '==' instead of '='? 1 1
# expect: 'None = 1' SyntaxError cannot assign to None 1 1
# expect: 'if x = 1: pass' SyntaxError invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 4
# expect: 'if True\n    pass' SyntaxError expected ':' 1 8
# expect: "x = 'abc" SyntaxError unterminated string literal (detected at line 1) 1 5
# expect: 'x = 1 +' SyntaxError invalid syntax 1 8
# expect: 'a b c' SyntaxError invalid syntax 1 3
# expect: 'def f(a, a): pass' SyntaxError duplicate argument 'a' in function definition 1 10
# expect: 'f(a=1, 2)' SyntaxError positional argument follows keyword argument 1 9
# expect: 'f(a=1, a=2)' SyntaxError keyword argument repeated: a 1 8
# expect: 'class C:\n    return 1' SyntaxError 'return' outside function 2 5
# expect: 'def f():\n    x = 1\n    global x' SyntaxError name 'x' is assigned to before global declaration 3 5
# expect: 'def f(x):\n    global x' SyntaxError name 'x' is parameter and global 2 5
# expect: 'nonlocal x' SyntaxError nonlocal declaration not allowed at module level 1 1
# expect: 'def f():\n    nonlocal nothing' SyntaxError no binding for nonlocal 'nothing' found 2 5
# expect: 'yield 1' SyntaxError 'yield' outside function 1 1
# expect: 'await x' SyntaxError 'await' outside function 1 1
# expect: 'def f():\n    await x' SyntaxError 'await' outside async function 2 5
# expect: 'for x in y:\ndef g(): pass' IndentationError expected an indented block after 'for' statement on line 1 2 1
# expect: '  x = 1' IndentationError unexpected indent 1 2
# expect: 'x = 1\n    y = 2' IndentationError unexpected indent 2 4
# expect: 'if 1:\n    x\n  y' IndentationError unindent does not match any outer indentation level 3 4
# expect: 'else: pass' SyntaxError invalid syntax 1 1
# expect: '0777' SyntaxError leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers 1 1
# expect: 'del f()' SyntaxError cannot delete function call 1 5
# expect: '*x = 1' SyntaxError starred assignment target must be in a list or tuple 1 1
# expect: 'x = *y' SyntaxError can't use starred expression here 1 5
# expect: "print 'hello'" SyntaxError Missing parentheses in call to 'print'. Did you mean print(...)? 1 1
# expect: 'from . import *\ndef f():\n    from x import *' SyntaxError import * only allowed at module level 3 19
# expect: 'lambda: (yield) = 1' SyntaxError cannot assign to lambda 1 1
# expect: 'x += 1 += 2' SyntaxError invalid syntax 1 8
# expect: '{1: 2, **3 for x in y}' SyntaxError invalid syntax 1 12
# expect: 'x = 0b12' SyntaxError invalid digit '2' in binary literal 1 8
# expect: 'x = 1__0' SyntaxError invalid decimal literal 1 6
# expect: 'def f(None): pass' SyntaxError invalid syntax 1 7
# expect: 'with open(x) as 1: pass' SyntaxError cannot assign to literal 1 17
# expect: "'a' = 1" SyntaxError cannot assign to literal here. Maybe you meant '==' instead of '='? 1 1
# expect: 'a, 1 = 2' SyntaxError cannot assign to literal here. Maybe you meant '==' instead of '='? 1 4
# expect: '(x for x in y) = 1' SyntaxError cannot assign to generator expression 1 1
# expect: 'x if y else z = 1' SyntaxError cannot assign to conditional expression 1 1
# expect: '[x, 2] = 1' SyntaxError cannot assign to literal 1 5
# expect: 'True.x = 1\nTrue = 1' SyntaxError cannot assign to True 2 1
