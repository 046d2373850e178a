# ladon-only: CPython 3.13.0 aborts when the hook raises in an isolated interpreter
# module: _testmultiphase
import _interpreters
from _binary import run_in

SOURCE = """
import ladon
for _ in range(2):
    try:
        load("_testmultiphase_export_raise")
    except SystemError as error:
        print(error, ladon.owner_of(error) == ladon.owner_of([]))
"""
for kind in ["isolated", "legacy"]:
    interpreter = _interpreters.create(kind)
    run_in(interpreter, SOURCE)
    _interpreters.destroy(interpreter)
# expect:   bad export function True
# expect:   bad export function True
# expect:   bad export function True
# expect:   bad export function True
