# ladon-only: CPython calls itself cpython and is another version
# What Ladon says it is: the language level of CPython 3.14, under its own name.
import sys
print(sys.implementation.name, sys.version_info[:2])  # expect: ladon (3, 14)
print(sys.implementation.version[:2] == sys.version_info[:2], sys.hexversion >> 16 == 0x030E)  # expect: True True
