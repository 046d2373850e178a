# since: 3.13
# An exception group, nested.
def fail(error):
    raise error

errors = []
for make in (ValueError("one"), TypeError("two")):
    try:
        fail(make)
    except Exception as error:
        errors.append(error)
raise ExceptionGroup("several", [*errors, ExceptionGroup("inner", [KeyError("k")])])
# expect exit: 1
# expect stderr:   + Exception Group Traceback (most recent call last):
# expect stderr:   |   File "uncaught_group.py", line 12, in <module>
# expect stderr:   |     raise ExceptionGroup("several", [*errors, ExceptionGroup("inner", [KeyError("k")])])
# expect stderr:   | ExceptionGroup: several (3 sub-exceptions)
# expect stderr:   +-+---------------- 1 ----------------
# expect stderr:     | Traceback (most recent call last):
# expect stderr:     |   File "uncaught_group.py", line 9, in <module>
# expect stderr:     |     fail(make)
# expect stderr:     |     ~~~~^^^^^^
# expect stderr:     |   File "uncaught_group.py", line 4, in fail
# expect stderr:     |     raise error
# expect stderr:     | ValueError: one
# expect stderr:     +---------------- 2 ----------------
# expect stderr:     | Traceback (most recent call last):
# expect stderr:     |   File "uncaught_group.py", line 9, in <module>
# expect stderr:     |     fail(make)
# expect stderr:     |     ~~~~^^^^^^
# expect stderr:     |   File "uncaught_group.py", line 4, in fail
# expect stderr:     |     raise error
# expect stderr:     | TypeError: two
# expect stderr:     +---------------- 3 ----------------
# expect stderr:     | ExceptionGroup: inner (1 sub-exception)
# expect stderr:     +-+---------------- 1 ----------------
# expect stderr:       | KeyError: 'k'
# expect stderr:       +------------------------------------
