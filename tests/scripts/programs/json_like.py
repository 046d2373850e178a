# A JSON reader and writer.
def dump(value, indent=0):
    match value:
        case None: return "null"
        case True: return "true"
        case False: return "false"
        case int() | float(): return repr(value)
        case str():
            out = ['"']
            for ch in value:
                out.append({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(ch) or (ch if " " <= ch < "\x7f" else f"\\u{ord(ch):04x}"))
            return "".join(out + ['"'])
        case list() | tuple(): return "[" + ", ".join(dump(v) for v in value) + "]"
        case dict(): return "{" + ", ".join(f"{dump(str(k))}: {dump(v)}" for k, v in value.items()) + "}"
    raise TypeError(f"cannot dump {type(value).__name__}")
class Reader:
    def __init__(self, text): self.text, self.i = text, 0
    def fail(self, what): raise ValueError(f"{what} at {self.i}")
    def skip(self):
        while self.i < len(self.text) and self.text[self.i] in " \n\t\r": self.i += 1
        return self.text[self.i] if self.i < len(self.text) else ""
    def document(self):
        value = self.value()
        if self.skip(): self.fail("extra data")
        return value
    def value(self):
        ch = self.skip()
        if ch == "{": return dict(self.items("}", self.pair))
        if ch == "[": return list(self.items("]", self.value))
        if ch == '"': return self.string()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.i):
                self.i += len(word)
                return value
        start = self.i
        while self.i < len(self.text) and self.text[self.i] in "+-0123456789.eE": self.i += 1
        number = self.text[start:self.i]
        if not number: self.fail("expected a value")
        return float(number) if set(number) & set(".eE") else int(number)
    def items(self, end, read):
        self.i += 1
        if self.skip() == end:
            self.i += 1
            return
        while True:
            yield read()
            ch = self.skip()
            self.i += 1
            if ch == end: return
            if ch != ",":
                self.i -= 1
                self.fail("expected , or " + end)
    def pair(self):
        if self.skip() != '"': self.fail("expected a key")
        key = self.string()
        if self.skip() != ":": self.fail("expected :")
        self.i += 1
        return key, self.value()
    def string(self):
        out = []
        self.i += 1
        while self.i < len(self.text):
            ch = self.text[self.i]
            self.i += 1
            if ch == '"': return "".join(out)
            if ch == "\\":
                ch = self.text[self.i]
                self.i += 1
                if ch == "u":
                    out.append(chr(int(self.text[self.i:self.i + 4], 16)))
                    self.i += 4
                else:
                    out.append({"n": "\n", "t": "\t"}.get(ch, ch))
            else: out.append(ch)
        self.fail("unterminated string")
data = {"name": "ladon", "heads": 100, "ratio": 0.5, "tags": ["a", "b\n", 'q"q', "é"], "nested": {"deep": [[], {}, None, True, False]}, "neg": -1.5e10}
text = dump(data)
print(text)
# expect: {"name": "ladon", "heads": 100, "ratio": 0.5, "tags": ["a", "b\n", "q\"q", "\u00e9"], "nested": {"deep": [[], {}, null, true, false]}, "neg": -15000000000.0}
print(Reader(text).document() == data, dump(Reader(text).document()) == text)  # expect: True True
for bad in ("", "[1,", "[1 2]", '{"a" 1}', '{1: 2}', '"abc', "tru", "[1] 2", "nul", "-", "{]"):
    try:
        print(Reader(bad).document())
    except (ValueError, IndexError) as error:
        print(repr(bad), type(error).__name__, error)
# expect: '' ValueError expected a value at 0
# expect: '[1,' ValueError expected a value at 3
# expect: '[1 2]' ValueError expected , or ] at 3
# expect: '{"a" 1}' ValueError expected : at 5
# expect: '{1: 2}' ValueError expected a key at 1
# expect: '"abc' ValueError unterminated string at 4
# expect: 'tru' ValueError expected a value at 0
# expect: '[1] 2' ValueError extra data at 4
# expect: 'nul' ValueError expected a value at 0
# expect: '-' ValueError invalid literal for int() with base 10: '-'
# expect: '{]' ValueError expected a key at 1
try:
    dump({1, 2})
except TypeError as error:
    print(error)  # expect: cannot dump set
