# No message: the name alone.
assert 1 == 2
# expect error: AssertionError
