import os
import sys
import tempfile
import _imp
import ladon


class Spec:
    def __init__(self, name, origin):
        self.name, self.origin, self.loader = name, origin, None


# ---- loading ----


def file(plugin="probe"):
    return f"{PLUGINS}/{plugin}.so"


def load(name, path=None, plugin="probe"):
    module = _imp.create_dynamic(Spec(name, path or file(plugin)))
    sys.modules[name] = module
    _imp.exec_dynamic(module)
    mods[name] = module
    return module


def load_as_import_does(name):
    """With importlib, so that the module has what importlib.reload needs."""
    import importlib.machinery
    import importlib.util

    loader = importlib.machinery.ExtensionFileLoader(name, file())
    spec = importlib.util.spec_from_file_location(name, file(), loader=loader)
    module = mods[name] = sys.modules[name] = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def reload(name):
    import importlib

    # What importlib.reload does, less looking for the file on sys.path.
    return importlib._bootstrap._exec(mods[name].__spec__, mods[name])


def second_path():
    """Another path to the same file."""
    folder = tempfile.mkdtemp()
    os.symlink(file(), f"{folder}/probe.so")
    return f"{folder}/probe.so"


def forget(name):
    del sys.modules[name]


def clear_extension(name):
    ladon.forget_native(name, file())


def keep(name, other_name):
    mods[other_name] = mods[name]


def helper(name, imports):
    """A module that, while it is imported, loads the native module once more."""
    import importlib.util

    class Finder:
        def find_spec(self, wanted, path=None, target=None):
            return importlib.util.spec_from_loader(wanted, self) if wanted == name else None

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            module.inner = load(imports)

    sys.meta_path.insert(0, Finder())


# ---- looking at what came of it ----


def seen(m):
    """Init events in the plugin's log, whether there is a def, how long the list is after one more item."""
    m.lst.append(1)
    length = len(m.lst)
    m.lst.clear()
    events = [event for event in m.log().split(";") if event and event[0] != "m"]
    return f"{' '.join(events)} | {'def' if m.moddef(m) else 'no def'} {length}"


def facts(m):
    """The def and the module as C sees them."""
    info = m.info()
    found = {0: "finds nothing", id(m): "finds itself"}.get(info["find"], "finds another")
    bound = "" if info["self"] == id(m) else ", bound to another"
    copy, init = ("m_copy" if info["m_copy"] else "no m_copy"), ("m_init" if info["m_init"] else "no m_init")
    state = "state" if m.modstate(m) else "no state"
    return f"{info['size']}, {copy}, {init}, {found}, {state}{bound}"


def marked(m):
    return hasattr(m, "mark")


def mark(m):
    m.mark = 1
    m.lst.append("mark")
    m.err.mark = 1


def freed(m):
    """Events of m_clear and m_free in the log."""
    return " ".join(event for event in m.log().split(";") if event and event[0] == "m")


def reports():
    """What the tags found since the last look, each kind of it once."""
    rows = []
    for r in ladon.reports():
        row = f"{r['type']} of {r['owner']} in {r['interpreter']}: {r['function']}, {os.path.basename(r['plugin'] or '?')}"
        if row not in rows:
            rows.append(row)
    return rows


def clean():
    """Forgets the reports so far."""
    ladon.reports()


def owner_of_error(name):
    try:
        load(name)
    except BaseException as error:
        return type(error).__name__, ladon.owner_of(error)


# ---- what must hold after every situation ----


def strangers():
    """Objects of other interpreters that are reached from the dicts of the plugins' modules."""
    here, todo, known, found = ladon.owner_of([]), [(n, m.__dict__) for n, m in mods.items()], set(), []
    while todo:
        name, value = todo.pop()
        if id(value) in known:
            continue
        known.add(id(value))
        if ladon.owner_of(value) not in (None, here):
            found.append(f"{name}: {type(value).__name__} of interpreter {ladon.owner_of(value)}")
            continue
        todo.extend((f"{name}.__class__", part) for part in [type(value), getattr(value, "__self__", None)])
        if isinstance(value, dict):
            todo.extend((f"{name}[{key!r}]", part) for key, part in value.items())
        elif isinstance(value, (list, tuple, set, frozenset)):
            todo.extend((f"{name}[…]", part) for part in value)
        elif hasattr(value, "__dict__") and type(value).__name__ != "module":
            todo.append((f"{name}.__dict__", value.__dict__))
    return found


def strangers_in_c():
    """Objects of other interpreters in the C variables of this interpreter's images."""
    here, found = ladon.owner_of([]), []
    for path in sorted({m.__file__ for m in mods.values() if hasattr(m, "__file__")}):
        words = [word for word in ladon.native_words(path) if word[2] != here]
        found += [f"{os.path.basename(path)}+{offset:#x}: {name} of interpreter {owner}" for offset, name, owner in words]
    return found


def check(policy):
    left = [] if policy == "shared" else strangers() + reports()
    if policy in ("default", "own-image"):
        left += strangers_in_c()
    for row in left:
        print(f"left in interpreter {ladon.owner_of([])}: {row}", flush=True)


mods = {}
