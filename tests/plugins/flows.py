"""Flows of imports through several interpreters: python flows.py PLUGINS POLICY FLOW…

Each must end well under every isolation policy and mode of the tags, the flows that crash CPython 3.12 among them. Where
the policy separates interpreters, each module is asked whether all it has is its own interpreter's.
"""

import os
import sys
import tempfile
import _interpreters

PLUGINS, POLICY, FLOW, *REST = sys.argv[1:]

NAMES = """
import importlib, importlib.machinery, importlib.util, sys
import ladon
from importlib._bootstrap import _load

def load(name, path=FILE):
    loader = importlib.machinery.ExtensionFileLoader(name, path)
    return _load(importlib.util.spec_from_file_location(name, path, loader=loader))

def show(m):
    "Uses the module, and holds it to its policy."
    m.lst.append(len(m.lst))
    m.err.flag = ladon.owner_of([])
    try:
        info, log = m.info(), m.log()
    except (ladon.OwnershipError, SystemError):
        assert POLICY == "shared"
    if SEPARATES:
        owners = {ladon.owner_of(value) for value in [m, m.lst, m.err, m.info, m.__dict__]}
        assert owners == {ladon.owner_of([])}, owners
        assert m.moddef(m) is not None, "a module without a def"
        assert info["find"], "PyState_FindModule finds nothing"
        assert m.err.flag == ladon.owner_of([])
    return m

def attempt(name, path=FILE):
    "Loads, if policy and tags let it."
    try:
        return show(load(name, path))
    except MAY_RAISE as error:
        print(ladon.owner_of([]), type(error).__name__, error, flush=True)

MAY_RAISE = () if SEPARATES else (ladon.OwnershipError, ImportError) if POLICY == "shared" else ImportError
"""
FILE = f"{PLUGINS}/probe.so"
SEPARATES = POLICY not in ("shared", "refuse")
SETTINGS = f"FILE, POLICY, SEPARATES = {FILE!r}, {POLICY!r}, {SEPARATES!r}\n"
exec(SETTINGS + NAMES)


def make(kind):
    interpreter = _interpreters.create(kind)
    run(interpreter, SETTINGS + NAMES)
    return interpreter


def run(interpreter, code):
    failed = _interpreters.run_string(interpreter, code)
    assert failed is None, failed.formatted


def second_path():
    path = os.path.join(tempfile.mkdtemp(), "probe.so")
    os.symlink(FILE, path)
    return path


def again(name, path=FILE):
    sys.modules.pop(name, None)
    return attempt(name, path)


# flow: one basic
# flow: one reinit
# flow: one state
# flow: one cf
# flow: one cfz
# flow: one cfs
def one(kind):
    """Loaded, loaded again, reloaded, removed and loaded, all in main."""
    name = f"pb_{kind}"
    first = show(load(name))
    show(load(name))
    show(importlib._bootstrap._exec(sys.modules[name].__spec__, sys.modules[name]))
    assert again(name) is not None
    show(first)


# flow: paths basic
# flow: paths reinit
# flow: paths state
def paths(kind):
    """The same file by two paths."""
    name = f"pb_{kind}"
    first, second = show(load(name)), show(load(name, second_path()))
    third = again(name)
    show(first), show(second), show(third)


# flow: sub_first basic legacy
# flow: sub_first reinit legacy
# flow: sub_first state legacy
# flow: sub_first cf legacy
# flow: sub_first cfz legacy
# flow: sub_first cfs legacy
# flow: sub_first basic isolated
# flow: sub_first reinit isolated
# flow: sub_first state isolated
# flow: sub_first cf isolated
# flow: sub_first cfz isolated
# flow: sub_first cfs isolated
def sub_first(kind, config):
    """An interpreter loads, then main; the interpreter ends; main loads once more. CPython 3.12 crashes."""
    name = f"pb_{kind}"
    sub = make(config)
    run(sub, f"m = attempt({name!r})")
    attempt(name)
    run(sub, "m and show(m)")
    _interpreters.destroy(sub)
    m = again(name)
    assert m or not SEPARATES
    gc()
    if m:
        show(m)


# flow: main_first basic legacy
# flow: main_first reinit legacy
# flow: main_first state legacy
# flow: main_first cf legacy
# flow: main_first cfz legacy
# flow: main_first cfs legacy
# flow: main_first basic isolated
# flow: main_first reinit isolated
# flow: main_first state isolated
# flow: main_first cf isolated
# flow: main_first cfz isolated
# flow: main_first cfs isolated
def main_first(kind, config):
    """Main loads, then two interpreters, which end one after the other with imports in between."""
    name = f"pb_{kind}"
    m = show(load(name))
    subs = [make(config), make(config)]
    for sub in subs:
        run(sub, f"m = attempt({name!r})")
    _interpreters.destroy(subs[0])
    assert again(name) or POLICY == "shared"
    run(subs[1], f"sys.modules.pop({name!r}, None); m = attempt({name!r})")
    _interpreters.destroy(subs[1])
    gc()
    show(m)


# flow: sub_dies basic legacy
# flow: sub_dies reinit legacy
# flow: sub_dies state legacy
# flow: sub_dies cf legacy
# flow: sub_dies cfz legacy
# flow: sub_dies cfs legacy
# flow: sub_dies basic isolated
# flow: sub_dies reinit isolated
# flow: sub_dies state isolated
# flow: sub_dies cf isolated
# flow: sub_dies cfz isolated
# flow: sub_dies cfs isolated
def sub_dies(kind, config):
    """An interpreter loads and ends; another loads; then main."""
    name = f"pb_{kind}"
    for _ in range(2):
        sub = make(config)
        run(sub, f"m = attempt({name!r})")
        _interpreters.destroy(sub)
    last = make(config)
    run(last, f"m = attempt({name!r})")
    m = attempt(name)
    assert m or POLICY == "shared"
    run(last, "m and show(m)")


# flow: cleared basic
# flow: cleared reinit
# flow: cleared state
def cleared(kind):
    """Forgotten by the runtime, and loaded."""
    name = f"pb_{kind}"
    first = show(load(name))
    ladon.forget_native(name, FILE)
    second = show(load(name))
    assert second is not first and second.lst is not first.lst or kind == "basic"
    first.lst.append(1)


# flow: override basic
# flow: override reinit
# flow: override state
def override(kind):
    """An isolated interpreter that overrides the check."""
    sub = make("isolated")
    run(sub, f"import _imp; _imp._override_multi_interp_extensions_check(-1); m = attempt('pb_{kind}')")
    attempt(f"pb_{kind}")
    run(sub, "_imp._override_multi_interp_extensions_check(1)")
    run(sub, f"try: load('pb_{kind}')\nexcept ImportError as error: pass\nelse: raise SystemError('not refused')")


# flow: shared_def legacy
# flow: shared_def isolated
def shared_def(config):
    """Main loads a module, an interpreter another of the same def, main once more. CPython 3.12 crashes."""
    m = show(load("pb_basic"))
    sub = make(config)
    run(sub, "m = attempt('pb_wrap')")
    show(m)
    second = again("pb_basic")
    if SEPARATES:
        assert second.lst is m.lst
    _interpreters.destroy(sub)
    show(m)
    again("pb_basic")
    show(load("pb_sha")), show(load("pb_shb"))
    assert again("pb_sha")


# flow: second_path_dies legacy
# flow: second_path_dies isolated
def second_path_dies(config):
    """An interpreter loads, main by another path; the interpreter ends."""
    sub, path = make(config), second_path()
    run(sub, "m = attempt('pb_basic')")
    m = attempt("pb_basic", path)
    _interpreters.destroy(sub)
    m and show(m)
    assert again("pb_basic", path)


# flow: refused main
# flow: refused legacy
# flow: refused isolated
def refused(where):
    """Init functions that return what they must not."""
    names = ["nodef", "notmod", "none", "raise", "null", "unrep", "slots", "cls", "missing", "\u00e9"]
    code = f"""
for name in {names!r} * 2:
    try:
        load("pb_" + name)
    except (SystemError, ValueError, ImportError) as error:
        assert ladon.owner_of(error) == ladon.owner_of([])
        assert error.__cause__ is None or ladon.owner_of(error.__cause__) == ladon.owner_of([])
    else:
        raise AssertionError(name)
"""
    if where == "main":
        return exec(code, globals())
    for _ in range(2):
        sub = make(where)
        run(sub, code)
        _interpreters.destroy(sub)


# flow: circular circ
# flow: circular circb
def circular(kind):
    """A module in a C variable that imports itself on the way, in main and in another interpreter."""
    code = f"""
class Finder:
    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == "pb_{kind}_helper" else None
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        module.inner = load("pb_{kind}")
sys.meta_path.insert(0, Finder())
try:
    m = show(load("pb_{kind}"))
except (ladon.OwnershipError, ImportError):
    assert POLICY not in ("default", "own-image")
else:
    assert POLICY == "shared" or sys.modules["pb_{kind}_helper"].inner is m
"""
    exec(code, globals())
    for config in ["legacy", "isolated"]:
        sub = make(config)
        run(sub, code)
        _interpreters.destroy(sub)
    show(m)


# flow: mutation legacy
# flow: mutation isolated
def mutation(config):
    """What an interpreter does to its list and its exception class, main does not see."""
    m = load("pb_basic")
    sub = make(config)
    run(sub, "m = attempt('pb_basic')\nif m: m.lst.extend('abc'); m.err.flag = 'sub'")
    if POLICY != "shared":
        assert m.lst == [] and not hasattr(m.err, "flag"), m.lst
    _interpreters.destroy(sub)
    gc()
    show(m)


# flow: memoryview
def memoryview_of_the_dead():
    """A view of memory whose interpreter has ended: an error on access, or the memory is kept."""
    sub = make("isolated")
    queue = __import__("concurrent.interpreters", fromlist=["x"]).create_queue()
    run(sub, "data = memoryview(bytes(range(256)) * 16)")
    run(sub, f"from concurrent.interpreters import Queue; Queue({queue.id}).put(data)")
    view = queue.get()
    _interpreters.destroy(sub)
    gc()
    try:
        assert len(view) == 4096 and view[255] == 255 and bytes(view[:4]) == b"\0\1\2\3"
    except ValueError:
        print("the view says that its owner has gone")


def gc():
    import gc

    gc.collect()


{"memoryview": memoryview_of_the_dead}.get(FLOW, globals().get(FLOW))(*REST)
gc()
reports = ladon.reports()
assert not (SEPARATES and reports and FLOW != "circular"), reports
print("the flow ended well", flush=True)
