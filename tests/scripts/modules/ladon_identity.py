# ladon-only: CPython calls itself cpython and is another version
# What Ladon says it is: the language level of CPython 3.14, under its own name.
import sys
print(sys.implementation.name, sys.version_info[:2])  # expect: ladon (3, 14)
print(sys.hexversion >> 16 == 0x030E, sys.version.startswith("3.14."))  # expect: True True
