# since: 3.13
# finally blocks and __exit__ run before the report.
class Manager:
    def __enter__(self):
        print("enter")
    def __exit__(self, *info):
        print("exit", info[0].__name__)

try:
    with Manager():
        raise LookupError("body")
finally:
    print("finally")
# expect: enter
# expect: exit LookupError
    # expect: finally
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_in_with_finally.py", line 11, in <module>
# expect stderr:     raise LookupError("body")
# expect stderr: LookupError: body
