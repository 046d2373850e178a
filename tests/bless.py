#!/usr/bin/env python3
"""Hold the scripts to CPython, or write down what CPython does. See tests/README.md.

    bless.py --check [--python EXE] [PATH...]    run each script, report what differs from its expectations
    bless.py --write [--python EXE] [PATH...]    run each script, rewrite its expectations from the result

PATH is a script or a folder; none means all of tests/scripts. Scripts marked `# ladon-only:` are left alone.
"""

import argparse
import ast
import concurrent.futures
import difflib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent / "scripts"
TIME_LIMIT = 60
LONGEST_LINE = 119

# Runs the script like `python script.py` and notes, for each write to stdout, the line of the script's
# module frame that led to it (0: none, the interpreter is shutting down).
RECORDER = r"""
import json, os, sys, types
source_path, script, notes = sys.argv[1:4]
notes = os.open(notes, os.O_WRONLY)
module = types.ModuleType("__main__")
module.__file__ = os.path.abspath(script)
module.__builtins__ = __builtins__
code = compile(open(source_path, encoding="utf-8").read(), module.__file__, "exec")

class Recorder:
    encoding, errors, real = "utf-8", "strict", sys.stdout
    def write(self, text, code=code, frame_of=sys._getframe, note=os.write, to=notes, dumps=json.dumps):
        line, frame = 0, frame_of(1)
        while frame is not None:
            if frame.f_code is code:
                line = frame.f_lineno
            frame = frame.f_back
        note(to, dumps([line, text]).encode() + b"\n")
        return len(text)
    def writelines(self, lines):
        for line in lines:
            self.write(line)
    def __getattr__(self, name):
        return getattr(self.real, name)

sys.argv[:] = [script, *sys.argv[4:]]
sys.path[0] = os.path.dirname(module.__file__)
sys.stdout = sys.__stdout__ = Recorder()
sys.modules["__main__"] = module
exec(code, module.__dict__)
"""


def directive(line, name):
    if not line.startswith(name):
        return None
    return line[len(name):].removeprefix(" ")


class Script:
    """A script file and what it says about itself. Mirrors `Expectation` in tests/src/expect.rs."""

    def __init__(self, path):
        self.path = path
        self.source = path.read_text(encoding="utf-8")
        self.args, self.stdin, self.ladon_only, self.since = [], "", None, (3, 0)
        self.stdout, self.stderr, self.error, self.exit, self.reworded = [], [], None, None, []
        for line in self.source.split("\n"):
            self.read_header(line)
            start = line.find("# expect")
            if start >= 0:
                self.read_expectation(line[start:])

    def read_header(self, line):
        if (text := directive(line, "# args:")) is not None:
            self.args += text.split()
        elif (text := directive(line, "# stdin:")) is not None:
            self.stdin += text + "\n"
        elif (text := directive(line, "# ladon-only:")) is not None:
            self.ladon_only = text
        elif (text := directive(line, "# since:")) is not None:
            self.since = tuple(int(part) for part in text.split("."))
        elif (text := directive(line, "# in 3.14:")) is not None:
            self.reworded.append(text.split(" => ", 1))

    def read_expectation(self, comment):
        if (text := directive(comment, "# expect:")) is not None:
            self.stdout.append(text)
        elif (text := directive(comment, "# expect stderr:")) is not None:
            self.stderr.append(text)
        elif (text := directive(comment, "# expect error:")) is not None:
            self.error = text
        elif (text := directive(comment, "# expect exit:")) is not None:
            self.exit = int(text)

    def expected_exit(self):
        return self.exit if self.exit is not None else int(self.error is not None)


def environment():
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return env | {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def execute(command, folder, stdin):
    result = subprocess.run(command, cwd=folder, input=stdin.encode(), capture_output=True, env=environment(),
                            timeout=TIME_LIMIT)
    decode = lambda stream: stream.decode("utf-8", "replace")
    return result.returncode, decode(result.stdout), decode(result.stderr).replace(f"{folder}/", "")


def run_plainly(python, script):
    return execute([python, script.path.name, *script.args], script.path.parent, script.stdin)


def check(python, script):
    """The report of what differs; empty if nothing does."""
    code, stdout, stderr = run_plainly(python, script)
    report = []
    if code != script.expected_exit():
        report.append(f"exit: expected {script.expected_exit()}, got {code}")
    wanted = "".join(line + "\n" for line in script.stdout)
    if script.reworded and version_of(python) >= (3, 14):
        for old, new in script.reworded:
            wanted = wanted.replace(old, new)
    if stdout != wanted:
        report += difflib.unified_diff(wanted.splitlines(), stdout.splitlines(), "expected", "stdout", n=1, lineterm="")
    if script.stderr and stderr.splitlines() != script.stderr:
        report += difflib.unified_diff(script.stderr, stderr.splitlines(), "expected", "stderr", n=1, lineterm="")
    last = (stderr.splitlines() or [""])[-1]
    if script.error is not None and last != script.error:
        report.append(f"uncaught exception: expected {script.error}\n  got {last}")
    if report and stderr and not script.stderr:
        report.append(stderr)
    return "\n".join(report)


def without_expectations(source):
    lines = []
    for line in source.split("\n"):
        start = line.find("# expect")
        if start < 0:
            lines.append(line)
        elif line[:start].strip():
            lines.append(line[:start].rstrip())
    return "\n".join(lines).rstrip("\n") + "\n"


def units(statements, found):
    """Line ranges that own their output: simple statements, and loops, functions and classes as a whole."""
    for statement in statements:
        inner = [getattr(statement, field, []) for field in ("body", "orelse", "finalbody", "handlers", "cases")]
        whole = (ast.For, ast.While, ast.AsyncFor, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        if isinstance(statement, (ast.ExceptHandler, ast.match_case)) or (any(inner) and not isinstance(statement, whole)):
            for part in inner:
                units(part, found)
        else:
            found.append(statement)
    return found


def record(python, script, source):
    """[(line, text)] for every write to stdout."""
    with tempfile.TemporaryDirectory() as folder:
        notes, stripped = pathlib.Path(folder, "notes"), pathlib.Path(folder, "source.py")
        notes.write_text("")
        stripped.write_text(source, encoding="utf-8")
        command = [python, "-c", RECORDER, stripped, script.path.name, notes, *script.args]
        execute(command, script.path.parent, script.stdin)
        return [json.loads(line) for line in notes.read_text().splitlines()]


def placed_output(tree, events):
    """[(unit or None for the end of the file, output)], with units in file order."""
    simple = units(tree.body, [])
    runs = []
    for line, text in events:
        unit = next((u for u in simple if u.lineno <= line <= u.end_lineno), None)
        if unit is None and line:
            unit = next((u for u in tree.body if u.lineno <= line <= u.end_lineno), None)
        if not runs or runs[-1][0] is not unit:
            runs.append([unit, ""])
        runs[-1][1] += text
    placed, floor = [], 0
    for unit, text in runs:
        # Out of order, or a part of a line: it goes where the output before it went.
        if placed and (not placed[-1][1].endswith("\n") or (unit is not None and unit.lineno < floor)):
            placed[-1][1] += text
            if placed[-1][0] is not None and unit is not None and unit.lineno > placed[-1][0].lineno:
                placed[-1][0] = unit
        else:
            placed.append([unit, text])
        last = placed[-1][0]
        floor = last.lineno if last is not None else float("inf")
    return placed


def bless(python, script):
    source = without_expectations(script.source)
    lines = source.split("\n")[:-1]
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        tree = ast.parse("")
    placed = placed_output(tree, record(python, script, source))
    _, stdout, _ = run_plainly(python, script)
    real = iter(stdout.split("\n")[:-1])
    after = {}
    for unit, text in placed:
        texts = [next(real, "") for _ in range(text.count("\n"))]
        after.setdefault(unit.end_lineno if unit is not None else len(lines), []).append((unit, texts))
    written = []
    for number, line in enumerate(lines, 1):
        written += with_expectations(line, after.get(number, []))
    written += ["# expect: " + text for text in real]
    write(script, written)
    _, _, stderr = run_plainly(python, script)
    code = run_plainly(python, script)[0]
    errors = stderr.splitlines()
    if code == 1 and not script.stderr and ("Traceback (most recent call last)" in stderr or errors[-1:] and "Error: " in errors[-1]):
        written.append("# expect error: " + errors[-1])
    elif code:
        written.append(f"# expect exit: {code}")
    if script.stderr:
        written += [("# expect stderr: " + line).rstrip() for line in errors]
    write(script, written)


def with_expectations(line, output):
    if len(output) == 1 and len(output[0][1]) == 1 and output[0][0] is not None:
        unit, [text] = output[0]
        inline = f"{line}  # expect: {text}" if text else f"{line}  # expect:"
        simple = not isinstance(unit, (ast.For, ast.While, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef))
        if simple and len(inline) <= LONGEST_LINE and "#" not in line:
            return [inline]
    written = [line]
    for unit, texts in output:
        indent = " " * (unit.col_offset if unit is not None else 0)
        written += [f"{indent}# expect: {text}" if text else f"{indent}# expect:" for text in texts]
    return written


def write(script, lines):
    script.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_scripts(paths):
    for path in paths:
        if path.is_file():
            yield path
        for file in sorted(path.rglob("*.py")):
            if not any(part.startswith("_") for part in file.relative_to(path).parts):
                yield file


def version_of(python):
    text = subprocess.check_output([python, "-c", "import sys; print(*sys.version_info[:2])"], text=True)
    return tuple(int(part) for part in text.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true")
    action.add_argument("--write", action="store_true")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("paths", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    version = version_of(options.python)
    scripts = [Script(path.resolve()) for path in find_scripts(options.paths or [ROOT])]
    wanted = [script for script in scripts if script.ladon_only is None and script.since <= version]

    def work(script):
        if options.write:
            bless(options.python, script)
            script = Script(script.path)
        return script, check(options.python, script)

    failures = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for script, report in pool.map(work, wanted):
            if report:
                failures += 1
                print(f"--- {os.path.relpath(script.path)}\n{report}")
    print(f"{len(wanted)} scripts, {len(scripts) - len(wanted)} left out, {failures} differ from {options.python}")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
