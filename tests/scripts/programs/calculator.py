# A recursive-descent calculator.
class Lexer:
    def __init__(self, text): self.text, self.pos = text, 0
    def __iter__(self):
        text = self.text
        while self.pos < len(text):
            ch = text[self.pos]
            if ch.isspace():
                self.pos += 1
            elif ch.isdigit() or ch == ".":
                start = self.pos
                while self.pos < len(text) and (text[self.pos].isdigit() or text[self.pos] == "."): self.pos += 1
                number = text[start:self.pos]
                yield "num", float(number) if "." in number else int(number)
            elif ch.isalpha():
                start = self.pos
                while self.pos < len(text) and text[self.pos].isalnum(): self.pos += 1
                yield "name", text[start:self.pos]
            elif text.startswith("**", self.pos):
                self.pos += 2
                yield "op", "**"
            elif ch in "+-*/%(),=":
                self.pos += 1
                yield "op", ch
            else:
                raise SyntaxError(f"unexpected {ch!r} at {self.pos}")
        yield "end", None
class Parser:
    functions = {"max": max, "min": min, "abs": abs, "sum": lambda *a: sum(a)}
    levels = [{"+": lambda a, b: a + b, "-": lambda a, b: a - b}, {"*": lambda a, b: a * b, "/": lambda a, b: a / b, "%": lambda a, b: a % b}]
    def __init__(self, names): self.names = names
    def run(self, text):
        self.tokens = iter(Lexer(text))
        self.advance()
        if self.kind == "name" and "=" in text:
            name = self.value
            self.advance(); self.expect("=")
            self.names[name] = result = self.binary(0)
        else:
            result = self.binary(0)
        if self.kind != "end": raise SyntaxError(f"unexpected {self.value!r}")
        return result
    def advance(self): self.kind, self.value = next(self.tokens, ("end", None))
    def expect(self, op):
        if self.value != op: raise SyntaxError(f"expected {op!r}, got {self.value!r}")
        self.advance()
    def binary(self, level):
        if level == len(self.levels): return self.power()
        left = self.binary(level + 1)
        while self.kind == "op" and self.value in self.levels[level]:
            apply = self.levels[level][self.value]
            self.advance()
            left = apply(left, self.binary(level + 1))
        return left
    def power(self):
        if self.value == "-" and self.kind == "op":
            self.advance()
            return -self.power()
        base = self.atom()
        if self.value == "**":
            self.advance()
            return base ** self.power()
        return base
    def atom(self):
        kind, value = self.kind, self.value
        self.advance()
        match kind, value:
            case "num", number: return number
            case "name", name if self.value == "(" and self.kind == "op":
                self.advance()
                args = [self.binary(0)]
                while self.value == ",":
                    self.advance()
                    args.append(self.binary(0))
                self.expect(")")
                return self.functions[name](*args)
            case "name", name: return self.names[name]
            case "op", "(":
                inner = self.binary(0)
                self.expect(")")
                return inner
        raise SyntaxError(f"unexpected {value!r}")
parser = Parser({"pi": 3.14159})
for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "10 / 4", "7 % 4 - 1", "x = 5", "x * x + 1", "max(1, x, 3) + abs(-2)", "pi * 2", "2 **", "1 + )", "(1", "y", "1 $ 2", "1 / 0", "1.5.2", "sum(1,2,3)", "((((7))))"):
    try:
        print(text, "=", parser.run(text))
    except (SyntaxError, KeyError, ZeroDivisionError, ValueError) as error:
        print(text, "!", type(error).__name__, error)
# expect: 1 + 2 * 3 = 7
# expect: (1 + 2) * 3 = 9
# expect: 2 ** 3 ** 2 = 512
# expect: -2 ** 2 = -4
# expect: 10 / 4 = 2.5
# expect: 7 % 4 - 1 = 2
# expect: x = 5 = 5
# expect: x * x + 1 = 26
# expect: max(1, x, 3) + abs(-2) = 7
# expect: pi * 2 = 6.28318
# expect: 2 ** ! SyntaxError unexpected None
# expect: 1 + ) ! SyntaxError unexpected ')'
# expect: (1 ! SyntaxError expected ')', got None
# expect: y ! KeyError 'y'
# expect: 1 $ 2 ! SyntaxError unexpected '$' at 2
# expect: 1 / 0 ! ZeroDivisionError division by zero
# expect: 1.5.2 ! ValueError could not convert string to float: '1.5.2'
# expect: sum(1,2,3) = 6
# expect: ((((7)))) = 7
