# since: 3.13
# Syntax errors: words, and where they begin and end.
cases = [
    'a, f() = 1', 'x = 1 = 2', 'f() = g() = 3', 'a.b, 1 = 2', '(a, 1) = 2', 'x = f() = 1', '(f()) = 1', '-x = 1',
    'x + 1 = 2', 'x < 1 = 2', 'not x = 1', "'a' 'b' = 1", "f'{x}' = 1", 'x() += 1', '1 += 2', '{} = 1', '{1} = 2',
    '... = 1', 'await x = 1', 'del 1', 'if x == y = 1: pass', 'print(a.b = 1)', '(x = 1)', '[x = 1]', '{x = 1}',
    'if [1] = 2: pass', 'return x = 1', '(a b)', '(a b c)', 'f(a b)', '(a if b c)', 'f(a=1, *b, 2)', 'f(a=1, 2, 3)',
    'x = 1__0', '1_', '0x_', '0xg', '0b2', '0o8', 'def f(*): pass', 'def f(a=1, b): pass', 'def f(a, a): pass',
    'def f(**k, a): pass', 'def f(**k, *a): pass', 'def f(**k=1): pass', 'def f(a=): pass', 'def f(a, /, /): pass',
    'def f(*a, /): pass', 'def f(*, a, *b): pass', 'def f:', 'def f', 'import', 'from a import', 'import a from b',
    'for x in y\n    pass', 'while x', 'try:\n  pass\nx', 'x if y', "f'{}'", "f'{x!z}'", 'nonlocal x', 'return 1',
    'yield 1', 'break', 'continue', 'async for x in y: pass', 'await x', 'del f()', 'print x', "exec 'x'",
    '(x := 1) = 2', '[x]: int', 'f(): int', '*x', '*x = 1', 'x = *y', '*x, *y = z', 'print(*)', 'f(*)',
    'match x:\n case a: pass\n case b: pass', 'True = 1', 'None = 1', 'for None in x: pass', '[x, y for x in z]',
    '[*a for a in b]', '(*a for a in b)', '{a: }', 'yield = 1', 'a, b += 1', '(a, b) += 1', '[a] += 1',
    'x = 3 + not 4', "'\\x'", "'\\u12'", "b'\\x'", "b'é'", 'return', 'def f(x): global x',
    'def f():\n  def g():\n    nonlocal y', 'class C:\n nonlocal x', '[(yield) for x in y]', 'lambda: (yield) = 1',
    'async def f():\n  yield 1\n  return 2', 'def f():\n  from x import *', 'x = 1\nfrom __future__ import division',
    '[y := 1 for y in z]', 'class C:\n [x := 1 for y in z]', 'if x:\npass', 'def f():\npass', 'class A:\npass',
    'for x in y:\npass\n', 'try:\npass', 'with x:\npass', 'if x:\n  pass\nelse:\npass',
]
for source in cases:
    try:
        compile(source, "<case>", "exec")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
# expect: 'a, f() = 1' cannot assign to function call here. Maybe you meant '==' instead of '='? 1 4 1 7
# expect: 'x = 1 = 2' cannot assign to literal 1 5 1 6
# expect: 'f() = g() = 3' cannot assign to function call 1 1 1 4
# expect: 'a.b, 1 = 2' cannot assign to literal here. Maybe you meant '==' instead of '='? 1 6 1 7
# expect: '(a, 1) = 2' cannot assign to literal 1 5 1 6
# expect: 'x = f() = 1' cannot assign to function call 1 5 1 8
# expect: '(f()) = 1' cannot assign to function call here. Maybe you meant '==' instead of '='? 1 2 1 5
# expect: '-x = 1' cannot assign to expression here. Maybe you meant '==' instead of '='? 1 1 1 3
# expect: 'x + 1 = 2' cannot assign to expression here. Maybe you meant '==' instead of '='? 1 1 1 6
# expect: 'x < 1 = 2' cannot assign to comparison 1 1 1 6
# expect: 'not x = 1' cannot assign to expression 1 1 1 6
# expect: "'a' 'b' = 1" cannot assign to literal here. Maybe you meant '==' instead of '='? 1 1 1 8
# expect: "f'{x}' = 1" cannot assign to f-string expression here. Maybe you meant '==' instead of '='? 1 1 1 7
# expect: 'x() += 1' 'function call' is an illegal expression for augmented assignment 1 1 1 4
# expect: '1 += 2' 'literal' is an illegal expression for augmented assignment 1 1 1 2
# expect: '{} = 1' cannot assign to dict literal here. Maybe you meant '==' instead of '='? 1 1 1 3
# expect: '{1} = 2' cannot assign to set display here. Maybe you meant '==' instead of '='? 1 1 1 4
# expect: '... = 1' cannot assign to ellipsis here. Maybe you meant '==' instead of '='? 1 1 1 4
# expect: 'await x = 1' cannot assign to await expression here. Maybe you meant '==' instead of '='? 1 1 1 8
# expect: 'del 1' cannot delete literal 1 5 1 6
# expect: 'if x == y = 1: pass' invalid syntax 1 11 1 12
# expect: 'print(a.b = 1)' expression cannot contain assignment, perhaps you meant "=="? 1 7 1 12
# expect: '(x = 1)' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 2 1 7
# expect: '[x = 1]' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 2 1 7
# expect: '{x = 1}' invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 2 1 7
# expect: 'if [1] = 2: pass' invalid syntax 1 8 1 9
# expect: 'return x = 1' invalid syntax 1 10 1 11
# expect: '(a b)' invalid syntax. Perhaps you forgot a comma? 1 2 1 5
# expect: '(a b c)' invalid syntax. Perhaps you forgot a comma? 1 2 1 5
# expect: 'f(a b)' invalid syntax. Perhaps you forgot a comma? 1 3 1 6
# expect: '(a if b c)' expected 'else' after 'if' expression 1 2 1 8
# expect: 'f(a=1, *b, 2)' positional argument follows keyword argument 1 13 1 14
# expect: 'f(a=1, 2, 3)' positional argument follows keyword argument 1 12 1 13
# expect: 'x = 1__0' invalid decimal literal 1 6 1 6
# expect: '1_' invalid decimal literal 1 2 1 2
# expect: '0x_' invalid hexadecimal literal 1 3 1 3
# expect: '0xg' invalid hexadecimal literal 1 2 1 2
# expect: '0b2' invalid digit '2' in binary literal 1 3 1 3
# expect: '0o8' invalid digit '8' in octal literal 1 3 1 3
# expect: 'def f(*): pass' named arguments must follow bare * 1 7 1 8
# expect: 'def f(a=1, b): pass' parameter without a default follows parameter with a default 1 12 1 13
# expect: 'def f(a, a): pass' duplicate argument 'a' in function definition 1 10 1 11
# expect: 'def f(**k, a): pass' arguments cannot follow var-keyword argument 1 12 1 13
# expect: 'def f(**k, *a): pass' arguments cannot follow var-keyword argument 1 12 1 13
# expect: 'def f(**k=1): pass' var-keyword argument cannot have default value 1 10 1 11
# expect: 'def f(a=): pass' expected default value expression 1 8 1 9
# expect: 'def f(a, /, /): pass' / may appear only once 1 13 1 14
# expect: 'def f(*a, /): pass' / must be ahead of * 1 11 1 12
# expect: 'def f(*, a, *b): pass' * argument may appear only once 1 13 1 14
# expect: 'def f:' expected '(' 1 6 1 7
# expect: 'def f' expected '(' 1 6 1 7
# expect: 'import' Expected one or more names after 'import' 1 7 1 7
# expect: 'from a import' Expected one or more names after 'import' 1 14 1 14
# expect: 'import a from b' Did you mean to use 'from ... import ...' instead? 1 1 1 16
# expect: 'for x in y\n    pass' expected ':' 1 11 1 12
# expect: 'while x' expected ':' 1 8 1 9
# expect: 'try:\n  pass\nx' expected 'except' or 'finally' block 3 1 3 2
# expect: 'x if y' expected 'else' after 'if' expression 1 1 1 7
# expect: "f'{}'" f-string: valid expression required before '}' 1 4 1 5
# expect: "f'{x!z}'" f-string: invalid conversion character 'z': expected 's', 'r', or 'a' 1 6 1 7
# expect: 'nonlocal x' nonlocal declaration not allowed at module level 1 1 1 11
# expect: 'return 1' 'return' outside function 1 1 1 9
# expect: 'yield 1' 'yield' outside function 1 1 1 8
# expect: 'break' 'break' outside loop 1 1 1 6
# expect: 'continue' 'continue' not properly in loop 1 1 1 9
# expect: 'async for x in y: pass' 'async for' outside async function 1 1 1 23
# expect: 'await x' 'await' outside function 1 1 1 8
# expect: 'del f()' cannot delete function call 1 5 1 8
# expect: 'print x' Missing parentheses in call to 'print'. Did you mean print(...)? 1 1 1 8
# expect: "exec 'x'" Missing parentheses in call to 'exec'. Did you mean exec(...)? 1 1 1 9
# expect: '(x := 1) = 2' cannot assign to named expression here. Maybe you meant '==' instead of '='? 1 2 1 8
# expect: '[x]: int' only single target (not list) can be annotated 1 1 1 4
# expect: 'f(): int' illegal target for annotation 1 1 1 4
# expect: '*x' can't use starred expression here 1 1 1 3
# expect: '*x = 1' starred assignment target must be in a list or tuple 1 1 1 3
# expect: 'x = *y' can't use starred expression here 1 5 1 7
# expect: '*x, *y = z' multiple starred expressions in assignment 1 1 1 7
# expect: 'print(*)' Invalid star expression 1 8 1 9
# expect: 'f(*)' Invalid star expression 1 4 1 5
# expect: 'match x:\n case a: pass\n case b: pass' name capture 'a' makes remaining patterns unreachable 2 7 2 8
# expect: 'True = 1' cannot assign to True 1 1 1 5
# expect: 'None = 1' cannot assign to None 1 1 1 5
# expect: 'for None in x: pass' cannot assign to None 1 5 1 9
# expect: '[x, y for x in z]' did you forget parentheses around the comprehension target? 1 2 1 6
# expect: '[*a for a in b]' iterable unpacking cannot be used in comprehension 1 2 1 4
# expect: '(*a for a in b)' iterable unpacking cannot be used in comprehension 1 2 1 4
# expect: '{a: }' expression expected after dictionary key and ':' 1 3 1 4
# expect: 'yield = 1' assignment to yield expression not possible 1 1 1 6
# expect: 'a, b += 1' 'tuple' is an illegal expression for augmented assignment 1 1 1 5
# expect: '(a, b) += 1' 'tuple' is an illegal expression for augmented assignment 1 1 1 7
# expect: '[a] += 1' 'list' is an illegal expression for augmented assignment 1 1 1 4
# expect: 'x = 3 + not 4' 'not' after an operator must be parenthesized 1 9 1 14
# expect: "'\\x'" (unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \xXX escape 1 1 1 5
# expect: "'\\u12'" (unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape 1 1 1 7
# expect: "b'\\x'" (value error) invalid \x escape at position 0 1 1 1 6
# expect: "b'é'" bytes can only contain ASCII literal characters 1 1 1 5
# expect: 'return' 'return' outside function 1 1 1 7
# expect: 'def f(x): global x' name 'x' is parameter and global 1 11 1 19
# expect: 'def f():\n  def g():\n    nonlocal y' no binding for nonlocal 'y' found 3 5 3 15
# expect: 'class C:\n nonlocal x' no binding for nonlocal 'x' found 2 2 2 12
# expect: '[(yield) for x in y]' 'yield' inside list comprehension 1 3 1 8
# expect: 'lambda: (yield) = 1' cannot assign to lambda 1 1 1 16
# expect: 'async def f():\n  yield 1\n  return 2' 'return' with value in async generator 3 3 3 11
# expect: 'def f():\n  from x import *' import * only allowed at module level 2 17 2 18
# expect: 'x = 1\nfrom __future__ import division' from __future__ imports must occur at the beginning of the file 2 1 2 32
# expect: '[y := 1 for y in z]' assignment expression cannot rebind comprehension iteration variable 'y' 1 2 1 3
# expect: 'class C:\n [x := 1 for y in z]' assignment expression within a comprehension cannot be used in a class body 2 3 2 4
# expect: 'if x:\npass' expected an indented block after 'if' statement on line 1 2 1 2 5
# expect: 'def f():\npass' expected an indented block after function definition on line 1 2 1 2 5
# expect: 'class A:\npass' expected an indented block after class definition on line 1 2 1 2 5
# expect: 'for x in y:\npass\n' expected an indented block after 'for' statement on line 1 2 1 2 5
# expect: 'try:\npass' expected an indented block after 'try' statement on line 1 2 1 2 5
# expect: 'with x:\npass' expected an indented block after 'with' statement on line 1 2 1 2 5
# expect: 'if x:\n  pass\nelse:\npass' expected an indented block after 'else' statement on line 3 4 1 4 5
