# match: literals, or, captures, guards, wildcards.
def m(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "one or two"
        case -1: return "minus one"
        case 1.5: return "float"
        case 2 + 3j: return "complex"
        case "text": return "str"
        case b"by": return "bytes"
        case None: return "None"
        case True: return "True"
        case str() as s if len(s) > 5: return f"long {s}"
        case "a" "b": return "ab"
        case n if isinstance(n, int) and n > 100: return f"big {n}"
        case _: return "other"
for v in (0, 1, 2, -1, 1.5, 2 + 3j, "text", b"by", None, True, False, 0.0, "longer text", "ab", 500, 50, [], 1.0):
    print(repr(v), m(v))
# expect: 0 zero
# expect: 1 one or two
# expect: 2 one or two
# expect: -1 minus one
# expect: 1.5 float
# expect: (2+3j) complex
# expect: 'text' str
# expect: b'by' bytes
# expect: None None
# expect: True one or two
# expect: False zero
# expect: 0.0 zero
# expect: 'longer text' long longer text
# expect: 'ab' ab
# expect: 500 big 500
# expect: 50 other
# expect: [] other
# expect: 1.0 one or two
def single(x):
    match x:
        case y:
            return y
print(single(5))  # expect: 5
def none(x):
    match x:
        case 1: print("one")
    print("fell through")
none(2)  # expect: fell through
none(1)
# expect: one
# expect: fell through
def guard(x):
    match x:
        case n if print("guard 1", n): return 1
        case n if n: return f"second {n}"
    return "none"
print(guard(5), guard(0))
# expect: guard 1 5
# expect: guard 1 0
# expect: second 5 none
class Eq:
    def __eq__(self, o): print("eq", o); return o == 3
def order(x):
    match x:
        case 1: return 1
        case 3: return 3
        case 4: return 4
print(order(Eq()))
# expect: eq 1
# expect: eq 3
# expect: 3
match = 5
case = 6
_ = 7
print(match, case, _, match + case)  # expect: 5 6 7 11
match match:
    case 5: print("soft keyword")  # expect: soft keyword
match 1, 2:
    case a, b: print(a, b)  # expect: 1 2
match (x := 3):
    case 3: print("walrus", x)  # expect: walrus 3
match -0.0:
    case 0: print("equal")  # expect: equal
