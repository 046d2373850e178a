# Augmented assignment to names, attributes, items and slices.
x = 10
x += 5; print(x)  # expect: 15
x -= 3; print(x)  # expect: 12
x *= 2; print(x)  # expect: 24
x //= 5; print(x)  # expect: 4
x **= 3; print(x)  # expect: 64
x %= 7; print(x)  # expect: 1
x <<= 4; print(x)  # expect: 16
x >>= 1; print(x)  # expect: 8
x |= 5; print(x)  # expect: 13
x &= 12; print(x)  # expect: 12
x ^= 3; print(x)  # expect: 15
x /= 2; print(x)  # expect: 7.5
a = b = [1]
a += [2]
print(b, a is b)  # expect: [1, 2] True
a = a + [3]
print(b, a is b)  # expect: [1, 2] False
t = u = (1,)
t += (2,)
print(t, u)  # expect: (1, 2) (1,)
s = "ab"
s += "c"
s *= 2
print(s)  # expect: abcabc
d = {"k": 1}
d["k"] += 10
print(d)  # expect: {'k': 11}
class Box: n = 1
box = Box()
box.n += 1
print(box.n, Box.n)  # expect: 2 1
xs = [1, 2, 3, 4]
xs[1:3] += [9]
print(xs)  # expect: [1, 2, 3, 9, 4]
def index():
    print("index once")
    return 0
xs[index()] += 100  # expect: index once
print(xs)  # expect: [101, 2, 3, 9, 4]
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)  # expect: 'tuple' object does not support item assignment ([1, 2],)
i = 0
xs[i] += xs[(i := 1)]
print(xs, i)  # expect: [103, 2, 3, 9, 4] 1
s = {1, 2}
s |= {3}; s -= {1}; s &= {2, 3, 4}; s ^= {2, 9}
print(sorted(s))  # expect: [3, 9]
d |= {"z": 26}
print(d)  # expect: {'k': 11, 'z': 26}
try:
    undefined += 1
except NameError as error:
    print(error)  # expect: name 'undefined' is not defined
