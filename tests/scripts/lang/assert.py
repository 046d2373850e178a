# assert with and without a message.
assert True
assert 1, "fine"
try:
    assert False
except AssertionError as error:
    print(repr(error), error.args)  # expect: AssertionError() ()
try:
    assert 0, "message"
except AssertionError as error:
    print(repr(error), error)  # expect: AssertionError('message') message
try:
    assert [], {"any": "object"}
except AssertionError as error:
    print(error.args)  # expect: ({'any': 'object'},)
def loud():
    print("message computed")
    return "m"
assert True, loud()
try:
    assert None, loud()  # expect: message computed
except AssertionError as error:
    print("caught", error)  # expect: caught m
x = 5
assert x > 1 and x < 10
print(__debug__)  # expect: True
try:
    assert x == 6, f"{x=}"
except AssertionError as error:
    print(error)  # expect: x=5
