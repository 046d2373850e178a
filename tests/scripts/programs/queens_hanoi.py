# Classic recursions: queens, hanoi, permutations, ackermann, knapsack.
def queens(n, row=0, columns=(), diagonals=(), others=()):
    if row == n: return 1
    return sum(queens(n, row + 1, (*columns, c), (*diagonals, row + c), (*others, row - c))
               for c in range(n) if c not in columns and row + c not in diagonals and row - c not in others)
print([queens(n) for n in range(1, 8)])  # expect: [1, 0, 0, 2, 10, 4, 40]
moves = []
def hanoi(n, a="A", b="B", c="C"):
    if n:
        hanoi(n - 1, a, c, b)
        moves.append(a + c)
        hanoi(n - 1, b, a, c)
hanoi(4)
print(len(moves), " ".join(moves))  # expect: 15 AB AC BC AB CA CB AB AC BC BA CA BC AB AC BC
def permutations(items):
    if not items: yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]): yield [item] + rest
print(["".join(p) for p in permutations(list("abc"))], sum(1 for _ in permutations(list(range(6)))))
# expect: ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'] 720
def ackermann(m, n):
    if m == 0: return n + 1
    return ackermann(m - 1, 1 if n == 0 else ackermann(m, n - 1))
print([ackermann(2, n) for n in range(5)], ackermann(3, 3))  # expect: [3, 5, 7, 9, 11] 61
def knapsack(items, room):
    best = [0] * (room + 1)
    for weight, value in items:
        for w in range(room, weight - 1, -1): best[w] = max(best[w], best[w - weight] + value)
    return best[room]
print(knapsack([(1, 1), (3, 4), (4, 5), (5, 7)], 7))  # expect: 9
memo = {}
def collatz(n):
    if n == 1: return 1
    if n not in memo: memo[n] = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    return memo[n]
print(max(range(1, 3000), key=collatz), collatz(27))  # expect: 2919 112
def edit(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
print(edit("kitten", "sitting"), edit("", "abc"), edit("flaw", "lawn"))  # expect: 3 3 2
def flatten(x): return [x] if not isinstance(x, list) else [z for y in x for z in flatten(y)]
print(flatten([1, [2, [3, [4, []], 5]], [[6]]]))  # expect: [1, 2, 3, 4, 5, 6]
