# with, try and loops mixed with generators and early exits.
class M:
    def __init__(self, n): self.n = n
    def __enter__(self):
        log.append(f"+{self.n}")
        return self
    def __exit__(self, *a):
        log.append(f"-{self.n}")
log = []
def gen():
    with M("gen"):
        for i in range(3):
            with M(i):
                yield i
for x in gen():
    if x == 1: break
print(log)  # expect: ['+gen', '+0', '-0', '+1', '-1', '-gen']
log.clear()
g = gen()
next(g)
g.close()
print(log)  # expect: ['+gen', '+0', '-0', '-gen']
log.clear()
def search(items, wanted):
    for item in items:
        with M(item):
            if item == wanted:
                return f"found {item}"
            try:
                if item == "skip": continue
            finally:
                log.append(f"f{item}")
    return "nothing"
print(search(["a", "skip", "b", "c"], "b"), log)
# expect: found b ['+a', 'fa', '-a', '+skip', 'fskip', '-skip', '+b', '-b']
log.clear()
def nested():
    while True:
        with M("outer"):
            try:
                with M("inner"):
                    raise ValueError
            except ValueError:
                log.append("caught")
                break
            finally:
                log.append("finally")
    return log
print(nested())  # expect: ['+outer', '+inner', '-inner', 'caught', 'finally', '-outer']
log = []
def pipeline(n):
    def source():
        try:
            for i in range(n): yield i
        finally: log.append("source done")
    def double(it):
        try:
            for x in it: yield x * 2
        finally: log.append("double done")
    return double(source())
print(list(pipeline(3)), log)  # expect: [0, 2, 4] ['source done', 'double done']
log.clear()
p = pipeline(3)
next(p)
del p
print(log)  # expect: ['double done', 'source done']
def both():
    for i in range(3):
        try:
            yield i
        except KeyError:
            yield f"handled at {i}"
b = both()
print(next(b), b.throw(KeyError), next(b), list(b))  # expect: 0 handled at 0 1 [2]
