# a if c else b.
print("yes" if True else "no", "yes" if 0 else "no")  # expect: yes no
def pick(n):
    return "neg" if n < 0 else "zero" if n == 0 else "pos"
print(pick(-1), pick(0), pick(1))  # expect: neg zero pos
print((1 if True else 1 / 0), (1 / 0 if False else 2))  # expect: 1 2
print([x if x % 2 else -x for x in range(5)])  # expect: [0, 1, -2, 3, -4]
x = 3
y = (x + 1 if x > 2 else x - 1) * 2
print(y)  # expect: 8
print("a" if [] else "b" if () else "c")  # expect: c
f = (lambda: 1) if x else (lambda: 2)
print(f())  # expect: 1
print(1 + 2 if False else 3 + 4)  # expect: 7
a = b = 0
print("both" if a and b else "one" if a or b else "none")  # expect: none
values = [i if i else "first" for i in range(3)]
print(values, "long" if len(values) > 2 else "short")  # expect: ['first', 1, 2] long
