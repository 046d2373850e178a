# match: mapping patterns.
def m(x):
    match x:
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"type": "rect", "size": [w, h]}: return f"rect {w}x{h}"
        case {"a": 1, **rest}: return f"a, rest {rest}"
        case {1: x, None: y}: return f"odd keys {x} {y}"
        case {"nested": {"k": v}}: return f"nested {v}"
        case {"opt": (None | int()) as o}: return f"opt {o}"
        case {}: return "some mapping"
        case _: return "not a mapping"
for v in ({"type": "circle", "r": 5, "more": 0}, {"type": "rect", "size": (2, 3)}, {"a": 1, "b": 2}, {"a": 1}, {1: "x", None: "y"},
          {"nested": {"k": "v"}}, {"opt": None}, {"opt": 3}, {"opt": "s"}, {}, {"z": 0}, [], "s", None):
    print(v, "->", m(v))
# expect: {'type': 'circle', 'r': 5, 'more': 0} -> circle 5
# expect: {'type': 'rect', 'size': (2, 3)} -> rect 2x3
# expect: {'a': 1, 'b': 2} -> a, rest {'b': 2}
# expect: {'a': 1} -> a, rest {}
# expect: {1: 'x', None: 'y'} -> odd keys x y
# expect: {'nested': {'k': 'v'}} -> nested v
# expect: {'opt': None} -> opt None
# expect: {'opt': 3} -> opt 3
# expect: {'opt': 's'} -> some mapping
# expect: {} -> some mapping
# expect: {'z': 0} -> some mapping
# expect: [] -> not a mapping
# expect: s -> not a mapping
# expect: None -> not a mapping
d = {"k": 1, "l": 2}
match d:
    case {"k": k, **others}:
        others["new"] = 1
        print(k, others, d)  # expect: 1 {'l': 2, 'new': 1} {'k': 1, 'l': 2}
class Default(dict):
    def __missing__(self, key): print("missing called"); return 5
match Default():
    case {"x": x}: print("matched", x)
    case _: print("get is used, not getitem")  # expect: get is used, not getitem
class Keys:
    A = "alpha"
match {"alpha": 1}:
    case {Keys.A: value}: print("dotted key", value)  # expect: dotted key 1
match {-1: "neg", 1.5: "f", True: "t", b"x": "bytes"}:
    case {-1: a, 1.5: b, True: c, b"x": e}: print(a, b, c, e)  # expect: neg f t bytes
try:
    match {"q": 1}:
        case {Keys.A: 1, "alpha": 2}: pass
        case {"q": 1}: print("duplicate is found only when looked at")
                       # expect: duplicate is found only when looked at
except ValueError as error:
    print(error)
try:
    match {"alpha": 1}:
        case {Keys.A: _, "alpha": _}: pass
except ValueError as error:
    print(error)
