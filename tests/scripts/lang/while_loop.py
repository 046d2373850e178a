# while with break, continue and else.
n = 3
while n:
    print(n)
    n -= 1
else:
    print("ran out")
# expect: 3
# expect: 2
# expect: 1
# expect: ran out

n = 0
while True:
    n += 1
    if n == 2:
        continue
    if n == 5:
        break
    print("n", n)
else:
    print("not reached")
# expect: n 1
# expect: n 3
# expect: n 4

while False:
    print("never")
else:
    print("else of an empty loop")
# expect: else of an empty loop

outer = 0
while outer < 3:
    outer += 1
    inner = 0
    while inner < 3:
        inner += 1
        if inner == outer:
            break
    else:
        print("inner finished", outer)
    print(outer, inner)
# expect: 1 1
# expect: 2 2
# expect: 3 3
