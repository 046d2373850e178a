# Names are bound, rebound, swapped and deleted.
a = 1
b = a
a = 2
print(a, b)  # expect: 2 1
a, b = b, a
print(a, b)  # expect: 1 2
x = y = z = [0]
x.append(1)
print(x, y, z, x is y is z)  # expect: [0, 1] [0, 1] [0, 1] True
first, *rest = [1, 2, 3]
print(first, rest)  # expect: 1 [2, 3]
del first
try:
    first
except NameError as error:
    print(error)  # expect: name 'first' is not defined
long_name_with_123 = "ok"
print(long_name_with_123)  # expect: ok
größe = 5
print(größe)  # expect: 5
_ = 3
__ = 4
print(_ + __)  # expect: 7
try:
    print(undefined_name)
except NameError as error:
    print(type(error).__name__, error.name)  # expect: NameError undefined_name
