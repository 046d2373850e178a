# sys.excepthook decides what an uncaught exception prints.
import sys
def hook(kind, value, tb):
    print("hook", kind.__name__, value, tb is not None)
sys.excepthook = hook
print("raising")  # expect: raising
raise ValueError("handled by the hook")
# expect: hook ValueError handled by the hook True
# expect exit: 1
