# Operands are evaluated left to right.
log = []
def n(x):
    log.append(x)
    return x
def show(label):
    print(label, log)
    log.clear()
n(1) + n(2) * n(3)
show("arith")  # expect: arith [1, 2, 3]
n(1) if n(True) else n(3)
show("cond")  # expect: cond [True, 1]
[n(1), n(2)][n(0)]
show("subscript")  # expect: subscript [1, 2, 0]
{n("k"): n("v"), n("k2"): n("v2")}
show("dict")  # expect: dict ['k', 'v', 'k2', 'v2']
def f(*a, **k): return n("call")
n(f)(n(1), *[n(2)], k=n(3), **{"m": n(4)})
log[0] = "f"
show("call")  # expect: call ['f', 1, 2, 3, 4, 'call']
d = {}
d[n("key")] = n("value")
show("assign")  # expect: assign ['value', 'key']
class O: pass
def target(name):
    log.append("target " + name)
    return O()
target("t").attr = n("value")
show("attr assign")  # expect: attr assign ['value', 'target t']
d = {"a": 1}
d[n("a")] += n(5)
show("augmented")  # expect: augmented ['a', 5]
n(1) < n(2) < n(0) < n(9)
show("chain")  # expect: chain [1, 2, 0]
def g(a=n("default 1"), *, b=n("default 2")) -> n("annotation"): pass
show("def") if g.__annotations__ else None  # expect: def ['default 1', 'default 2', 'annotation']
x, d[n("i")] = n("r1"), n("r2")
show("tuple assign")  # expect: tuple assign ['r1', 'r2', 'i']
[n(i) for i in (n(1), n(2)) if n(True)]
show("comprehension")  # expect: comprehension [1, 2, True, 1, True, 2]
n([1, 2, 3])[n(0):n(2):n(1)]
log[0] = "list"
show("slice")  # expect: slice ['list', 0, 2, 1]
f"{n(1)}{n(2):{n(3)}}"
show("fstring")  # expect: fstring [1, 2, 3]
a = b = n("once")
show("multiple")  # expect: multiple ['once']
lambda x=n("lambda default"): n("never")
show("lambda")  # expect: lambda ['lambda default']
class C(O, metaclass=n(type)): n("body")
log[0] = "type"
show("class")  # expect: class ['type', 'body']
