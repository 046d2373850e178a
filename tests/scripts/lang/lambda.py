# Lambda expressions.
print((lambda: 42)())  # expect: 42
print((lambda x, y=2, *args, k=3, **kw: (x, y, args, k, kw))(1))  # expect: (1, 2, (), 3, {})
print((lambda x, y=2, *args, k=3, **kw: (x, y, args, k, kw))(1, 20, 30, 40, k=5, z=6))
# expect: (1, 20, (30, 40), 5, {'z': 6})
print((lambda *a: a)(1, 2), (lambda **k: k)(a=1))  # expect: (1, 2) {'a': 1}
print((lambda x, /, *, y: (x, y))(1, y=2))  # expect: (1, 2)
f = lambda: None
print(f.__name__, f(), f.__qualname__)  # expect: <lambda> None <lambda>
add = lambda a: lambda b: a + b
print(add(1)(2))  # expect: 3
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))  # expect: ['ccc', 'bb', 'a']
print(list(map(lambda x: x * x, range(4))))  # expect: [0, 1, 4, 9]
print((lambda x: x if x else "none")(0))  # expect: none
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(10))  # expect: 3628800
print((lambda: (yield))().__class__.__name__)  # expect: generator
print([f(3) for f in (lambda x: x + 1, lambda x: x * x)])  # expect: [4, 9]
x = 1
g = lambda: x
x = 2
print(g())  # expect: 2
print((lambda x: (y := x + 1) * y)(2))  # expect: 9
