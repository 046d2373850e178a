# Equality and hashing across int, float, bool, complex.
values = [0, 1, -1, 2, 0.0, 1.0, -1.0, 0.5, True, False, 1 + 0j, 0j, 0.5 + 0j, 2 ** 53, float(2 ** 53), 2 ** 53 + 1, 10 ** 22, 1e22]
for i, a in enumerate(values):
    for b in values[i + 1:]:
        if a == b:
            assert hash(a) == hash(b), (a, b)
            print(a, "==", b)
# expect: 0 == 0.0
# expect: 0 == False
# expect: 0 == 0j
# expect: 1 == 1.0
# expect: 1 == True
# expect: 1 == (1+0j)
# expect: -1 == -1.0
# expect: 0.0 == False
# expect: 0.0 == 0j
# expect: 1.0 == True
# expect: 1.0 == (1+0j)
# expect: 0.5 == (0.5+0j)
# expect: True == (1+0j)
# expect: False == 0j
# expect: 9007199254740992 == 9007199254740992.0
# expect: 10000000000000000000000 == 1e+22
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, list(d)[0], len({0, 0.0, False, 0j}))  # expect: {1: 'bool'} 1 1
print(1 is 1, 1.0 is 1 if False else "floats and ints differ", 256 == 256.0, "1" == 1)
# expect: True floats and ints differ True False
print(0.1 + 0.2 == 0.3, 3 * 0.1 == 0.3, 0.5 == 1 / 2, 10 ** 22 == 1e22, 10 ** 23 == 1e23)
# expect: False False True True False
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 2 ** 1000 == 2.0 ** 1000, 2 ** 1100 > 1e308)
# expect: True False True True True
print(1 < 1.5 < 2, -1 < -0.5, 10 ** 400 > 1e300, -10 ** 400 < -1e300, 10 ** 400 < float("inf"), 5 < float("nan"), 5 > float("nan"))
# expect: True True True True True False False
a = 300
b = 300
print(a == b, [a] == [b], (a, 1.0) == (b, 1), [1, 2.0, True] == [True, 2, 1.0], {1: 2} == {1.0: 2.0}, {1, 2} == {1.0, 2 + 0j})
# expect: True True True True True True
print([1, 2, 3].index(2.0), [1.0, 2].count(1), 1 in [True], 1.0 in (1,), 0 in {False: 0}, (1, 2) in [(1.0, 2.0)])
# expect: 1 1 True True True True
nan = float("nan")
print([nan] == [nan], nan in [nan], [nan].index(nan), [nan].count(nan), (nan,) == (nan,), {nan: 1}[nan])
# expect: True True 0 1 True 1
print(min(1, 1.0), max(1, True), min(True, 1), sorted([2, 1.0, True, 0.5]), max([1, 1.0, True]), type(max(1.0, 1)).__name__)
# expect: 1 1 True [0.5, 1.0, True, 2] 1 float
