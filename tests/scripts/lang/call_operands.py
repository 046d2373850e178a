# Calls whose callable and arguments are locals, constants and computed values, mixed: what is read when, and what stays.
import sys


def show(*args):
    return args


class Callable:
    def __call__(self, *args):
        return "called", args

    def method(self, first, second="default"):
        return first, second


def kinds(function, a, b):
    bound, native, descriptor, cls = Callable().method, len, str.upper, list
    instance = Callable()
    print(function(a), function(a, b), function(a, 1, b), function(2.5, b), function())
    print(bound(a), bound(a, b), native(b), descriptor(b), cls(b), instance(a, b), instance())
    print(function(a, a), function(function(a), b), function(a, function(b)), function(b"x", None, a))
    return function(a, b, a, b)


print(kinds(show, 1000, "text"))
# expect: (1000,) (1000, 'text') (1000, 1, 'text') (2.5, 'text') ()
# expect: (1000, 'default') (1000, 'text') 4 TEXT ['t', 'e', 'x', 't'] ('called', (1000, 'text')) ('called', ())
# expect: (1000, 1000) ((1000,), 'text') (1000, ('text',)) (b'x', None, 1000)
# expect: (1000, 'text', 1000, 'text')


def defaults(first, second=2, third=3):
    return first, second, third


def through(function, a, b):
    return function(a), function(a, b), function(a, b, a)


print(through(defaults, "x", "y"))  # expect: (('x', 2, 3), ('x', 'y', 3), ('x', 'y', 'x'))


def unbound(flag):
    if flag:
        value = 1
    function = show
    return function(flag, value)


print(unbound(True))  # expect: (True, 1)
try:
    unbound(False)
except UnboundLocalError as error:
    print(error)  # expect: cannot access local variable 'value' where it is not associated with a value


def callable_unbound():
    if not sys.argv:
        function = show
    argument = "never"
    return function(argument)


try:
    callable_unbound()
except UnboundLocalError as error:
    print(error)  # expect: cannot access local variable 'function' where it is not associated with a value


def wrong(function, argument):
    return function(argument)


for function, argument in ((5, 1), (len, 5), (defaults.__get__(1), 2), (int, "x"), (str.upper, 3), (Callable.method, 1)):
    try:
        print(wrong(function, argument))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError 'int' object is not callable
# expect: TypeError object of type 'int' has no len()
# expect: (1, 2, 3)
# expect: ValueError invalid literal for int() with base 10: 'x'
# expect: TypeError descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: TypeError Callable.method() missing 1 required positional argument: 'first'


def assigned_within(function, a):
    return function(a, (a := "after")), function(a, [a for a in "xy"]), a


print(assigned_within(show, "before"))  # expect: (('before', 'after'), ('after', ['x', 'y']), 'after')


class Loud:
    def __del__(self):
        print("gone")


def kept(function):
    loud = Loud()
    result = function(loud) is loud
    print("still there", result)
    loud = function(loud)
    print("and now")
    del loud
    print("end")


kept(lambda value: value)
# expect: still there True
# expect: and now
# expect: gone
# expect: end


def raised(function, argument):
    try:
        function(argument)
    except ZeroDivisionError:
        return function, argument
    finally:
        argument = "finally"


def divide(number):
    return 1 / number


print(raised(divide, 0)[1])  # expect: 0


def generator(function, a):
    b = yield function(a)
    yield function(a, b)
    yield from map(function, [a, b])


items = generator(show, 1)
print(next(items), items.send(2), list(items))  # expect: (1,) (1, 2) [(1,), (2,)]
print(list(map(show, [1, 2], "ab")), sorted("bca", key=ord), max([3, 1], key=lambda value: -value))
# expect: [(1, 'a'), (2, 'b')] ['a', 'b', 'c'] 1


def caught_in_handler(function, argument):
    try:
        raise KeyError(argument)
    except KeyError as error:
        return function(argument, error)


print(caught_in_handler(show, "k"))  # expect: ('k', KeyError('k'))


def references(argument):
    getrefcount = sys.getrefcount if hasattr(sys, "getrefcount") else lambda value: 0
    before = getrefcount(argument)
    for _ in range(50):
        show(argument)
        len(argument)
        show(argument, 1, argument)
    return getrefcount(argument) == before


print(references([1, 2]))  # expect: True
