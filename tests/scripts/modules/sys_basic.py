# args: first second --flag
# sys: what every script relies on.
import sys
print(sys.argv, sys.byteorder, sys.maxsize == 2 ** 63 - 1, sys.maxunicode == 0x10FFFF)
# expect: ['sys_basic.py', 'first', 'second', '--flag'] little True True
print(sys.version_info[0], sys.version_info.major, sys.version_info >= (3, 11), isinstance(sys.version, str), sys.hexversion >> 24)
# expect: 3 3 True True 3
print(len(sys.version_info), sys.version_info[3] in ("alpha", "beta", "candidate", "final"), sys.platform in ("linux", "darwin", "win32"))
# expect: 5 True True
print(sys.stdin.fileno(), sys.stdout.fileno(), sys.stderr.fileno(), sys.stdout is sys.__stdout__, sys.stdout.encoding.lower(), sys.stdout.isatty())
# expect: 0 1 2 True utf-8 False
print(sys.intern("abc") is sys.intern("a" + "bc"), sys.getrefcount([]) >= 1, isinstance(sys.getsizeof([]), int), sys.getdefaultencoding(), sys.getfilesystemencoding())
# expect: True True True utf-8 utf-8
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.default_max_str_digits, sys.hash_info.width, sys.hash_info.inf)
# expect: 1.7976931348623157e+308 2.220446049250313e-16 15 4300 64 314159
print(sys.exc_info(), sys.getrecursionlimit(), "sys" in sys.builtin_module_names, sys.modules["sys"] is sys, isinstance(sys.path, list), sys.flags.optimize, sys.flags.interactive)
# expect: (None, None, None) 1000 True True True 0 0
try:
    raise ValueError("x")
except ValueError as error:
    kind, value, tb = sys.exc_info()
    print(kind, value is error, tb is error.__traceback__, sys.exception() is error, tb.tb_lineno > 10, tb.tb_frame.f_code.co_name, tb.tb_next)
    # expect: <class 'ValueError'> True True True True <module> None
print(sys.exc_info())  # expect: (None, None, None)
def f():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_lineno > 0, sorted(frame.f_locals), sys._getframe(1).f_globals is globals()
print(f())  # expect: ('f', '<module>', True, ['frame'], True)
try:
    sys._getframe(1000)
except ValueError as error:
    print(error)  # expect: call stack is not deep enough
sys.stdout.write("written\n")  # expect: written
sys.stdout.writelines(["a", "b\n"])  # expect: ab
sys.stdout.flush()
print(sys.stderr.write(""), sys.stdin.read(), sys.stdin.readline(), list(sys.stdin))  # expect: 0   []
sys.displayhook(5)  # expect: 5
sys.displayhook(None)
print(_)  # expect: 5
print(sys.implementation.name in ("cpython", "ladon"), isinstance(sys.executable, str), sys.is_finalizing(), sys.getallocatedblocks() >= 0)
# expect: True True False True
for bad in (lambda: sys.nope, lambda: sys.intern(5), lambda: sys.exit(1, 2)):
    try:
        bad()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
# expect: AttributeError module 'sys' has no attribute 'nope'
# expect: TypeError intern() argument must be str, not int
# expect: TypeError exit expected at most 1 argument, got 2
