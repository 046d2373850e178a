# since: 3.13
# Frames of class bodies, lambdas, exec and eval.
def build():
    class Thing:
        value = (lambda: eval("1 / 0"))()

build()
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_in_class_body.py", line 7, in <module>
# expect stderr:     build()
# expect stderr:     ~~~~~^^
# expect stderr:   File "uncaught_in_class_body.py", line 4, in build
# expect stderr:     class Thing:
# expect stderr:         value = (lambda: eval("1 / 0"))()
# expect stderr:   File "uncaught_in_class_body.py", line 5, in Thing
# expect stderr:     value = (lambda: eval("1 / 0"))()
# expect stderr:   File "uncaught_in_class_body.py", line 5, in <lambda>
# expect stderr:     value = (lambda: eval("1 / 0"))()
# expect stderr:                      ~~~~^^^^^^^^^
# expect stderr:   File "<string>", line 1, in <module>
# expect stderr: ZeroDivisionError: division by zero
