"""The methods of str on short and middling texts, ASCII and not.
Loads split, join, strip, replace, find, case changes, tests, slices, translate, encode."""
# quick: 30
import sys

TEXT = (
    "The heap belongs to one interpreter, and what leaves it leaves by copy.\n"
    "  Numbers: 1, 22, 333, 4444; names: alpha_beta, Gamma-Delta.  \n"
    "\tEvery object knows its owner; no owner knows another's objects.\n"
) * 4
FOREIGN = "Größe über Länge – naïve façade, Ωmega und λ: 日本語のテキスト. " * 4


def words_of(text):
    count = 0
    for line in text.splitlines():
        for word in line.strip().split():
            word = word.strip(".,;:'\"")
            if word.isalpha():
                count += len(word.upper()) + len(word.title())
            elif word.isdigit():
                count += int(word)
            elif "_" in word or "-" in word:
                count += len(word.replace("_", "-").split("-"))
    return count


def search(text):
    total = 0
    position = text.find("owner")
    while position >= 0:
        total += position
        position = text.find("owner", position + 1)
    total += text.rfind("heap") + text.index("Numbers") + text.count("er")
    for prefix in ("The", "the", "Every", " "):
        total += text.startswith(prefix) + text.endswith(prefix)
    head, middle, tail = text.partition("leaves")
    return total + len(head) - len(tail) + len(middle)


def recode(text):
    table = str.maketrans("aeiou", "AEIOU", "\t")
    changed = text.translate(table).swapcase().replace("ER", "<er>")
    data = changed.encode("utf-8")
    return len(data) + len(data.decode("utf-8").lower().casefold())


def slices(text):
    total = 0
    for start in range(0, len(text) - 8, 5):
        piece = text[start:start + 8]
        if piece[0] == piece[-1] or piece[::-1] > piece:
            total += ord(piece[3])
    return total


def pad(text):
    total = 0
    for word in text.split(" "):
        total += len(word.ljust(12) + word.rjust(9, ".") + word.center(15, "*") + word.zfill(6))
    return total


def main(rounds):
    result = []
    for _ in range(rounds):
        result = [job(text) for text in (TEXT, FOREIGN) for job in (words_of, recode, slices, pad)]
        result.append(search(TEXT))
    print(rounds, result)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 9000)
