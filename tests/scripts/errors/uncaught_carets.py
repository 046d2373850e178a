# since: 3.13
# Carets under the part that failed: attribute, subscript, call, binary operation.
class Data:
    pass

def work(data):
    data.part = {"key": None}
    return 1 + data.part["key"].missing.attribute * 2

work(Data())
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_carets.py", line 10, in <module>
# expect stderr:     work(Data())
# expect stderr:     ~~~~^^^^^^^^
# expect stderr:   File "uncaught_carets.py", line 8, in work
# expect stderr:     return 1 + data.part["key"].missing.attribute * 2
# expect stderr:                ^^^^^^^^^^^^^^^^^^^^^^^^
# expect stderr: AttributeError: 'NoneType' object has no attribute 'missing'
