# str: construction, indexing, concatenation, comparison.
# since: 3.13
s = "hello"
print(s[0], s[-1], s[1:3], s[:2], s[3:], s[::2], s[::-1], s[-3:-1], s[10:], s[2:1] == "", s[-100:100])
# expect: h o el he lo hlo olleh ll  True hello
print(s + " world", s * 3, 2 * s, s * 0 == "", s * -1 == "", "a" "b", len(s), "ell" in s, "z" not in s, "" in s)
# expect: hello world hellohellohello hellohello True True ab 5 True True True
print(str(), str(5), str(1.5), str(None), str([1, "a"]), str("s"), str(b"x"), str(b"abc", "ascii"), str(b"\xc3\xa9", "utf-8"), str(object=5))
# expect:  5 1.5 None [1, 'a'] s b'x' abc é 5
print(s == "hello", s != "x", s < "help", s > "hell", "Z" < "a", "a" < "é" < "日" < "😀", "abc" < "abcd", "" < "a")
# expect: True True True True True True True True
print(hash("a") == hash("a"), "a" is not None, "ab" == "a" + "b", s.__len__(), s.__contains__("l"), s.__getitem__(1))
# expect: True True True 5 True e
print(list("abc"), tuple("ab"), set("aa"), [c for c in "日本"], max("hello"), min("hello"), sorted("hello"), "".join(reversed("abc")))
# expect: ['a', 'b', 'c'] ('a', 'b') {'a'} ['日', '本'] o e ['e', 'h', 'l', 'l', 'o'] cba
for i in range(-6, 6):
    try:
        print(i, s[i])
    except IndexError as error:
        print(i, error)
# expect: -6 string index out of range
# expect: -5 h
# expect: -4 e
# expect: -3 l
# expect: -2 l
# expect: -1 o
# expect: 0 h
# expect: 1 e
# expect: 2 l
# expect: 3 l
# expect: 4 o
# expect: 5 string index out of range
for bad in (lambda: s["a"], lambda: s[1.0], lambda: s + 1, lambda: s + b"x", lambda: 1 + s, lambda: s * "a", lambda: s - "h", lambda: 5 in s,
            lambda: s < 5, lambda: s[None], lambda: s[::0], lambda: str(b"x", 5), lambda: str("x", "utf-8"), lambda: str(1, 2, 3, 4), lambda: s["a":],
            lambda: -s, lambda: s / 2, lambda: s()):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError string indices must be integers, not 'str'
# expect: TypeError string indices must be integers, not 'float'
# expect: TypeError can only concatenate str (not "int") to str
# expect: TypeError can only concatenate str (not "bytes") to str
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError can't multiply sequence by non-int of type 'str'
# expect: TypeError unsupported operand type(s) for -: 'str' and 'str'
# expect: TypeError 'in <string>' requires string as left operand, not int
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError string indices must be integers, not 'NoneType'
# expect: ValueError slice step cannot be zero
# expect: TypeError str() argument 'encoding' must be str, not int
# expect: TypeError decoding str is not supported
# expect: TypeError str expected at most 3 arguments, got 4
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError bad operand type for unary -: 'str'
# expect: TypeError unsupported operand type(s) for /: 'str' and 'int'
# expect: TypeError 'str' object is not callable
try:
    s[0] = "H"
except TypeError as error:
    print(error)  # expect: 'str' object does not support item assignment
class Sub(str):
    def __str__(self): return "sub str"
print(str(Sub("x")), Sub("x") + "y", f"{Sub('x')}", [Sub("x")], Sub("x") == "x", hash(Sub("x")) == hash("x"))
# expect: sub str xy sub str ['x'] True True
