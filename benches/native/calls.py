"""Times each kind of call between Python and C; prints `kind ns` lines, or `kind error MESSAGE`.
Arguments: the folder with the benchnative plugin, calls per kind, and a substring that names must contain."""
import sys
import time

sys.path.insert(0, sys.argv[1])
import benchnative as native

COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 300000
FILTER = sys.argv[3] if len(sys.argv) > 3 else ""
REPEATS = 5
now = getattr(time, "process_time", time.perf_counter)


class Instance:
    def __init__(self):
        self.attribute = 1.5

    def method(self):
        pass


def python_function():
    pass


def python_function_1(arg):
    pass


def shortest(action):
    """Seconds of the fastest of some runs."""
    best = 1e30
    for _ in range(REPEATS):
        started = now()
        action()
        best = min(best, now() - started)
    return best


def report(kind, measure):
    if FILTER not in kind:
        return
    try:
        print(f"{kind} {measure():.2f}", flush=True)
    except Exception as error:
        print(f"{kind} error {type(error).__name__}: {error}", flush=True)


def loop(turns):
    for _ in range(turns):
        pass


def from_python(kind, call):
    """`call(turns)` makes ten calls a turn; the empty loop of as many turns is taken off."""

    def measure():
        turns = COUNT // 10
        overhead = shortest(lambda: loop(turns))
        return (shortest(lambda: call(turns)) - overhead) / (turns * 10) * 1e9

    report(kind, measure)


def in_c(kind, function, *args):
    """The plugin's function loops by itself, as often as its last argument says."""
    report(kind, lambda: shortest(lambda: function(*args, COUNT)) / COUNT * 1e9)


# One loop per kind, the callee in a local: fewer than ten calls a turn would measure the loop as well.
LOOPS = """
def loop_{name}(turns):
    f = {callee}
    a, b, s = 1000, 2.5, "text"
    for _ in range(turns):
        {call}; {call}; {call}; {call}; {call}; {call}; {call}; {call}; {call}; {call}
"""

CALLS = [
    ("noargs", "native.noargs", "f()"),
    ("o", "native.o", "f(a)"),
    ("fastcall_1", "native.fast1", "f(a)"),
    ("fastcall_3", "native.fast3", "f(a, b, s)"),
    ("fastcall_keywords_none", "native.fast_keywords", "f(a)"),
    ("fastcall_keywords_one", "native.fast_keywords", "f(a, key=b)"),
    ("varargs", "native.varargs", "f(a)"),
    ("varargs_keywords_none", "native.varargs_keywords", "f(a)"),
    ("varargs_keywords_one", "native.varargs_keywords", "f(a, second=b)"),
    ("parse_lds", "native.parse_lds", "f(a, b, s)"),
    ("add_ints", "native.add_ints", "f(a, 3)"),
    ("add_floats", "native.add_floats", "f(b, 0.5)"),
    ("str_round_trip", "native.str_round_trip", "f(s)"),
    ("module_attribute", "native", "f.noargs()"),
    ("python_function", "python_function", "f()"),
    ("python_method", "Instance().method", "f()"),
    ("builtin_len", "len", "f(s)"),
]


def raise_and_catch(count):
    fail = native.fail
    for _ in range(count):
        try:
            fail()
        except ValueError:
            pass


def main():
    namespace = globals()
    for name, callee, call in CALLS:
        exec(LOOPS.format(name=name, callee=callee, call=call), namespace)
        from_python(name, namespace["loop_" + name])
    in_c("raise_in_c", raise_and_catch)
    in_c("callback", native.call_back, python_function)
    in_c("callback_1", native.call_back_1, python_function_1)
    in_c("new_int", native.new_ints)
    in_c("new_tuple_2", native.new_tuples)
    in_c("incref_decref", native.count_pairs, Instance())
    in_c("list_getitem_ints", native.list_items, list(range(1000, 1100)))
    in_c("list_getitem_objects", native.list_items, [Instance() for _ in range(100)])
    in_c("dict_getitem", native.dict_items, {"attribute": Instance(), "other": 2}, "attribute")
    in_c("getattr", native.attributes, Instance(), "attribute")
    in_c("gilstate", native.gilstate)
    in_c("allow_threads", native.allow_threads)


main()
