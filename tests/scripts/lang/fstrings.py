# f-strings: expressions, conversions, format specs, nesting.
name, n, pi = "bob", 42, 3.14159
print(f"hello {name}", f"{n}", f"{n + 1}", f"{{braces}}", f"{{{n}}}")  # expect: hello bob 42 43 {braces} {42}
print(f"{name!r} {name!s} {'é'!a}")  # expect: 'bob' bob '\xe9'
print(f"{n:5}|{n:<5}|{n:>5}|{n:^5}|{n:05}|{n:+}|{n:x}|{n:#x}|{n:b}|{n:,}")
# expect:    42|42   |   42| 42  |00042|+42|2a|0x2a|101010|42
print(f"{pi:.2f}|{pi:8.3f}|{pi:<8.1f}|{pi:e}|{pi:g}|{pi:%}")
# expect: 3.14|   3.142|3.1     |3.141590e+00|3.14159|314.159000%
print(f"{name:>6}|{name:*^9}|{name:.2}|{name!r:>7}")  # expect:    bob|***bob***|bo|  'bob'
width, precision = 10, 3
print(f"{pi:{width}.{precision}f}|{name:{'*'}>{width}}|{n:{'0' + '6'}}")  # expect:      3.142|*******bob|000042
print(f"{n=}", f"{n = }", f"{name=}", f"{name=!s}", f"{pi=:.1f}", f"{n + 1=}")
# expect: n=42 n = 42 name='bob' name=bob pi=3.1 n + 1=43
print(f"{'a' if n else 'b'}", f"{[i for i in range(3)]}", f"{ {'k': 1}['k'] }", f"{(lambda: 7)()}")
# expect: a [0, 1, 2] 1 7
print(f"{len('abc')}" "plain {not} " f"{1}{2}{3}")  # expect: 3plain {not} 123
print(f"""multi
{n
+ 1}
line""")
# expect: multi
# expect: 43
# expect: line
print(rf"\n{n}\t", fr"{name}\d", f"\x41{n}\N{DIGIT ONE}")  # expect: \n42\t bob\d A421
d = {"key": "value"}
print(f"{d['key']}", f'{d["key"]}')  # expect: value value
print(f"{n!r:>6}", f"{None}", f"{True}", f"{...}", f"{1,2}", f"{*[1, 2], 3}")
# expect:     42 None True Ellipsis (1, 2) (1, 2, 3)
print(f"{(x := 5)} {x}", f"{n:{x}}")  # expect: 5 5    42
class Custom:
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "REPR"
    def __str__(self): return "STR"
c = Custom()
print(f"{c} {c:abc} {c!r} {c!s} {c!s:>5} {c:}")  # expect: <> <abc> REPR STR   STR <>
print(f"", f"{''}", f"{'nested ' + f'{n}'}")  # expect:   nested 42
print(f"{3 != 4}", f"{n:>{width}}", f"{not n}", f"{n if n > 3 else 0:d}")  # expect: True         42 False 42
try:
    f"{name:d}"
except ValueError as error:
    print(error)  # expect: Unknown format code 'd' for object of type 'str'
