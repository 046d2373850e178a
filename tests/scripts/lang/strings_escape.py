# Escapes in str and bytes literals and how repr gives them back.
print(repr("\a\b\f\n\r\t\v\0"))  # expect: '\x07\x08\x0c\n\r\t\x0b\x00'
print(repr("\\ \' \""), repr('it\'s'), repr("say \"hi\""), repr("both ' and \""))
# expect: '\\ \' "' "it's" 'say "hi"' 'both \' and "'
print(repr("\x00\x1f\x7f\x80\xa0\xad\xff"))  # expect: '\x00\x1f\x7f\x80\xa0\xadÿ'
print(repr("é ü 日本 \u200b \ufeff \U0001F600 \U000E0001"))  # expect: 'é ü 日本 \u200b \ufeff 😀 \U000e0001'
print(repr("\ud800 \udfff"))  # expect: '\ud800 \udfff'
print(ascii("é 日本 \U0001F600 '"))  # expect: "\xe9 \u65e5\u672c \U0001f600 '"
print(repr(b"\x00\n\t\\'\"\xff abc"), repr(b"it's"), repr(b'"'))  # expect: b'\x00\n\t\\\'"\xff abc' b"it's" b'"'
print("\101\60\x41", len("\0001"), "\N{BULLET}", "\N{greek small letter alpha}")  # expect: A0A 2 • α
print("a\
b")  # expect: ab
print(len("\
"))  # expect: 0
print(r"\'", r"\"", len(r"\\"), r'a\
b')
# expect: \' \" 2 a\
# expect: b
print("""quote " and "" inside""", '''it's ''fine''' )  # expect: quote " and "" inside it's ''fine
print("\u00e9" == "é", "e\u0301" == "é", len("e\u0301"))  # expect: True False 2
print("😀"[0], len("😀"), "a😀b"[1:], "a😀b"[::-1])  # expect: 😀 1 😀b b😀a
print("tab\tq".expandtabs(4), "\x09" == "\t")  # expect: tab q True
