"""Runs the steps of a situation: interpreter 0 is main, the others are made when first named. One line per step."""

import _interpreters

made, main = {0: None}, {}


def step(number, expression):
    code = f"""
try:
    print(str(({expression})), flush=True)
except BaseException as error:
    print(f"{{type(error).__name__}}: {{error}}", flush=True)
"""
    if number not in made:
        make(number, "isolated")
    run(number, code)


def make(number, kind):
    made[number] = _interpreters.create(kind)
    run(number, PRELUDE)


def run(number, code):
    failed = exec(code, main) if number == 0 else _interpreters.exec(made[number], code)
    if failed:
        print(failed.formatted, flush=True)


def end(number):
    _interpreters.destroy(made.pop(number))


def check_all():
    """Complains of what no situation may leave behind, now and after the other interpreters have ended."""
    for number in made:
        run(number, f"check({POLICY!r})")
    for number in [number for number in made if number]:
        end(number)
    run(0, f"check({POLICY!r})")


run(0, PRELUDE)
