"""Functions made by functions: counters with nonlocal, composition, currying, memo tables, callbacks.
Loads closure creation, cell reads and writes, calls through variables, *args."""
# quick: 3000
import sys


def make_counter(step):
    value = 0

    def bump():
        nonlocal value
        value += step
        return value

    def read():
        return value

    return bump, read


def compose(*functions):
    def run(argument):
        for function in functions:
            argument = function(argument)
        return argument

    return run


def curry(first):
    return lambda second: lambda third: first * 10000 + second * 100 + third


def memoized(function):
    known = {}

    def wrapper(*args):
        if args not in known:
            known[args] = function(*args)
        return known[args]

    return wrapper


def fold(function, items, start):
    for item in items:
        start = function(start, item)
    return start


def make_account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return False
        balance -= amount
        return True

    return {"deposit": deposit, "withdraw": withdraw, "balance": lambda: balance}


def main(count):
    bump, read = make_counter(3)
    for _ in range(count):
        bump()
    pipeline = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x - 3, lambda x: x % 1009)
    total = 0
    for i in range(count):
        total += pipeline(i)
    for i in range(count):
        total += curry(i % 7)(i % 11)(i % 13)

    @memoized
    def paths(row, column):
        return 1 if row == 0 or column == 0 else paths(row - 1, column) + paths(row, column - 1)

    total += paths(20, 20)
    for i in range(count):
        total += paths(i % 20, i % 19)
    total += fold(lambda left, right: (left * 3 + right) % 65521, range(count), 1)
    adders = [lambda value, amount=i: value + amount for i in range(10)]
    for i in range(count):
        total = adders[i % 10](total)
    account = make_account(100)
    refused = 0
    for i in range(count):
        account["deposit"](i % 5)
        if not account["withdraw"](i % 7):
            refused += 1
    print(read(), total, account["balance"](), refused)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1100000)
