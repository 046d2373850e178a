# since: 3.13
# What the compiler warns of: where, and as an error if a filter says so.
import warnings
cases = ["x is 1", "x is not 'a'", "1 is x", "x is None", "x == 1 is y", "assert (x, 'message')", "assert ()", "1(x)", "'a'(1)", "[1](2)", "(1, 2)(3)", "{}(1)", "f'{x}'(1)", "None()", "1[2]", "None[0]", "{1}[0]", "(lambda: 1)[0]", "'a'['b']", "[1]['b']", "(1, 2)[1.5]", "'a'[0]", "[1][None]", "{}['a']", "x[1][2]", "(x for x in y)[1]", "r'\\d'", "'\\\\d'", "b'\\xff'", "f'\\n{x}'", "rf'\\d{x}'"]
for source in cases:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile("\n" + source, "<case>", "exec")
    print(source, *[(w.category.__name__, str(w.message), w.filename, w.lineno) for w in caught])
# expect: x is 1 ('SyntaxWarning', '"is" with \'int\' literal. Did you mean "=="?', '<case>', 2)
# expect: x is not 'a' ('SyntaxWarning', '"is not" with \'str\' literal. Did you mean "!="?', '<case>', 2)
# expect: 1 is x ('SyntaxWarning', '"is" with \'int\' literal. Did you mean "=="?', '<case>', 2)
# expect: x is None
# expect: x == 1 is y ('SyntaxWarning', '"is" with \'int\' literal. Did you mean "=="?', '<case>', 2)
# expect: assert (x, 'message') ('SyntaxWarning', 'assertion is always true, perhaps remove parentheses?', '<case>', 2)
# expect: assert ()
# expect: 1(x) ('SyntaxWarning', "'int' object is not callable; perhaps you missed a comma?", '<case>', 2)
# expect: 'a'(1) ('SyntaxWarning', "'str' object is not callable; perhaps you missed a comma?", '<case>', 2)
# expect: [1](2) ('SyntaxWarning', "'list' object is not callable; perhaps you missed a comma?", '<case>', 2)
# expect: (1, 2)(3) ('SyntaxWarning', "'tuple' object is not callable; perhaps you missed a comma?", '<case>', 2)
# expect: {}(1) ('SyntaxWarning', "'dict' object is not callable; perhaps you missed a comma?", '<case>', 2)
# expect: f'{x}'(1) ('SyntaxWarning', "'str' object is not callable; perhaps you missed a comma?", '<case>', 2)
# expect: None() ('SyntaxWarning', "'NoneType' object is not callable; perhaps you missed a comma?", '<case>', 2)
# expect: 1[2] ('SyntaxWarning', "'int' object is not subscriptable; perhaps you missed a comma?", '<case>', 2)
# expect: None[0] ('SyntaxWarning', "'NoneType' object is not subscriptable; perhaps you missed a comma?", '<case>', 2)
# expect: {1}[0] ('SyntaxWarning', "'set' object is not subscriptable; perhaps you missed a comma?", '<case>', 2)
# expect: (lambda: 1)[0] ('SyntaxWarning', "'function' object is not subscriptable; perhaps you missed a comma?", '<case>', 2)
# expect: 'a'['b'] ('SyntaxWarning', 'str indices must be integers or slices, not str; perhaps you missed a comma?', '<case>', 2)
# expect: [1]['b'] ('SyntaxWarning', 'list indices must be integers or slices, not str; perhaps you missed a comma?', '<case>', 2)
# expect: (1, 2)[1.5] ('SyntaxWarning', 'tuple indices must be integers or slices, not float; perhaps you missed a comma?', '<case>', 2)
# expect: 'a'[0]
# expect: [1][None] ('SyntaxWarning', 'list indices must be integers or slices, not NoneType; perhaps you missed a comma?', '<case>', 2)
# expect: {}['a']
# expect: x[1][2]
# expect: (x for x in y)[1] ('SyntaxWarning', "'generator' object is not subscriptable; perhaps you missed a comma?", '<case>', 2)
# expect: r'\d'
# expect: '\\d'
# expect: b'\xff'
# expect: f'\n{x}'
# expect: rf'\d{x}'
for source in ("'\\d'", "b'\\q'", "f'\\w{x}\\y'", "'\\400'"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<case>", "exec")
    print(repr(source), *[(w.category.__name__, w.lineno) for w in caught])
# expect: "'\\d'" ('SyntaxWarning', 1)
# expect: "b'\\q'" ('SyntaxWarning', 1)
# expect: "f'\\w{x}\\y'" ('SyntaxWarning', 1) ('SyntaxWarning', 1)
# expect: "'\\400'" ('SyntaxWarning', 1)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        eval("1 is 1")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset)
        # expect: "is" with 'int' literal. Did you mean "=="? 1 1 7
