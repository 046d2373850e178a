# if, elif, else; truth of all sorts of values.
def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "big"

for n in (-5, 0, 5, 50):
    print(n, kind(n))
# expect: -5 negative
# expect: 0 zero
# expect: 5 small
# expect: 50 big

for value in (0, 1, "", "x", [], [0], {}, {1: 1}, None, 0.0, 0.1, (), (0,), set(), 0j, b"", range(0), range(1)):
    if value:
        print(repr(value), "is true")
    else:
        print(repr(value), "is false")
# expect: 0 is false
# expect: 1 is true
# expect: '' is false
# expect: 'x' is true
# expect: [] is false
# expect: [0] is true
# expect: {} is false
# expect: {1: 1} is true
# expect: None is false
# expect: 0.0 is false
# expect: 0.1 is true
# expect: () is false
# expect: (0,) is true
# expect: set() is false
# expect: 0j is false
# expect: b'' is false
# expect: range(0, 0) is false
# expect: range(0, 1) is true

if True: print("one line")  # expect: one line
if False: print("never")
else: print("else line")  # expect: else line
if not None and not 0:
    print("not works")  # expect: not works
