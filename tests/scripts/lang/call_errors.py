# The exact words of every error in a call.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print(error)

def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def default(a, b=1): pass
def keyword(*, k): pass
def keywords(a, *, k, m): pass
def positional(a, b, /): pass
def mixed(a, /, b, *, c=1): pass

attempt(none, 1)  # expect: none() takes 0 positional arguments but 1 was given
attempt(none, 1, 2)  # expect: none() takes 0 positional arguments but 2 were given
attempt(one)  # expect: one() missing 1 required positional argument: 'a'
attempt(one, 1, 2)  # expect: one() takes 1 positional argument but 2 were given
attempt(two)  # expect: two() missing 2 required positional arguments: 'a' and 'b'
attempt(two, 1)  # expect: two() missing 1 required positional argument: 'b'
attempt(three)  # expect: three() missing 3 required positional arguments: 'a', 'b', and 'c'
attempt(three, 1)  # expect: three() missing 2 required positional arguments: 'b' and 'c'
attempt(two, 1, 2, 3)  # expect: two() takes 2 positional arguments but 3 were given
attempt(default)  # expect: default() missing 1 required positional argument: 'a'
attempt(default, 1, 2, 3)  # expect: default() takes from 1 to 2 positional arguments but 3 were given
attempt(keyword)  # expect: keyword() missing 1 required keyword-only argument: 'k'
attempt(keyword, 1)  # expect: keyword() takes 0 positional arguments but 1 was given
attempt(keywords, 1)  # expect: keywords() missing 2 required keyword-only arguments: 'k' and 'm'
attempt(keywords, 1, 2, 3)  # expect: keywords() takes 1 positional argument but 3 were given
attempt(keywords, 1, 2, k=1, m=2)
# expect: keywords() takes 1 positional argument but 2 positional arguments (and 2 keyword-only arguments) were given
attempt(keywords, 1, m=2)  # expect: keywords() missing 1 required keyword-only argument: 'k'
attempt(one, 1, a=2)  # expect: one() got multiple values for argument 'a'
attempt(one, zzz=2)  # expect: one() got an unexpected keyword argument 'zzz'
attempt(one, 1, zzz=2)  # expect: one() got an unexpected keyword argument 'zzz'
attempt(positional, a=1, b=2)
# expect: positional() got some positional-only arguments passed as keyword arguments: 'a, b'
attempt(positional, 1, b=2)  # expect: positional() got some positional-only arguments passed as keyword arguments: 'b'
attempt(mixed, 1)  # expect: mixed() missing 1 required positional argument: 'b'
attempt(mixed, 1, 2, 3)  # expect: mixed() takes 2 positional arguments but 3 were given
attempt(mixed, 1, 2, zzz=3)  # expect: mixed() got an unexpected keyword argument 'zzz'
attempt(mixed, 1, 2, 3, c=2)
# expect: mixed() takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
attempt(lambda x: x)  # expect: <lambda>() missing 1 required positional argument: 'x'
attempt(lambda x, y: x, 1)  # expect: <lambda>() missing 1 required positional argument: 'y'
