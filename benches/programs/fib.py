"""Doubly recursive Fibonacci, Ackermann and Takeuchi functions.
Loads plain function calls, recursion and small-int comparison."""
# quick: 16
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def takeuchi(x, y, z):
    if y >= x:
        return z
    return takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y))


def main(n):
    print(fib(n), ackermann(2, n * 5), takeuchi(n // 2, n // 3, n // 6))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 35)
