"""Loads a plugin with nothing but _imp: a young runtime may not have importlib. Plugins are named in sys.argv[1]."""

import sys
import _imp


class Spec:
    def __init__(self, name, origin):
        self.name = name
        self.origin = origin
        self.loader = None
        self.parent = name.rpartition(".")[0]
        self.submodule_search_locations = None
        self.has_location = True
        self.cached = None


def load(name, path=None):
    """Both phases, as an import would: the module is in sys.modules while its exec slots run."""
    module = _imp.create_dynamic(Spec(name, path or sys.argv[1]))
    kept = name in sys.modules
    sys.modules[name] = module
    try:
        _imp.exec_dynamic(module)
    except BaseException:
        if not kept:
            del sys.modules[name]
        raise
    return module


def try_load(name, path=None):
    """Prints what comes of it."""
    try:
        module = load(name, path)
    except BaseException as error:
        cause = f" from {error.__cause__!r}" if error.__cause__ else ""
        print(f"{name}: {type(error).__name__}: {error}{cause}")
    else:
        print(f"{name}: {type(module).__name__}")


def show(function, *args, **kwargs):
    """Calls and prints the result or the exception."""
    try:
        print(repr(function(*args, **kwargs)))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


def run_in_another(code):
    """Runs code with the names of this file in an interpreter of its own, which then ends; prints what it prints."""
    import os
    import _interpreters

    sys.path.append(os.path.dirname(sys.path[0]))
    import another

    another.run_in(_interpreters.create(), "from load import *\n" + code, then=_interpreters.destroy)
