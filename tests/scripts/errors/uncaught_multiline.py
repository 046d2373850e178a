# since: 3.13
# A message of several lines, and one that is not a string.
try:
    raise ValueError("line one\nline two")
except ValueError as error:
    raise KeyError((1, "tuple key"))
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_multiline.py", line 4, in <module>
# expect stderr:     raise ValueError("line one\nline two")
# expect stderr: ValueError: line one
# expect stderr: line two
# expect stderr:
# expect stderr: During handling of the above exception, another exception occurred:
# expect stderr:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_multiline.py", line 6, in <module>
# expect stderr:     raise KeyError((1, "tuple key"))
# expect stderr: KeyError: (1, 'tuple key')
