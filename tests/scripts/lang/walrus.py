# Assignment expressions.
if (n := 10) > 5:
    print(n)  # expect: 10
print((x := 3) + x)  # expect: 6
data = [1, 2, 3, 4]
while (item := data.pop()) > 2:
    print(item)
# expect: 4
# expect: 3
print(item, data)  # expect: 2 [1]
print([y := 1, y ** 2, y + 5])  # expect: [1, 1, 6]
print([(z, w) for z in range(4) if (w := z * z) > 1])  # expect: [(2, 4), (3, 9)]
print(w)  # expect: 9
def f(a):
    return a
print(f(v := 5), v, f((u := 6)))  # expect: 5 5 6
def first_match(words):
    if any((found := word).startswith("b") for word in words):
        return found
print(first_match(["apple", "banana", "cherry"]))  # expect: banana
total = 0
print([total := total + i for i in range(5)], total)  # expect: [0, 1, 3, 6, 10] 10
print({(k := "key"): (val := 1)}, k, val)  # expect: {'key': 1} key 1
print("abc"[(i := 1)], i)  # expect: b 1
def scope():
    if (inner := 3):
        return [inner := inner + j for j in range(2)], inner
print(scope())  # expect: ([3, 4], 4)
print((a := 1, b := 2), a, b)  # expect: (1, 2) 1 2
lines = iter(["one", "two", ""])
while line := next(lines):
    print(line)
# expect: one
# expect: two
