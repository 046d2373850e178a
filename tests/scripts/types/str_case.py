# Case methods, also beyond ASCII.
for s in ("hello World", "ÀÉÎ straße", "ǆ ﬁ ŉ", "ΑΣ σς Σ", "İstanbul ı", "they're bill's", "a1b2 C3", "", "日本", "ᾳ ÿ", "x_y-z"):
    print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), sep="|")
# expect: HELLO WORLD|hello world|Hello World|Hello world|HELLO wORLD|hello world
# expect: ÀÉÎ STRASSE|àéî straße|Àéî Straße|Àéî straße|àéî STRASSE|àéî strasse
# expect: Ǆ FI ʼN|ǆ ﬁ ŉ|ǅ Fi ʼN|ǅ ﬁ ŉ|Ǆ FI ʼN|ǆ fi ʼn
# expect: ΑΣ ΣΣ Σ|ας σς σ|Ας Σς Σ|Ας σς σ|ας ΣΣ σ|ασ σσ σ
# expect: İSTANBUL I|i̇stanbul ı|İstanbul I|İstanbul ı|i̇STANBUL I|i̇stanbul ı
# expect: THEY'RE BILL'S|they're bill's|They'Re Bill'S|They're bill's|THEY'RE BILL'S|they're bill's
# expect: A1B2 C3|a1b2 c3|A1B2 C3|A1b2 c3|A1B2 c3|a1b2 c3
# expect: |||||
# expect: 日本|日本|日本|日本|日本|日本
# expect: ΑΙ Ÿ|ᾳ ÿ|ᾼ Ÿ|ᾼ ÿ|ΑΙ Ÿ|αι ÿ
# expect: X_Y-Z|x_y-z|X_Y-Z|X_y-z|X_Y-Z|x_y-z
for s in ("", "abc", "ABC", "Abc", "Abc Def", "abc def", "123", "a1", "A1", "ß", "ǅ", "日", "Ab Cd1", "É"):
    print(repr(s), s.isupper(), s.islower(), s.istitle())
# expect: '' False False False
# expect: 'abc' False True False
# expect: 'ABC' True False False
# expect: 'Abc' False False True
# expect: 'Abc Def' False False True
# expect: 'abc def' False True False
# expect: '123' False False False
# expect: 'a1' False True False
# expect: 'A1' True False True
# expect: 'ß' False True False
# expect: 'ǅ' False False True
# expect: '日' False False False
# expect: 'Ab Cd1' False False True
# expect: 'É' True False True
print("ß".upper(), "ß".casefold() == "ss", "ﬁ".upper(), len("İ".lower()), "Σ".lower(), "ΑΣ".lower(), "ΑΣΑ".lower())
# expect: SS True FI 2 σ ας ασα
print("hello"[0].upper() + "hello"[1:], "HeLLo".swapcase().swapcase() == "HeLLo", "ẞ".lower(), "ŉ".upper(), "ὈΔΥΣΣΕΎΣ".lower())
# expect: Hello True ß ʼN ὀδυσσεύς
