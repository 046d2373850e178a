# Positional-only, ordinary, *args, keyword-only and **kwargs parameters.
def full(a, b=2, /, c=3, d=4, *args, e, f=6, **kwargs):
    print(a, b, c, d, args, e, f, kwargs)

full(1, e=5)  # expect: 1 2 3 4 () 5 6 {}
full(1, 20, 30, 40, 50, 60, e=5)  # expect: 1 20 30 40 (50, 60) 5 6 {}
full(1, c=30, e=50, z=26)  # expect: 1 2 30 4 () 50 6 {'z': 26}
full(1, e=5, a=100, b=200)  # expect: 1 2 3 4 () 5 6 {'a': 100, 'b': 200}
full(*[1, 2], *(3, 4, 5), **{"e": 5}, **{"x": 24})  # expect: 1 2 3 4 (5,) 5 6 {'x': 24}

def only_args(*args):
    return args
print(only_args(), only_args(1), only_args(1, 2, *"ab"))  # expect: () (1,) (1, 2, 'a', 'b')

def only_kwargs(**kwargs):
    return kwargs
print(only_kwargs(), only_kwargs(b=1, a=2))  # expect: {} {'b': 1, 'a': 2}
print(only_kwargs(**{"with space": 1}))  # expect: {'with space': 1}

def bare_star(a, *, b):
    return a, b
print(bare_star(1, b=2), bare_star(b=2, a=1))  # expect: (1, 2) (1, 2)

def slash(a, /, *, a2):
    return a, a2
print(slash(1, a2=2))  # expect: (1, 2)

def kwargs_shadow(a, /, **kwargs):
    return a, kwargs
print(kwargs_shadow(1, a=2))  # expect: (1, {'a': 2})
print(only_args(*range(5)), only_args(*{"k": 1}), only_args(*(x for x in "gen")))
# expect: (0, 1, 2, 3, 4) ('k',) ('g', 'e', 'n')
original = {"q": 1}
copy = only_kwargs(**original)
copy["new"] = 2
print(original, copy)  # expect: {'q': 1} {'q': 1, 'new': 2}
