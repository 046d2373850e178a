# since: 3.13
# Frames of generators and comprehensions in a traceback.
def numbers():
    yield 1
    yield 1 / 0

def consume():
    return sum(n * 2 for n in numbers())

consume()
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_in_generator.py", line 10, in <module>
# expect stderr:     consume()
# expect stderr:     ~~~~~~~^^
# expect stderr:   File "uncaught_in_generator.py", line 8, in consume
# expect stderr:     return sum(n * 2 for n in numbers())
# expect stderr:   File "uncaught_in_generator.py", line 8, in <genexpr>
# expect stderr:     return sum(n * 2 for n in numbers())
# expect stderr:                               ~~~~~~~^^
# expect stderr:   File "uncaught_in_generator.py", line 5, in numbers
# expect stderr:     yield 1 / 0
# expect stderr:           ~~^~~
# expect stderr: ZeroDivisionError: division by zero
