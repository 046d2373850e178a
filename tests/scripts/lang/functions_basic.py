# def, return, recursion, functions as values.
def nothing():
    pass

def add(a, b):
    return a + b

def fact(n):
    return 1 if n < 2 else n * fact(n - 1)

def many():
    return 1, 2, 3

def early(x):
    if x:
        return "yes"
    return "no"

print(nothing())  # expect: None
print(add(1, 2), add("a", "b"), add([1], [2]))  # expect: 3 ab [1, 2]
print(fact(5), fact(20), fact(25))  # expect: 120 2432902008176640000 15511210043330985984000000
print(many())  # expect: (1, 2, 3)
print(early(1), early(0))  # expect: yes no
f = add
print(f(10, 20), f is add, f.__name__)  # expect: 30 True add
print((lambda x: x * 2)(21))  # expect: 42

def apply(function, *args):
    return function(*args)

print(apply(add, 3, 4), apply(fact, 6), apply(many))  # expect: 7 720 (1, 2, 3)
table = {"add": add, "fact": fact}
print(table["add"](5, 6), table["fact"](4))  # expect: 11 24

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print([fib(n) for n in range(15)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377]

def is_even(n):
    return True if n == 0 else is_odd(n - 1)

def is_odd(n):
    return False if n == 0 else is_even(n - 1)

print(is_even(10), is_odd(7), is_even(7))  # expect: True True False
