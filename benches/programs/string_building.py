"""Text put together in every usual way: +=, join, %, f-strings, format, repeated pieces.
Loads str allocation, concatenation, number formatting and list joins."""
# quick: 3
import sys


def by_appending(count):
    text = ""
    for i in range(count):
        text += chr(97 + i % 26)
        if i % 7 == 0:
            text += " "
    return text


def by_joining(count):
    parts = []
    for i in range(count):
        parts.append("item")
        parts.append(str(i))
        parts.append(", ")
    return "".join(parts)


def by_percent(count):
    return "\n".join(["%5d|%-8s|%x|%.3f" % (i, "r" + str(i), i, i / 7.0) for i in range(count)])


def by_fstring(count):
    lines = []
    for i in range(count):
        name = f"row{i}"
        lines.append(f"<tr id='{name}'><td>{i:>6}</td><td>{i * 3:04x}</td><td>{i / 3:.2f}</td><td>{name!r}</td></tr>")
    return "".join(lines)


def by_format(count):
    pattern = "{0}-{1:>4}-{name}"
    return ";".join(pattern.format(i, i * i % 1000, name="n") for i in range(count))


def by_repeating(count):
    return "".join("=" * (i % 40) + "-" * (i % 13) for i in range(count))


def weigh(text):
    return len(text) * 31 + text.count("1") * 7 + text.count("e")


def main(rounds):
    builders = (by_appending, by_joining, by_percent, by_fstring, by_format, by_repeating)
    weights = []
    for _ in range(rounds):
        weights = [weigh(build(4000)) for build in builders]
    print(rounds, weights)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
