"""Loads modules of the file named in sys.argv[1], as the import system does."""

import importlib.machinery
import importlib.util
import os
import sys
from importlib._bootstrap import _load

sys.path.append(os.path.dirname(sys.path[0]))
import another

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
    another.run_in(interpreter, "from _binary import *\n" + code)


try:
    from _testinternalcapi import clear_extension
except ImportError:
    from ladon import forget_native as clear_extension
