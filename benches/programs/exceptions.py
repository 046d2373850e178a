"""Exceptions raised and caught near and far, by builtins and by `raise`, with finally and chaining.
Loads raise, match, unwinding through frames, `try` that never fails, exception classes."""
# quick: 3000
import sys


class AppError(Exception):
    def __init__(self, code):
        super().__init__("code %d" % code)
        self.code = code


class NotFound(AppError):
    pass


def lookups(count):
    table = {i: i * 2 for i in range(0, 100, 2)}
    hits = misses = 0
    for i in range(count):
        try:
            hits += table[i % 100]
        except KeyError:
            misses += 1
    return hits + misses


def no_failure(count):
    total = 0
    for i in range(count):
        try:
            total += i
        except ValueError:
            total = -1
        else:
            total ^= 1
        finally:
            total += 1
    return total


def dive(depth, code):
    if depth == 0:
        raise NotFound(code)
    try:
        return dive(depth - 1, code) + 1
    finally:
        depth += 1


def unwinding(count):
    total = 0
    for i in range(count):
        try:
            dive(8, i)
        except (ValueError, TypeError):
            total -= 1
        except AppError as error:
            total += error.code
    return total


def parse(text):
    try:
        return int(text)
    except ValueError:
        try:
            return int(float(text))
        except ValueError as error:
            raise AppError(len(text)) from error


def parsing(count):
    words = ["12", "3.5", "seven", "8", ""]
    total = 0
    for i in range(count):
        try:
            total += parse(words[i % 5])
        except AppError as error:
            total += error.code + (error.__cause__ is not None)
    return total


def searching(count):
    rows = [[i * j % 17 for j in range(10)] for i in range(10)]
    found = 0
    for i in range(count):
        try:
            for row in rows:
                for cell in row:
                    if cell == i % 17:
                        raise StopIteration
        except StopIteration:
            found += 1
        try:
            rows[i % 20][0]
        except IndexError:
            found += 1
    return found


def main(count):
    print(lookups(count * 4), no_failure(count * 6), unwinding(count // 3), parsing(count * 2), searching(count // 2))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 260000)
