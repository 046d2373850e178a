# ladon-only: reasons that dlopen does not give
# plugin: probe
# Files that are no plugins for this machine: an ImportError with a reason, under whatever name.
import os
import struct
import sys
import tempfile
from load import load, run_in_another

with open(sys.argv[1], "rb") as file:
    good = file.read()
folder = tempfile.mkdtemp()


def patched(at, form, value):
    changed = bytearray(good)
    struct.pack_into(form, changed, at, value)
    return bytes(changed)


def header(kind, which):
    """Where a program header of this kind stands."""
    start, size, count = *struct.unpack_from("<Q", good, 32), *struct.unpack_from("<HH", good, 54)
    found = [at for at in range(start, start + size * count, size) if struct.unpack_from("<I", good, at)[0] == kind]
    return found[which]


LOAD, DYNAMIC = 1, 2
last_segment = struct.unpack_from("<Q", good, header(LOAD, -1) + 8)[0]


FILES = {
    "empty": b"",
    "text": b"this is not a library, however long the text may be: it has no ELF head at all" * 3,
    "script": b"#!/bin/sh\nexit 0\n" * 10,
    "windows": b"MZ" + bytes(200),
    "macos": b"\xcf\xfa\xed\xfe" + bytes(200),
    "wheel": b"PK\3\4" + bytes(200),
    "static": b"!<arch>\n" + bytes(200),
    "head_only": good[:64],
    "head_cut": good[:40],
    "cut_in_headers": good[:100],
    "cut_in_the_data": good[: last_segment + 8],
    "cut_early": good[:4096],
    "elf32": patched(4, "B", 1),
    "big_endian": patched(5, "B", 2),
    "arm": patched(18, "<H", 40),
    "aarch64_or_x86": patched(18, "<H", 62 if struct.unpack_from("<H", good, 18)[0] == 183 else 183),
    "unheard_of": patched(18, "<H", 0xBEEF),
    "object_file": patched(16, "<H", 1),
    "program": patched(16, "<H", 2),
    "core": patched(16, "<H", 4),
    "no_headers": patched(56, "<H", 0),
    "headers_outside": patched(32, "<Q", 1 << 40),
    "segment_outside": patched(header(LOAD, 0) + 32, "<Q", 1 << 40),
    "dynamic_outside": patched(header(DYNAMIC, 0) + 16, "<Q", 1 << 40),
    "no_dynamic": patched(header(DYNAMIC, 0), "<I", 0),
}


def attempt(path):
    try:
        load("pb_basic", path)
    except ImportError as error:
        assert error.name == "pb_basic" and error.path == path
        return str(error).replace(folder + "/", "")
    return "loaded"


for name, data in FILES.items():
    path = f"{folder}/{name}.so"
    with open(path, "wb") as file:
        file.write(data)
    print(attempt(path))
# expect: empty.so: file too short
# expect: text.so: invalid ELF header (it is no ELF file)
# expect: script.so: invalid ELF header (it is a script)
# expect: windows.so: invalid ELF header (it is a Windows library)
# expect: macos.so: invalid ELF header (it is a macOS library)
# expect: wheel.so: invalid ELF header (it is a zip archive or wheel)
# expect: static.so: invalid ELF header (it is a static library)
# expect: head_only.so: file too short (it ends before what its headers announce: was it cut off?)
# expect: head_cut.so: file too short
# expect: cut_in_headers.so: file too short (it ends before what its headers announce: was it cut off?)
# expect: cut_in_the_data.so: file too short (it ends before what its headers announce: was it cut off?)
# expect: cut_early.so: file too short (it ends before what its headers announce: was it cut off?)
# expect: elf32.so: wrong ELF class (it is built for a 32-bit or big-endian machine)
# expect: big_endian.so: wrong ELF class (it is built for a 32-bit or big-endian machine)
# expect: arm.so: cannot open shared object file (it is built for 32-bit ARM, this runtime for x86-64)
# expect: aarch64_or_x86.so: cannot open shared object file (it is built for aarch64, this runtime for x86-64)
# expect: unheard_of.so: cannot open shared object file (it is built for another machine, this runtime for x86-64)
# expect: object_file.so: cannot dynamically load this file (it is an object file: link it with -shared)
# expect: program.so: cannot dynamically load this file (it is a program)
# expect: core.so: cannot dynamically load this file (it is no shared library)
# expect: no_headers.so: invalid ELF headers (it has no segments to load)
# expect: headers_outside.so: file too short (it ends before what its headers announce: was it cut off?)
# expect: segment_outside.so: file too short (it ends before what its headers announce: was it cut off?)
# expect: dynamic_outside.so: invalid ELF headers (its dynamic section lies outside of what is loaded)
# expect: no_dynamic.so: invalid ELF headers (it has no dynamic section)
print(attempt(f"{folder}/missing.so"))  # expect: missing.so: cannot open shared object file: No such file or directory
print(attempt(folder).replace(folder, "FOLDER"))  # expect: FOLDER: cannot read file data: Is a directory
os.mkfifo(f"{folder}/pipe.so")
print(attempt(f"{folder}/pipe.so"))  # expect: pipe.so: cannot open shared object file: it is no regular file
os.symlink(f"{folder}/nowhere", f"{folder}/dangling.so")
print(attempt(f"{folder}/dangling.so"))
# expect: dangling.so: cannot open shared object file: No such file or directory
try:
    load("pb_basic", "a\0b.so")
except ValueError as error:
    print(error)  # expect: embedded null character

# The same in another interpreter, and nothing is left behind: the good file loads.
run_in_another(f"""
for name in {list(FILES)}:
    try:
        load("pb_basic", f"{folder}/{{name}}.so")
    except ImportError:
        continue
    print(name)
print(load("pb_basic").__name__)
""")  # expect:   pb_basic
print(load("pb_basic").__name__)  # expect: pb_basic
