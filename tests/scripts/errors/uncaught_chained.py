# since: 3.13
# Context and cause in a traceback.
def first():
    raise KeyError("first")

def second():
    try:
        first()
    except KeyError:
        raise ValueError("second")

try:
    second()
except ValueError as error:
    raise RuntimeError("third") from error
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_chained.py", line 8, in second
# expect stderr:     first()
# expect stderr:     ~~~~~^^
# expect stderr:   File "uncaught_chained.py", line 4, in first
# expect stderr:     raise KeyError("first")
# expect stderr: KeyError: 'first'
# expect stderr:
# expect stderr: During handling of the above exception, another exception occurred:
# expect stderr:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_chained.py", line 13, in <module>
# expect stderr:     second()
# expect stderr:     ~~~~~~^^
# expect stderr:   File "uncaught_chained.py", line 10, in second
# expect stderr:     raise ValueError("second")
# expect stderr: ValueError: second
# expect stderr:
# expect stderr: The above exception was the direct cause of the following exception:
# expect stderr:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_chained.py", line 15, in <module>
# expect stderr:     raise RuntimeError("third") from error
# expect stderr: RuntimeError: third
