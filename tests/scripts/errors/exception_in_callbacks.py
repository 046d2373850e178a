# Errors raised inside what builtins call back.
class Boom(Exception): pass
def boom(*args): raise Boom("called")
class B:
    __lt__ = __eq__ = __add__ = __len__ = __iter__ = __contains__ = __getitem__ = __repr__ = __bool__ = __index__ = __call__ = __format__ = boom
    def __hash__(self): raise Boom("hash")
b = B()
for name, f in (("sort", lambda: sorted([b, b])), ("key", lambda: sorted([1, 2], key=boom)), ("map", lambda: list(map(boom, [1]))), ("filter", lambda: list(filter(boom, [1]))), ("max", lambda: max([1, 2], key=boom)),
                ("in", lambda: 1 in b), ("list in", lambda: 1 in [b]), ("index", lambda: [1].index(b)), ("dict", lambda: {b: 1}), ("set", lambda: {b}), ("repr", lambda: repr([b])), ("format", lambda: f"{b:x}"), ("str", lambda: "%r" % b),
                ("bool", lambda: not b), ("any", lambda: any([b])), ("sum", lambda: sum([b], b)), ("len", lambda: len(b)), ("iter", lambda: list(b)), ("unpack", lambda: [*b]), ("slice", lambda: [1][b:]), ("range", lambda: range(b)),
                ("call", lambda: b()), ("join", lambda: "".join(b)), ("zip", lambda: list(zip(b))), ("hash", lambda: hash(b)), ("count", lambda: [1].count(b)), ("remove", lambda: [1].remove(b)), ("eq", lambda: [b] == [1]), ("lt", lambda: [b] < [b, 1]),
                ("hex", lambda: hex(b)), ("extend", lambda: [].extend(b)), ("update", lambda: set().update(b)), ("replace", lambda: "".join(c for c in map(boom, "ab"))), ("enumerate", lambda: list(enumerate(b))), ("star", lambda: print(*b))):
    try:
        f()
        print(name, "no error")
    except Boom as error:
        print(name, error)
# expect: sort called
# expect: key called
# expect: map called
# expect: filter called
# expect: max called
# expect: in called
# expect: list in called
# expect: index called
# expect: dict hash
# expect: set hash
# expect: repr called
# expect: format called
# expect: str called
# expect: bool called
# expect: any called
# expect: sum called
# expect: len called
# expect: iter called
# expect: unpack called
# expect: slice called
# expect: range called
# expect: call called
# expect: join called
# expect: zip called
# expect: hash hash
# expect: count called
# expect: remove called
# expect: eq called
# expect: lt no error
# expect: hex called
# expect: extend called
# expect: update called
# expect: replace called
# expect: enumerate called
# expect: star called
print("done")  # expect: done
