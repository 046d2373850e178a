"""Largest singular value of an infinite matrix by power iteration.
Loads function calls on small ints, float division and accumulation."""
# quick: 50
import sys


def cell(i, j):
    diagonal = i + j
    return 1.0 / (diagonal * (diagonal + 1) // 2 + i + 1)


def times(vector, n):
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += cell(i, j) * vector[j]
        result.append(total)
    return result


def transposed_times(vector, n):
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += cell(j, i) * vector[j]
        result.append(total)
    return result


def main(n):
    u = [1.0] * n
    v = u
    for _ in range(6):
        v = transposed_times(times(u, n), n)
        u = transposed_times(times(v, n), n)
    dot_uv = sum(a * b for a, b in zip(u, v))
    dot_vv = sum(b * b for b in v)
    print("%.9f" % (dot_uv / dot_vv) ** 0.5)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 580)
