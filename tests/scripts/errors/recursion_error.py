# RecursionError can be caught; afterwards all is well.
def forever(n):
    return forever(n + 1)
try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, "maximum recursion depth exceeded" in str(error))  # expect: RecursionError True
print("alive")  # expect: alive
class Loop:
    def __getattr__(self, name): return getattr(self, name)
    def __eq__(self, o): return self == o
    def __repr__(self): return repr(self)
    def __call__(self): return self()
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)
    def __add__(self, o): return self + o
    def __getitem__(self, i): return self[i]
    __hash__ = None
l = Loop()
for name, f in (("attr", lambda: l.x), ("eq", lambda: l == 1), ("repr", lambda: repr(l)), ("call", lambda: l()), ("len", lambda: len(l)),
                ("iter", lambda: iter(l)), ("add", lambda: l + 1), ("item", lambda: l[0])):
    try:
        f()
    except RecursionError:
        print(name)
# expect: attr
# expect: eq
# expect: repr
# expect: call
# expect: len
# expect: iter
# expect: add
# expect: item
def mutual_a(n): return mutual_b(n)
def mutual_b(n): return mutual_a(n)
for _ in range(3):
    try:
        mutual_a(0)
    except RecursionError:
        print("again")
# expect: again
# expect: again
# expect: again
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(800))  # expect: 800
def gen(n):
    yield from gen(n + 1)
try:
    next(gen(0))
except RecursionError:
    print("generator")  # expect: generator
def with_finally(n):
    try:
        with_finally(n + 1)
    finally:
        pass
try:
    with_finally(0)
except RecursionError:
    print("finally")  # expect: finally
