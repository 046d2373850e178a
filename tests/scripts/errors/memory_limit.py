# ladon-only: CPython has no limit on memory
# Past `-X memory`, work fails with MemoryError, and the process goes on: also in another interpreter.
import subprocess
import sys

PROGRAM = """
import io, itertools
from concurrent import interpreters
def grow_objects():
    kept = []
    while True: kept.append(object())
def grow_cycles():
    class Node: pass
    last = None
    while True:
        node = Node(); node.me = node; node.last = last; last = node
def grow_classes():
    last = None
    while True: last = type('A', (), {'last': last})
def grow_dict():
    table = {}
    for number in itertools.count(): table[number] = str(number)
def grow_str():
    text = ''
    while True: text += 'x' * 1000
def grow_int():
    number = 1
    while True: number <<= 1_000_000
def grow_tuple():
    items = (0,)
    while True: items += items
def grow_bytes():
    data = b'x'
    while True: data += data
def grow_file():
    file = io.BytesIO()
    while True: file.write(bytes(1000))
def grow_translated():
    ('a' * 10**6).translate({97: 'b' * 1000})
def grow_line():
    open('/dev/zero', 'rb').readline()
def grow_text_line():
    open('/dev/zero').readline()
def grow_queue():
    queue = interpreters.create_queue()
    while True: queue.put(bytes(10**5))
def twice():
    try:
        'a' * 10**12
    except MemoryError:
        try:
            grow_objects()
        except MemoryError:
            [0] * 10**12
work = [
    lambda: 1 << 10**11, lambda: 'a' * 10**12, lambda: [0] * 10**12, lambda: bytes(10**12), lambda: list(range(10**9)),
    lambda: list(map(str, range(10**9))), lambda: set(map(str, range(10**9))), lambda: 'x'.ljust(10**12),
    grow_tuple, grow_bytes, grow_objects, grow_cycles, grow_classes, grow_dict, grow_str, grow_int, grow_file, twice,
    grow_translated, grow_line, grow_text_line, grow_queue,
]
failed = 0
for one in work:
    try:
        one()
    except MemoryError:
        failed += 1
print(failed, 'of', len(work), sum(len([number]) for number in range(100_000)))
"""
OTHER = f"""
from concurrent import interpreters
other = interpreters.create()
other.exec({PROGRAM!r})
other.close()
print('main goes on')
"""
# A name that is no plain str is copied.
NAMES = """
import operator
class S(str): pass
class A: pass
name = S("x" * (10 << 20))
ballast = []
try:
    while True: ballast.append(bytes(1 << 20))
except MemoryError:
    pass
for use in (lambda: setattr(A(), name, 1), lambda: setattr(A, name, 1), lambda: type(name, (), {}), lambda: operator.methodcaller(name),
            lambda: type("B", (), {"__slots__": (name,)})):
    try:
        use()
    except MemoryError:
        print("refused")
"""
for program in (PROGRAM, OTHER, NAMES):
    done = subprocess.run([sys.executable, "-X", "memory=32m", "-c", program], capture_output=True, text=True)
    print(done.returncode, done.stdout.split("\n"), done.stderr[-300:])
# expect: 0 ['22 of 22 100000', ''] 
# expect: 0 ['22 of 22 100000', 'main goes on', ''] 
# expect: 0 ['refused', 'refused', 'refused', 'refused', 'refused', ''] 
