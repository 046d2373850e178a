# Tokens of a source, as the `tokenize` module asks for them: (type, text, start, end, line). The rules are those of the
# language reference, chapter 2.

import re as _re
import token as _token

_EXACT = sorted(_token.EXACT_TOKEN_TYPES, key=len, reverse=True)
_OPERATOR = "|".join(map(_re.escape, _EXACT))
_NUMBER = (
    r"0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
    r"|(?:[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][-+]?[0-9](?:_?[0-9])*)?[jJ]?"
    r"|[0-9](?:_?[0-9])*[eE][-+]?[0-9](?:_?[0-9])*[jJ]?|[0-9](?:_?[0-9])*[jJ]?"
)
_PREFIX = r"(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])?"
_START = _re.compile(
    rf"(?P<space>[ \f\t]+|\\\r?\n)|(?P<comment>#[^\r\n]*)|(?P<newline>\r?\n)"
    rf"|(?P<string>{_PREFIX}(?:'''|\"\"\"|'|\"))|(?P<number>{_NUMBER})|(?P<name>\w+)|(?P<op>{_OPERATOR})"
)


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        self._extra = extra_tokens
        self._tokens = self._run(readline, encoding)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._tokens)

    def _run(self, readline, encoding):
        source = []
        while True:
            try:
                line = readline()
            except StopIteration:
                break
            if not line:
                break
            source.append(line if isinstance(line, str) else line.decode(encoding or "utf-8"))
        lines = "".join(source).splitlines(keepends=True)
        missing = bool(lines) and not lines[-1].endswith("\n")
        if missing:
            lines[-1] += "\n"
        yield from self._scan(lines, missing)

    def _scan(self, lines, missing):
        extra = self._extra
        text = "".join(lines)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        row = 0
        indents = [0]
        depth = 0
        at = 0
        begins = True
        content = False

        def place(offset, low):
            while low + 1 < len(starts) and starts[low + 1] <= offset:
                low += 1
            return low, (low + 1, offset - starts[low])

        while at < len(text):
            if begins and not depth:
                begins = False
                match = _re.compile(r"[ \f\t]*").match(text, at)
                blank = match.group()
                end = match.end()
                if end < len(text) and text[end] not in "#\r\n\\":
                    column = 0
                    for c in blank:
                        column = 0 if c == "\f" else (column // 8 + 1) * 8 if c == "\t" else column + 1
                    row, here = place(end, row)
                    if column > indents[-1]:
                        indents.append(column)
                        yield _token.INDENT, blank, (here[0], 0), here, lines[row]
                    while column < indents[-1]:
                        if column not in indents:
                            raise IndentationError(
                                "unindent does not match any outer indentation level",
                                ("<string>", here[0], here[1] + 1, lines[row], here[0], here[1] + 1))
                        indents.pop()
                        yield _token.DEDENT, "", here, here, lines[row]
                at = end
                continue
            match = _START.match(text, at)
            row, here = place(at, row)
            if match is None:
                if not extra:
                    raise SyntaxError("invalid syntax", ("<string>", here[0], here[1] + 1, lines[row]))
                yield _token.OP if extra else _token.ERRORTOKEN, text[at], here, (here[0], here[1] + 1), lines[row]
                at += 1
                continue
            kind = match.lastgroup
            found = match.group()
            end = match.end()
            if kind == "space":
                at = end
                continue
            if kind == "string":
                first = row
                yield from self._string(text, at, end, found, lines, place, first)
                at = self._string_end
                content = True
                continue
            stop = (here[0], here[1] + len(found))
            line = lines[row]
            at = end
            if kind == "comment":
                if extra:
                    yield _token.COMMENT, found, here, stop, line
            elif kind == "newline":
                last = missing and at >= len(text)
                shown = "" if last else found
                if depth:
                    if extra:
                        yield _token.NL, shown, here, stop, line
                elif content:
                    yield _token.NEWLINE, shown, here, (here[0], here[1] + 1), line
                elif extra:
                    yield _token.NL, shown, here, (here[0], here[1] + 1) if not last else here, line
                content = False
                begins = not depth
            else:
                content = True
                if kind == "number":
                    yield _token.NUMBER, found, here, stop, line
                elif kind == "name":
                    yield _token.NAME, found, here, stop, line
                else:
                    if found in "([{":
                        depth += 1
                    elif found in ")]}":
                        depth = max(depth - 1, 0)
                    yield _token.OP if extra else _token.EXACT_TOKEN_TYPES[found], found, here, stop, line
        if depth:
            raise SyntaxError("unexpected EOF in multi-line statement", ("<string>", len(lines), 0, ""))
        end_row = len(lines) + 1
        for _ in indents[1:]:
            yield _token.DEDENT, "", (end_row, 0), (end_row, 0), ""
        yield _token.ENDMARKER, "", (end_row, 0), (end_row, 0), ""

    def _string(self, text, at, body, opening, lines, place, row):
        quote = opening.lstrip("rRbBfFtTuU")
        prefix = opening[:-len(quote)].lower()
        formatted = "f" in prefix or "t" in prefix
        row, here = place(at, row)
        if not formatted:
            end = self._find_end(text, body, quote, lines, here, row)
            last, stop = place(end, row)
            line = "".join(lines[row:last + 1])
            self._string_end = end
            yield _token.STRING, text[at:end], here, stop, line
            return
        kinds = ("TSTRING" if "t" in prefix else "FSTRING")
        start_kind, middle, end_kind = (getattr(_token, f"{kinds}_{part}") for part in ("START", "MIDDLE", "END"))
        _, stop = place(body, row)
        yield start_kind, opening, here, stop, lines[row]
        yield from self._formatted(text, body, quote, lines, place, row, "r" in prefix, middle, False)
        at = self._string_end
        last, here = place(at, row)
        _, stop = place(at + len(quote), last)
        self._string_end = at + len(quote)
        yield end_kind, quote, here, stop, lines[last]

    def _find_end(self, text, at, quote, lines, here, row):
        while at < len(text):
            c = text[at]
            if c == "\\":
                at += 2
            elif text.startswith(quote, at):
                return at + len(quote)
            elif c == "\n" and len(quote) == 1:
                break
            else:
                at += 1
        what = "triple-quoted " if len(quote) == 3 else ""
        raise SyntaxError(f"unterminated {what}string literal (detected at line {here[0]})",
                          ("<string>", here[0], here[1] + 1, lines[row]))

    def _formatted(self, text, at, quote, lines, place, row, raw, middle, spec):
        """Literal parts and replacement fields, up to the closing quote (or, in a format spec, the brace)."""
        start = at
        pending = ""
        while at < len(text):
            c = text[at]
            if not spec and text.startswith(quote, at):
                break
            if spec and c == "}":
                break
            if c == "\\" and not raw:
                pending += text[at:at + 2]
                at += 2
                continue
            if c in "{}" and text[at + 1:at + 2] == c and not spec:
                pending += c
                at += 2
                continue
            if c == "{":
                if pending:
                    first, here = place(start, row)
                    last, stop = place(at, first)
                    yield middle, pending, here, stop, lines[first]
                yield from self._field(text, at, quote, lines, place, row, raw, middle)
                at = start = self._string_end
                pending = ""
                continue
            if c == "\n" and len(quote) == 1:
                _, here = place(at, row)
                raise SyntaxError(f"unterminated f-string literal (detected at line {here[0]})",
                                  ("<string>", here[0], here[1] + 1, ""))
            pending += c
            at += 1
        if pending:
            first, here = place(start, row)
            last, stop = place(at, first)
            yield middle, pending, here, stop, lines[first]
        self._string_end = at

    def _field(self, text, at, quote, lines, place, row, raw, middle):
        op = lambda a, b: self._plain(text, a, b, lines, place, row)
        yield op(at, at + 1)
        at += 1
        depth = 0
        while at < len(text):
            match = _START.match(text, at)
            if match is None:
                if text[at] == "!":
                    yield op(at, at + 1)
                    at += 1
                    continue
                raise SyntaxError("f-string: invalid syntax")
            kind, found, end = match.lastgroup, match.group(), match.end()
            if kind == "string":
                yield from self._string(text, at, end, found, lines, place, row)
                at = self._string_end
                continue
            if kind in ("space", "newline", "comment"):
                at = end
                continue
            if not depth and found == "}":
                yield op(at, end)
                self._string_end = end
                return
            if not depth and found in (":", ":="):
                yield op(at, at + 1)
                yield from self._formatted(text, at + 1, quote, lines, place, row, raw, middle, True)
                at = self._string_end
                continue
            if kind == "op":
                depth += found in "([{"
                depth -= found in ")]}"
                yield op(at, end)
            else:
                first, here = place(at, row)
                type_ = _token.NUMBER if kind == "number" else _token.NAME
                yield type_, found, here, (here[0], here[1] + len(found)), lines[first]
            at = end
        raise SyntaxError("f-string: expecting '}'")

    def _plain(self, text, a, b, lines, place, row):
        first, here = place(a, row)
        found = text[a:b]
        kind = _token.OP if self._extra else _token.EXACT_TOKEN_TYPES.get(found, _token.OP)
        return kind, found, here, (here[0], here[1] + b - a), lines[first]
