# Modules that fail are not kept.
import sys
for attempt in range(2):
    try:
        import _fails
    except ZeroDivisionError as error:
        print("zero", "_fails" in sys.modules)
# expect: about to fail
# expect: zero False
# expect: about to fail
# expect: zero False
try:
    import _syntax
except SyntaxError as error:
    print(type(error).__name__, error.lineno, error.filename.endswith("_syntax.py"), "_syntax" in sys.modules)
    # expect: SyntaxError 1 True False
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error, error.name, error.path, isinstance(error, ImportError))
    # expect: No module named 'no_such_module' no_such_module None True
try:
    from _plain import no_such_name  # expect: running _plain
except ImportError as error:
    print(str(error).split(" (")[0], error.name, error.path.endswith("_plain.py"), type(error).__name__)
    # expect: cannot import name 'no_such_name' from '_plain' _plain True ImportError
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(error)  # expect: import of blocked halted; None in sys.modules
sys.modules["fake"] = "any object"
import fake
print(fake)  # expect: any object
import _replaces
print(_replaces.attr, type(_replaces).__name__)  # expect: from an object in sys.modules Replacement
try:
    from sys import nothing_like_it
except ImportError as error:
    print(str(error).split(" (")[0], "|", error.name)  # expect: cannot import name 'nothing_like_it' from 'sys' | sys
try:
    import sys.sub
except ImportError as error:
    print(error)  # expect: No module named 'sys.sub'; 'sys' is not a package
try:
    exec("import _plain as x.y")
except SyntaxError:
    print("bad syntax")  # expect: bad syntax
try:
    __import__("")
except ValueError as error:
    print(error)  # expect: Empty module name
try:
    __import__(5)
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
