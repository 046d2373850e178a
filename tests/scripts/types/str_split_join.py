# split, rsplit, splitlines, join.
s = "  a b  c\td\n"
print(s.split(), s.split(None, 1), s.split(" "), s.split(maxsplit=2), "".split(), "".split(","), "   ".split(), s.rsplit(), s.rsplit(None, 1))
# expect: ['a', 'b', 'c', 'd'] ['a', 'b  c\td\n'] ['', '', 'a', 'b', '', 'c\td\n'] ['a', 'b', 'c\td\n'] [] [''] [] ['a', 'b', 'c', 'd'] ['  a b  c', 'd']
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 1), ",".split(","), "abc".split("abc"), "a--b--c".split("--"), "aXbX".split("X"))
# expect: ['a', 'b', '', 'c'] ['a', 'b,,c'] ['a,b,', 'c'] ['', ''] ['', ''] ['a', 'b', 'c'] ['a', 'b', '']
print("a,b,c".split(",", 0), "a,b,c".split(",", -1), "a b c".split(sep=" ", maxsplit=1), "a b c d".rsplit(" ", 2), " a  b ".rsplit(None, 1))
# expect: ['a,b,c'] ['a', 'b', 'c'] ['a', 'b c'] ['a b', 'c', 'd'] [' a', 'b']
print("日,本".split(","), "a\u2003b\xa0c".split(), "a\x1cb\x85c".split(), "x\u200by".split())
# expect: ['日', '本'] ['a', 'b', 'c'] ['a', 'b', 'c'] ['x\u200by']
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\u2029j".splitlines(), "a\n\nb\n".splitlines(), "a\nb".splitlines(True), "".splitlines(), "\n".splitlines(), "a\r\n".splitlines(keepends=True))
# expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] ['a', '', 'b'] ['a\n', 'b'] [] [''] ['a\r\n']
print(",".join(["a", "b"]), "".join([]), "-".join("abc"), ", ".join(("x",)), "ab".join(["1", "2", "3"]), "|".join({"k": 1}), ",".join(str(i) for i in range(3)))
# expect: a,b  a-b-c x 1ab2ab3 k 0,1,2
print("日".join(["é", "😀"]), "".join(["a" * 3, "é"]), "x".join(["", ""]), repr(" ".join(["", "a", ""])))
# expect: é日😀 aaaé x ' a '
for bad in (lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: ",".join(5), lambda: "a".split(""), lambda: "a".split(5), lambda: "a".split(",", "x"),
            lambda: "a".rsplit(""), lambda: ",".join(), lambda: ",".join([b"a"]), lambda: "a".split(b","), lambda: ",".join(["a", "b", 3])):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError sequence item 0: expected str instance, int found
# expect: TypeError sequence item 1: expected str instance, NoneType found
# expect: TypeError can only join an iterable
# expect: ValueError empty separator
# expect: TypeError must be str or None, not int
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError empty separator
# expect: TypeError str.join() takes exactly one argument (0 given)
# expect: TypeError sequence item 0: expected str instance, bytes found
# expect: TypeError must be str or None, not bytes
# expect: TypeError sequence item 2: expected str instance, int found
text = "the quick brown fox"
print(" ".join(word[::-1] for word in text.split()), " ".join(text.split()[::-1]), [len(w) for w in text.split()])
# expect: eht kciuq nworb xof fox brown quick the [3, 5, 5, 3]
print("a.b.c".rpartition(".")[0], "k=v=w".split("=", 1), dict(p.split(":") for p in "a:1 b:2".split()))
# expect: a.b ['k', 'v=w'] {'a': '1', 'b': '2'}
