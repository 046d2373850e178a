# Types whose objects only the runtime makes: calling them, `object.__new__` and subclassing are refused.
import os
import re
import types


def gen():
    yield


async def coro():
    pass


async def agen():
    yield


def frame_of():
    try:
        raise ValueError
    except ValueError as error:
        return error.__traceback__.tb_frame


running = coro()
step = agen().__anext__()
step.close()
objects = [
    gen(),
    running,
    agen(),
    step,
    iter([]),
    iter(()),
    iter({}),
    {}.keys(),
    {}.items(),
    iter(set()),
    iter(""),
    iter(b""),
    iter(range(3)),
    iter(range(10**30)),
    reversed([]),
    reversed({}),
    iter(lambda: 1, 1),
    frame_of(),
    re.compile("a"),
    re.match("a", "a"),
    int.__add__,
    (1).__add__,
    str.join,
    "".join,
    int.real,
    dict.__dict__["fromkeys"],
    types.FunctionType.__code__,
    None.__class__.__bool__,
    os.scandir("."),
]
running.close()
for made in objects:
    kind = type(made)
    try:
        kind()
        print(kind.__name__, "made")
    except TypeError as error:
        print(error)
    try:
        object.__new__(kind)
        print(kind.__name__, "made by object")
    except TypeError as error:
        print(type(error).__name__)
    try:
        type("Sub", (kind,), {})
        print(kind.__name__, "subclassed")
    except TypeError as error:
        print(error)
# expect: cannot create 'generator' instances
# expect: TypeError
# expect: type 'generator' is not an acceptable base type
# expect: cannot create 'coroutine' instances
# expect: TypeError
# expect: type 'coroutine' is not an acceptable base type
# expect: cannot create 'async_generator' instances
# expect: TypeError
# expect: type 'async_generator' is not an acceptable base type
# expect: cannot create 'async_generator_asend' instances
# expect: TypeError
# expect: type 'async_generator_asend' is not an acceptable base type
# expect: cannot create 'list_iterator' instances
# expect: TypeError
# expect: type 'list_iterator' is not an acceptable base type
# expect: cannot create 'tuple_iterator' instances
# expect: TypeError
# expect: type 'tuple_iterator' is not an acceptable base type
# expect: cannot create 'dict_keyiterator' instances
# expect: TypeError
# expect: type 'dict_keyiterator' is not an acceptable base type
# expect: cannot create 'dict_keys' instances
# expect: TypeError
# expect: type 'dict_keys' is not an acceptable base type
# expect: cannot create 'dict_items' instances
# expect: TypeError
# expect: type 'dict_items' is not an acceptable base type
# expect: cannot create 'set_iterator' instances
# expect: TypeError
# expect: type 'set_iterator' is not an acceptable base type
# expect: cannot create 'str_ascii_iterator' instances
# expect: TypeError
# expect: type 'str_ascii_iterator' is not an acceptable base type
# expect: cannot create 'bytes_iterator' instances
# expect: TypeError
# expect: type 'bytes_iterator' is not an acceptable base type
# expect: cannot create 'range_iterator' instances
# expect: TypeError
# expect: type 'range_iterator' is not an acceptable base type
# expect: cannot create 'longrange_iterator' instances
# expect: TypeError
# expect: type 'longrange_iterator' is not an acceptable base type
# expect: cannot create 'list_reverseiterator' instances
# expect: TypeError
# expect: type 'list_reverseiterator' is not an acceptable base type
# expect: cannot create 'dict_reversekeyiterator' instances
# expect: TypeError
# expect: type 'dict_reversekeyiterator' is not an acceptable base type
# expect: cannot create 'callable_iterator' instances
# expect: TypeError
# expect: type 'callable_iterator' is not an acceptable base type
# expect: cannot create 'frame' instances
# expect: TypeError
# expect: type 'frame' is not an acceptable base type
# expect: cannot create 're.Pattern' instances
# expect: TypeError
# expect: type 're.Pattern' is not an acceptable base type
# expect: cannot create 're.Match' instances
# expect: TypeError
# expect: type 're.Match' is not an acceptable base type
# expect: cannot create 'wrapper_descriptor' instances
# expect: TypeError
# expect: type 'wrapper_descriptor' is not an acceptable base type
# expect: cannot create 'method-wrapper' instances
# expect: TypeError
# expect: type 'method-wrapper' is not an acceptable base type
# expect: cannot create 'method_descriptor' instances
# expect: TypeError
# expect: type 'method_descriptor' is not an acceptable base type
# expect: cannot create 'builtin_function_or_method' instances
# expect: TypeError
# expect: type 'builtin_function_or_method' is not an acceptable base type
# expect: cannot create 'getset_descriptor' instances
# expect: TypeError
# expect: type 'getset_descriptor' is not an acceptable base type
# expect: cannot create 'classmethod_descriptor' instances
# expect: TypeError
# expect: type 'classmethod_descriptor' is not an acceptable base type
# expect: cannot create 'getset_descriptor' instances
# expect: TypeError
# expect: type 'getset_descriptor' is not an acceptable base type
# expect: cannot create 'wrapper_descriptor' instances
# expect: TypeError
# expect: type 'wrapper_descriptor' is not an acceptable base type
# expect: cannot create 'posix.ScandirIterator' instances
# expect: TypeError
# expect: type 'posix.ScandirIterator' is not an acceptable base type
