# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def cycle(count):
    for _ in range(count):
        interp = interpreters.create()
        interp.exec("x = [str(i) for i in range(2000)]; x.append(x)")
        interp.exec("import struct\nfor i in range(9): struct.calcsize(f'{i}h3i' * 300)")
        interp.close()


cycle(20)
before = resident()
cycle(200)
grown = resident() - before
print(grown < 8 << 20 or grown)  # expect: True
print(len(interpreters.list_all()))  # expect: 1
