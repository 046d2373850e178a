"""A JSON reader and writer in plain Python, over generated documents.
Loads character tests, slices, recursion, isinstance chains, dict and list building."""
# quick: 1
import sys

ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
REVERSE = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
SPACES = " \n\t\r"
NUMBER_CHARS = "0123456789+-.eE"


class ParseError(Exception):
    pass


class Parser:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def skip(self):
        text = self.text
        position = self.position
        while position < len(text) and text[position] in SPACES:
            position += 1
        self.position = position
        return text[position] if position < len(text) else ""

    def expect(self, char):
        if self.skip() != char:
            raise ParseError(f"expected {char!r} at {self.position}")
        self.position += 1

    def value(self):
        char = self.skip()
        if char == "{":
            return self.object()
        if char == "[":
            return self.array()
        if char == '"':
            return self.string()
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return meaning
        return self.number()

    def object(self):
        result = {}
        self.expect("{")
        if self.skip() == "}":
            self.position += 1
            return result
        while True:
            self.skip()
            key = self.string()
            self.expect(":")
            result[key] = self.value()
            if self.skip() == ",":
                self.position += 1
                continue
            self.expect("}")
            return result

    def array(self):
        result = []
        self.expect("[")
        if self.skip() == "]":
            self.position += 1
            return result
        while True:
            result.append(self.value())
            if self.skip() == ",":
                self.position += 1
                continue
            self.expect("]")
            return result

    def string(self):
        self.expect('"')
        parts = []
        while True:
            char = self.text[self.position]
            self.position += 1
            if char == '"':
                return "".join(parts)
            if char == "\\":
                char = ESCAPES[self.text[self.position]]
                self.position += 1
            parts.append(char)

    def number(self):
        start = self.position
        while self.position < len(self.text) and self.text[self.position] in NUMBER_CHARS:
            self.position += 1
        token = self.text[start:self.position]
        try:
            return int(token)
        except ValueError:
            try:
                return float(token)
            except ValueError:
                raise ParseError(f"bad token {token!r} at {start}") from None


def quote(text):
    return '"' + "".join([REVERSE.get(char, char) for char in text]) + '"'


def dump(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join([dump(item) for item in value]) + "]"
    return "{" + ", ".join([quote(key) + ": " + dump(item) for key, item in value.items()]) + "}"


def document(size):
    people = []
    for i in range(size):
        people.append({
            "id": i,
            "name": f"Person \"{i}\" of\tmany",
            "score": i / 8,
            "tags": ["t" + str(j) for j in range(i % 5)],
            "active": i % 2 == 0,
            "manager": None if i % 3 else {"id": i // 2, "level": -i},
        })
    return {"people": people, "count": size, "empty": [{}, [], ""]}


def main(rounds):
    original = document(150)
    text = dump(original)
    for _ in range(rounds):
        parsed = Parser(text).value()
        text = dump(parsed)
    failures = 0
    for broken in ('{"a" 1}', "[1, 2", '{"a": tru}', "[1 2]"):
        try:
            Parser(broken).value()
        except ParseError:
            failures += 1
    print(rounds, len(text), parsed == original, failures)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
