"""Loads modules of the file named in sys.argv[1], as the import system does."""

import importlib.machinery
import importlib.util
import os
import sys
from importlib._bootstrap import _load

FILE = sys.argv[1]


def load(name):
    """Both phases; the module is not entered into sys.modules."""
    spec = importlib.util.spec_from_loader(name, importlib.machinery.ExtensionFileLoader(name, FILE))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def import_it(name):
    """As an import statement would, but also when it is in sys.modules already."""
    loader = importlib.machinery.ExtensionFileLoader(name, FILE)
    return _load(importlib.util.spec_from_file_location(name, FILE, loader=loader))


def try_load(name):
    """Prints what comes of each phase."""
    stage = "create"
    try:
        spec = importlib.util.spec_from_loader(name, importlib.machinery.ExtensionFileLoader(name, FILE))
        module = importlib.util.module_from_spec(spec)
        stage = "exec"
        spec.loader.exec_module(module)
    except BaseException as error:
        cause = f", cause {error.__cause__!r}" if error.__cause__ else ""
        named = f", name {error.name!r}" if getattr(error, "name", None) else ""
        path = ", path" if getattr(error, "path", None) == FILE else ""
        print(f"{stage}: {type(error).__name__}: {error}{cause}{named}{path}")
    else:
        print(f"{type(module).__name__} {module.__name__}")
        return module


def show(function, *args):
    try:
        print(function(*args))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


def run_in(interpreter, code):
    """Runs code with the names of this file in another interpreter; prints what it prints."""
    import _interpreters

    r, w = os.pipe()
    before = f"import sys; sys.argv = {sys.argv!r}; sys.path.insert(0, {sys.path[0]!r})\n"
    before += f"sys.stdout = open({w}, 'w', closefd=False); from _binary import *\n"
    failed = _interpreters.run_string(interpreter, before + code + "\nsys.stdout.flush()\n")
    os.close(w)
    with open(r) as printed:
        for line in printed:
            print(" ", line, end="")
    if failed:
        print(failed.formatted)


try:
    from _testinternalcapi import clear_extension
except ImportError:
    from ladon import forget_native as clear_extension
