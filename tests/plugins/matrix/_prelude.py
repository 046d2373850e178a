import sys
import _imp


class Spec:
    def __init__(self, name, origin):
        self.name, self.origin, self.loader = name, origin, None


def load(name, path=None, plugin="probe"):
    module = _imp.create_dynamic(Spec(name, path or f"{PLUGINS}/{plugin}.so"))
    sys.modules[name] = module
    _imp.exec_dynamic(module)
    mods[name] = module
    return module


def forget(name):
    del sys.modules[name]


def seen(m):
    m.lst.append(1)
    length = len(m.lst)
    m.lst.clear()
    events = [event for event in m.log().split(";") if event and event[0] != "m"]
    return f"{' '.join(events)} | {'def' if m.moddef(m) else 'no def'} {length}"


def marked(m):
    return hasattr(m, "mark")


def mark(m):
    m.mark = 1
    m.lst.append("mark")
    m.err.mark = 1


def keep(name, other_name):
    mods[other_name] = mods[name]


mods = {}
