# match: sequence patterns.
def m(x):
    match x:
        case []: return "empty"
        case [1]: return "just 1"
        case [a]: return f"one {a}"
        case [1, *rest]: return f"1 then {rest}"
        case (a, b): return f"two {a} {b}"
        case [a, [b, *c], *d]: return f"nested {a} {b} {c} {d}"
        case [*start, "end"]: return f"end after {start}"
        case [first, *_, last]: return f"{first}..{last}"
        case _: return "other"
for v in ([], [1], [2], [1, 2, 3], (5, 6), [2, [3, 4, 5], 6, 7], [7, 8, 9, "end"], ["x", 0, 0, "y"], "ab", b"ab", {1, 2},
          {1: 2}, range(2), iter([1]), bytearray(b"a"), 5, [2, "ab", 3]):
    shown = "iterator" if type(v).__name__ == "list_iterator" else v
    print(shown, "->", m(v))
# expect: [] -> empty
# expect: [1] -> just 1
# expect: [2] -> one 2
# expect: [1, 2, 3] -> 1 then [2, 3]
# expect: (5, 6) -> two 5 6
# expect: [2, [3, 4, 5], 6, 7] -> nested 2 3 [4, 5] [6, 7]
# expect: [7, 8, 9, 'end'] -> end after [7, 8, 9]
# expect: ['x', 0, 0, 'y'] -> x..y
# expect: ab -> other
# expect: b'ab' -> other
# expect: {1, 2} -> other
# expect: {1: 2} -> other
# expect: range(0, 2) -> two 0 1
# expect: iterator -> other
# expect: bytearray(b'a') -> other
# expect: 5 -> other
# expect: [2, 'ab', 3] -> 2..3
def fixed(x):
    match x:
        case [int(), str()]: return "int str"
        case [_, _]: return "pair"
        case [_, _, _]: return "triple"
        case [*_]: return "any sequence"
    return None
print(fixed([1, "a"]), fixed(["a", 1]), fixed([0] * 3), fixed([]), fixed("no"))
# expect: int str pair triple any sequence None
match [1, [2, 3]]:
    case [a, (b, c)]: print(a, b, c)  # expect: 1 2 3
match ("go", "north"):
    case ["go", ("north" | "south") as direction]: print("heading", direction)  # expect: heading north
match [1, 2, 3, 4, 5]:
    case [a, b, *middle, z]: print(a, b, middle, z)  # expect: 1 2 [3, 4] 5
match [[1, 2], [3, 4]]:
    case [[a, _], [_, d]] if a < d: print(a, d)  # expect: 1 4
class Seq(list): pass
print(m(Seq([1])))  # expect: just 1
class NotSeq:
    def __len__(self): return 1
    def __getitem__(self, i): return 1
print(m(NotSeq()))  # expect: other
match (1, 2):
    case (a, b) | [a, b, _]: print("or with captures", a, b)  # expect: or with captures 1 2
match 1, :
    case x, : print("tuple of one", x)  # expect: tuple of one 1
