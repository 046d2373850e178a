# Code points outside ASCII and outside the BMP.
s = "aé日😀\u0301"
print(len(s), [hex(ord(c)) for c in s], s[3], s[2:4], s[::-1] == "\u0301😀日éa", s.index("😀"), s[-2])
# expect: 5 ['0x61', '0xe9', '0x65e5', '0x1f600', '0x301'] 😀 日😀 True 3 😀
print("😀" * 3, "😀" in s, "x😀y".split("😀"), "😀a".replace("a", "😀"), sorted("😀日éa"), max("日😀"), "😀😀".count("😀"))
# expect: 😀😀😀 True ['x', 'y'] 😀😀 ['a', 'é', '日', '😀'] 😀 2
print(chr(0x1F600), ord("😀"), chr(0x10FFFF) == "\U0010ffff", ascii("😀"), repr("😀"), repr("\U000e0100"), repr("\u0378"))
# expect: 😀 128512 True '\U0001f600' '😀' '󠄀' '\u0378'
print(repr("\ud83d\ude00"), len("\ud83d\ude00"), "\ud83d\ude00" == "😀", repr("\ud800a"), ord("\udfff"), repr(chr(0xD800)))
# expect: '\ud83d\ude00' 2 False '\ud800a' 57343 '\ud800'
print("\u00e9" == "e\u0301", "ǅ".lower(), "é" < "f", "é" > "z", [c for c in "é\u0301"], "é".encode(), "日".encode(), "😀".encode())
# expect: False ǆ False True ['é', '́'] b'\xc3\xa9' b'\xe6\x97\xa5' b'\xf0\x9f\x98\x80'
big = "日本語" * 1000 + "x" + "😀" * 1000
print(len(big), big[3000], big[3001], big[-1], big[2999:3002], big.find("x"), big[::1000], big.count("本"), big[1500], big[-1001])
# expect: 4001 x 😀 😀 語x😀 3000 日本語x😀 1000 日 x
total = 0
for i, c in enumerate(big):
    if big[i] == c: total += 1
print(total)  # expect: 4001
for i in (0, 1, 2999, 3000, 3001, 4000, -1, -4001):
    print(i, big[i], end="; ")
print()  # expect: 0 日; 1 本; 2999 語; 3000 x; 3001 😀; 4000 😀; -1 😀; -4001 日; 
print("".join(chr(c) for c in range(0x3b1, 0x3b6)), "straße".upper(), "naïve"[2], "ﬀ"[0], "👨‍👩‍👧"[0], len("👨‍👩‍👧"), len("🇩🇪"))
# expect: αβγδε STRASSE ï ﬀ 👨 5 2
d = {"é": 1, "日": 2, "😀": 3}
print(d["😀"], d, "\N{SNOWMAN}", "\N{LATIN SMALL LETTER E WITH ACUTE}", "%s|%5s|%c" % ("😀", "日", "😀"), f"{'😀':>3}|{'é':^5}|")
# expect: 3 {'é': 1, '日': 2, '😀': 3} ☃ é 😀|    日|😀   😀|  é  |
héllo = 5
日 = 6
print(héllo + 日, "\x7f".isprintable(), "\xa0".isspace(), "a\u2028b".splitlines())  # expect: 11 False True ['a', 'b']
try:
    print("\ud800".encode())
except UnicodeEncodeError as error:
    print(error)  # expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
