import sys


def outer(depth):
    return sys._getframe(depth).f_code.co_name


print(outer(0), outer(1), outer(-5))  # expect: outer <module> outer
for depth in [100, 2**31 - 1, 2**31, 2**70]:
    for function in [sys._getframe, sys._getframemodulename]:
        try:
            print(function(depth))
        except (ValueError, OverflowError) as error:
            print(type(error).__name__, error)
# expect: ValueError call stack is not deep enough
# expect: None
# expect: ValueError call stack is not deep enough
# expect: None
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
