# strip family, center, ljust, rjust, zfill, expandtabs.
s = "  xxhixx \t\n"
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), repr("xxhixx".strip("x")), repr("xyhixy".strip("yx")), repr("abc".strip("abc")), repr("a b".strip(" ")))
# expect: 'xxhixx' 'xxhixx \t\n' '  xxhixx' 'hi' 'hi' '' 'a b'
print(repr("xxhixx".lstrip("x")), repr("xxhixx".rstrip("x")), repr(s.strip(None)), repr("".strip()), repr("\u2003x\xa0".strip()), repr("éaé".strip("é")), repr("abc".strip("")))
# expect: 'hixx' 'xxhi' 'xxhixx' '' 'x' 'a' 'abc'
print(repr("ab".center(5)), repr("ab".center(6)), repr("abc".center(6)), repr("abc".center(4, "*")), repr("ab".center(1)), repr("ab".center(7, "日")))
# expect: '  ab ' '  ab  ' ' abc  ' 'abc*' 'ab' '日日日ab日日'
print(repr("ab".ljust(5)), repr("ab".rjust(5)), repr("ab".ljust(5, ".")), repr("ab".rjust(5, ".")), repr("ab".ljust(-3)), repr("日".rjust(3, "-")))
# expect: 'ab   ' '   ab' 'ab...' '...ab' 'ab' '--日'
print("42".zfill(5), "-42".zfill(5), "+42".zfill(5), "42".zfill(1), "".zfill(3), "--1".zfill(5), "x".zfill(3), "-".zfill(3))
# expect: 00042 -0042 +0042 42 000 -00-1 00x -00
print(repr("a\tb".expandtabs()), repr("a\tb\tc".expandtabs(4)), repr("ab\n\tc".expandtabs(3)), repr("\t".expandtabs(0)), repr("abcd\te".expandtabs(4)), repr("a\tb".expandtabs(tabsize=2)), repr("a\tb".expandtabs(-1)))
# expect: 'a       b' 'a   b   c' 'ab\n   c' '' 'abcd    e' 'a b' 'ab'
for n in range(3, 9):
    print("|" + "abc".center(n, "*") + "|" + "abcd".center(n, "*") + "|")
# expect: |abc|abcd|
# expect: |abc*|abcd|
# expect: |*abc*|*abcd|
# expect: |*abc**|*abcd*|
# expect: |**abc**|**abcd*|
# expect: |**abc***|**abcd**|
for bad in (lambda: "a".center(), lambda: "a".center("5"), lambda: "a".ljust(5, "ab"), lambda: "a".rjust(5, ""), lambda: "a".zfill("3"), lambda: "a".strip(5),
            lambda: "a".center(5, 6), lambda: "a".strip("a", "b"), lambda: "a".expandtabs("x"), lambda: "a".ljust(5, b"x")):
    try:
        bad()
    except TypeError as error:
        print(error)
# expect: center expected at least 1 argument, got 0
# expect: 'str' object cannot be interpreted as an integer
# expect: The fill character must be exactly one character long
# expect: The fill character must be exactly one character long
# expect: 'str' object cannot be interpreted as an integer
# expect: strip arg must be None or str
# expect: The fill character must be a unicode character, not int
# expect: strip expected at most 1 argument, got 2
# expect: 'str' object cannot be interpreted as an integer
# expect: The fill character must be a unicode character, not bytes
