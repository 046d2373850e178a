# Errors of * and ** in calls, and of calling what cannot be called.
def f(*args, **kwargs):
    return args, kwargs

def attempt(thunk):
    try:
        print(thunk())
    except TypeError as error:
        print(error)

attempt(lambda: f(*1))  # expect: __main__.f() argument after * must be an iterable, not int
attempt(lambda: f(**1))  # expect: __main__.f() argument after ** must be a mapping, not int
attempt(lambda: f(**{1: 2}))  # expect: keywords must be strings
attempt(lambda: f(**{"a": 1}, **{"a": 2}))  # expect: __main__.f() got multiple values for keyword argument 'a'
attempt(lambda: f(a=1, **{"a": 2}))  # expect: __main__.f() got multiple values for keyword argument 'a'
attempt(lambda: f(*None))  # expect: __main__.f() argument after * must be an iterable, not NoneType
attempt(lambda: f(1, *[2], 3, *[4], k=5, **{"m": 6}))  # expect: ((1, 2, 3, 4), {'k': 5, 'm': 6})
attempt(lambda: (1)())  # expect: 'int' object is not callable
attempt(lambda: "text"())  # expect: 'str' object is not callable
attempt(lambda: None())  # expect: 'NoneType' object is not callable
attempt(lambda: [1](0))  # expect: 'list' object is not callable
attempt(lambda: {}(1))  # expect: 'dict' object is not callable

class Plain:
    pass
attempt(lambda: Plain(1))  # expect: Plain() takes no arguments
attempt(lambda: Plain(x=1))  # expect: Plain() takes no arguments
attempt(lambda: Plain()())  # expect: 'Plain' object is not callable
attempt(lambda: object(1))  # expect: object() takes no arguments

class Initialised:
    def __init__(self, a, *, b=0):
        self.pair = a, b
    def method(self, x):
        return x
attempt(lambda: Initialised())  # expect: Initialised.__init__() missing 1 required positional argument: 'a'
attempt(lambda: Initialised(1, 2))  # expect: Initialised.__init__() takes 2 positional arguments but 3 were given
attempt(lambda: Initialised(1, b=2).pair)  # expect: (1, 2)
attempt(lambda: Initialised(1).method())  # expect: Initialised.method() missing 1 required positional argument: 'x'
attempt(lambda: Initialised(1).method(1, 2))
# expect: Initialised.method() takes 2 positional arguments but 3 were given
attempt(lambda: Initialised.method())
# expect: Initialised.method() missing 2 required positional arguments: 'self' and 'x'
attempt(lambda: Initialised.method(1))  # expect: Initialised.method() missing 1 required positional argument: 'x'
