# Comparison operators and chains, each operand evaluated once.
print(1 < 2, 1 > 2, 1 <= 1, 1 >= 2, 1 == 1.0, 1 != 2)  # expect: True False True False True True
print(1 < 2 < 3, 1 < 2 > 1, 1 < 3 < 2, 3 > 2 >= 2 > 1)  # expect: True True False True
print(1 == 1 == 1, 1 == 1 != 2, 1 < 2 == 2)  # expect: True True True

def note(x):
    print("eval", x)
    return x
print(note(1) < note(2) < note(3))
# expect: eval 1
# expect: eval 2
# expect: eval 3
# expect: True
print(note(3) < note(2) < note(1))
# expect: eval 3
# expect: eval 2
# expect: False
x = 5
print(1 < x < 10, 10 > x > 7, 0 <= x <= 5)  # expect: True False True
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a")  # expect: True False True True True
print([1, 2] < [1, 3], [1] < [1, 0], (1, 2) == (1, 2), [1] == (1,))  # expect: True True True False
print(1 in [1, 2], 3 not in [1, 2], "b" in "abc", "x" not in {"x": 1})  # expect: True True True False
print(None is None, [] is [], not [] is not None)  # expect: True False False
print(1 in [1] == True, (1 in [1]) == True)  # expect: False True
print(False == 0, True == 1, "1" == 1, None == 0)  # expect: True True False False
for pair in [(1, "a"), (None, 1), ([], 1), ({}, {}), (1j, 2j), ("a", b"a")]:
    try:
        print(pair[0] < pair[1])
    except TypeError as error:
        print(error)
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '<' not supported between instances of 'NoneType' and 'int'
# expect: '<' not supported between instances of 'list' and 'int'
# expect: '<' not supported between instances of 'dict' and 'dict'
# expect: '<' not supported between instances of 'complex' and 'complex'
# expect: '<' not supported between instances of 'str' and 'bytes'
try:
    1 in 5
except TypeError as error:
    print(type(error))  # expect: <class 'TypeError'>
nan = float("nan")
print(nan == nan, nan != nan, nan < nan, nan is nan, nan in [nan])  # expect: False True False True True
