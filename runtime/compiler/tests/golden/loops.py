def f(xs, n):
    total = 0
    for i in range(n):
        if i == 3:
            continue
        total += i
    else:
        total = 0
    for a, b in xs:
        if a > b:
            break
    while total < n:
        total += 1
    return total
