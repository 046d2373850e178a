# What `sysconfig` asks of the build.

import sys as _sys

build_time_vars = {
    "prefix": _sys.prefix,
    "exec_prefix": _sys.exec_prefix,
    "ABIFLAGS": "",
    "SOABI": "cpython-314-x86_64-linux-gnu",
    "EXT_SUFFIX": ".cpython-314-x86_64-linux-gnu.so",
    "SHLIB_SUFFIX": ".so",
    "MULTIARCH": "x86_64-linux-gnu",
    "VERSION": "3.14",
    "LDVERSION": "3.14",
    "SIZEOF_VOID_P": 8,
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "WITH_PYMALLOC": 0,
    "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
    "CC": "cc",
    "CXX": "c++",
    "CFLAGS": "-O2",
    "LDSHARED": "cc -shared",
    "AR": "ar",
    "ARFLAGS": "rcs",
    "CCSHARED": "-fPIC",
    "HOST_GNU_TYPE": "x86_64-pc-linux-gnu",
    "LIBDIR": "",
    "INCLUDEPY": "",
}
