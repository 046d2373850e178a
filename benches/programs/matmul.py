"""Dense matrices as lists of lists: products by triple loop and by zip, elimination, integer powers.
Loads nested subscripts, float and int multiply-add, sum over generators."""
# quick: 24
import sys


def make(n, seed):
    rows = []
    for i in range(n):
        rows.append([((i * 31 + j * 17 + seed) % 23 - 11) / 7.0 for j in range(n)])
    return rows


def by_index(a, b):
    n = len(a)
    product = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row = product[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i][k] * b[k][j]
            row[j] = total
    return product


def by_zip(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def determinant(matrix):
    rows = [row[:] for row in matrix]
    n = len(rows)
    result = 1.0
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        if rows[pivot][i] == 0.0:
            return 0.0
        if pivot != i:
            rows[i], rows[pivot] = rows[pivot], rows[i]
            result = -result
        result *= rows[i][i] / 8.0
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            if factor:
                for c in range(i, n):
                    rows[r][c] -= factor * rows[i][c]
    return result


def integer_power(matrix, exponent, modulus):
    indices = range(len(matrix))

    def product(a, b):
        return [[sum(a[i][k] * b[k][j] for k in indices) % modulus for j in indices] for i in indices]

    result = [[int(i == j) for j in indices] for i in indices]
    while exponent:
        if exponent & 1:
            result = product(result, matrix)
        matrix = product(matrix, matrix)
        exponent >>= 1
    return result


def main(n):
    a, b = make(n, 3), make(n, 8)
    for i in range(n):
        a[i][i] += 5.0
    first = by_index(a, b)
    second = by_zip(a, b)
    worst = max(abs(x - y) for left, right in zip(first, second) for x, y in zip(left, right))
    trace = sum(first[i][i] for i in range(n))
    power = integer_power([[i * j % 7 + 1 for j in range(8)] for i in range(8)], 10 ** 12 + n, 9973)
    print("%.6f %.6e %s %d" % (trace, determinant(a), worst < 1e-9, sum(map(sum, power))))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 220)
