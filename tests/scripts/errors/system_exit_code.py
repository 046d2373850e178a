# SystemExit(n) is the exit code.
import sys
try:
    sys.exit(3)
finally:
    print("finally runs")  # expect: finally runs
# expect exit: 3
