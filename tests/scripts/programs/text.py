# Work on text: counting, wrapping, roman numerals, ciphers, run lengths.
text = "It was the best of times, it was the worst of times; it was the age of wisdom"
words = [w.strip(",;.").lower() for w in text.split()]
counts = {}
for w in words: counts[w] = counts.get(w, 0) + 1
print(sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:5])
# expect: [('it', 3), ('of', 3), ('the', 3), ('was', 3), ('times', 2)]
def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line]
for line in wrap(text, 24): print(f"|{line:<24}|{line:>24}|{line:^24}|")
# expect: |It was the best of      |      It was the best of|   It was the best of   |
# expect: |times, it was the worst | times, it was the worst|times, it was the worst |
# expect: |of times; it was the age|of times; it was the age|of times; it was the age|
# expect: |of wisdom               |               of wisdom|       of wisdom        |
def roman(n):
    out = ""
    for value, digits in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out += digits
            n -= value
    return out
def from_roman(s):
    values = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
    return sum(-values[a] if values[a] < values.get(b, 0) else values[a] for a, b in zip(s, s[1:] + " "))
print([roman(n) for n in (1, 4, 9, 14, 40, 1990, 2024, 3999)], all(from_roman(roman(n)) == n for n in range(1, 4000)))
# expect: ['I', 'IV', 'IX', 'XIV', 'XL', 'MCMXC', 'MMXXIV', 'MMMCMXCIX'] True
def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out.append(f"{j - i}{s[i]}")
        i = j
    return "".join(out)
print(rle("aaabccddddd"), rle(""), rle("abc"))  # expect: 3a1b2c5d  1a1b1c
def caesar(s, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else chr((ord(c) - 65 + k) % 26 + 65) if c.isupper() else c for c in s)
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))  # expect: Khoor, Zruog! Hello, World!
print("madam"[::-1] == "madam", sorted("listen") == sorted("silent"), "".join(sorted(set("mississippi"))), "snake_case_name".title().replace("_", ""), "-".join(f"{ord(c):08b}" for c in "hi"))
# expect: True True imps SnakeCaseName 01101000-01101001
table = [("name", "qty", "price"), ("apple", 3, 1.5), ("banana", 12, 0.25), ("kiwi", 100, 10)]
widths = [max(len(str(row[i])) for row in table) for i in range(3)]
for row in table: print(" | ".join(f"{cell!s:>{w}}" if not isinstance(cell, str) else f"{cell:<{w}}" for cell, w in zip(row, widths)) + " |")
# expect: name   | qty | price |
# expect: apple  |   3 |   1.5 |
# expect: banana |  12 |  0.25 |
# expect: kiwi   | 100 |    10 |
def number(n):
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20: return ones[n]
    if n < 100: return tens[n // 10 - 2] + ("-" + ones[n % 10] if n % 10 else "")
    if n < 1000: return ones[n // 100] + " hundred" + (" and " + number(n % 100) if n % 100 else "")
    return number(n // 1000) + " thousand" + (" " + number(n % 1000) if n % 1000 else "")
print(number(0), number(13), number(42), number(342), number(99999), sep="; ")
# expect: zero; thirteen; forty-two; three hundred and forty-two; ninety-nine thousand nine hundred and ninety-nine
