"""Words of a generated text counted, ranked and indexed, and the text searched by letter pairs.
Loads str.split, strip and lower, dict counting with str keys, sorting by key, str hashing."""
# quick: 2
import sys

SYLLABLES = ["la", "don", "ser", "pent", "gar", "den", "ap", "ple", "her", "cu", "les", "a", "tlas", "o", "rei"]


def make_text(words, seed):
    lines = []
    line = []
    for _ in range(words):
        seed = seed * 16807 % 2147483647
        word = "".join(SYLLABLES[(seed >> shift) % 15] for shift in range(0, 4 * (seed % 3 + 1), 4))
        if seed % 11 == 0:
            word = word.capitalize()
        if seed % 13 == 0:
            word += ",.;!"[seed % 4]
        line.append(word)
        if len(line) == 12:
            lines.append(" ".join(line))
            line = []
    return "\n".join(lines)


def rank(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.lower().split():
            word = word.strip(".,;!")
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def index(text):
    places = {}
    for number, line in enumerate(text.splitlines()):
        for word in line.split(" "):
            places.setdefault(word, set()).add(number)
    return sum(len(lines) for word, lines in places.items() if word[0].isupper())


def letter_pairs(text):
    pairs = {}
    last = " "
    for char in text:
        if char.isalpha():
            pair = last + char
            pairs[pair] = pairs.get(pair, 0) + 1
        last = char
    return max(pairs, key=lambda pair: (pairs[pair], pair)), len(pairs)


def anagrams(ranked):
    groups = {}
    for word, count in ranked:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return max(len(group) for group in groups.values())


def main(rounds):
    text = make_text(6000, 11)
    for _ in range(rounds):
        ranked = rank(text)
        result = ranked[:3], len(ranked), index(text), letter_pairs(text), anagrams(ranked)
    print(rounds, result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 160)
