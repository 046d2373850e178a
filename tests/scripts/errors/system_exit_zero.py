# Exit codes that mean success, and catching SystemExit.
import sys
for value in (None, 0, 5, "text", (1, 2), 3.5):
    try:
        sys.exit(value)
    except SystemExit as stop:
        print(repr(stop.code), stop.args)
# expect: None ()
# expect: 0 (0,)
# expect: 5 (5,)
# expect: 'text' ('text',)
# expect: (1, 2) (1, 2)
# expect: 3.5 (3.5,)
try:
    sys.exit(1, 2)
except TypeError as error:
    print(error)  # expect: exit expected at most 1 argument, got 2
try:
    raise SystemExit(1, 2)
except SystemExit as stop:
    print(stop.code)  # expect: (1, 2)
try:
    exit_ = SystemExit()
    raise exit_
except Exception:
    print("never")
except BaseException as error:
    print(type(error).__name__)  # expect: SystemExit
sys.exit(False)
