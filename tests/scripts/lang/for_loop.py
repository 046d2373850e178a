# for over many kinds of iterables, with break, continue, else and targets.
for i in range(3):
    print(i)
# expect: 0
# expect: 1
# expect: 2
print("after", i)  # expect: after 2
for ch in "ab":
    print(ch)
# expect: a
# expect: b
for key in {"x": 1, "y": 2}:
    print(key)
# expect: x
# expect: y
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a, b, c)
# expect: 1 2 3
# expect: 4 5 6
for first, *rest in [[1, 2, 3], "xyz"]:
    print(first, rest)
# expect: 1 [2, 3]
# expect: x ['y', 'z']
for n in [1, 2, 3, 4]:
    if n % 2:
        continue
    print("even", n)
else:
    print("done")
# expect: even 2
# expect: even 4
# expect: done
for n in [1, 2, 3]:
    if n == 2:
        break
else:
    print("not reached")
print("broke at", n)  # expect: broke at 2
for nothing in []:
    print("never")
else:
    print("empty")
# expect: empty
data = [0, 0]
for data[1] in (7, 8):
    pass
print(data)  # expect: [0, 8]
class Box: pass
for Box.item in "pq":
    pass
print(Box.item)  # expect: q
for x in 1, 2, *[3, 4]:
    print(x, end=" ")
print()  # expect: 1 2 3 4 
grown = [1, 2, 3]
for item in grown:
    if item < 3:
        grown.append(item * 10)
print(grown)  # expect: [1, 2, 3, 10, 20]
