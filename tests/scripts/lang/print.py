# The print builtin: separators, ends, several values.
print("hello")  # expect: hello
print()  # expect:
print(1, 2, 3)  # expect: 1 2 3
print("a", "b", sep="-")  # expect: a-b
print("no newline", end="")
print("|")  # expect: no newline|
print("x", "y", sep="", end="!\n")  # expect: xy!
print(None, True, False, ...)  # expect: None True False Ellipsis
print("a\nb")
# expect: a
# expect: b
print(1, "two", 3.0, [4], (5,), {6: 7})  # expect: 1 two 3.0 [4] (5,) {6: 7}
print(*[1, 2, 3], sep="\n")
# expect: 1
# expect: 2
# expect: 3
print("tab\there", 'quote"', "it's")  # expect: tab	here quote" it's
print("", end="")
print(sep="x", end="end\n")  # expect: end
print("é", "日本", "😀")  # expect: é 日本 😀
