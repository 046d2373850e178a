# f-strings as of PEP 701: quotes reused, backslashes and comments inside.
# since: 3.12
words = ["a", "b"]
print(f"{", ".join(words)}")  # expect: a, b
print(f"{"\n".join(words)}")
# expect: a
# expect: b
print(f"{f"{f"{1 + 1}"}"}")  # expect: 2
print(f"{
    len(words)  # a comment
}")  # expect: 2
print(f'{'x'!r:{'>'}{5}}')  # expect:   'x'
d = {"k": {"m": 1}}
print(f"{d["k"]["m"]}")  # expect: 1
print(f"{"{}"}", f"{"}"}", f"{'{'}")  # expect: {} } {
print(f"{'\t'.join(words)!r}")  # expect: 'a\tb'
print(f"{words[0]:{"^"}{"5"}}|")  # expect:   a  |
print(f"{"a" "b"}")  # expect: ab
