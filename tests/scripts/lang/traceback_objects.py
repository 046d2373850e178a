# __traceback__: frames from where it is caught to where it was raised.
def one(): two()
def two(): three()
def three(): raise ValueError("deep")
def names(tb):
    out = []
    while tb:
        out.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return out
try:
    one()
except ValueError as error:
    print(names(error.__traceback__))  # expect: ['<module>', 'one', 'two', 'three']
    saved = error
def reraise():
    raise saved
try:
    reraise()
except ValueError as error:
    print(names(error.__traceback__))  # expect: ['<module>', 'reraise', '<module>', 'one', 'two', 'three']
print(names(saved.with_traceback(None).__traceback__))  # expect: []
try:
    raise saved
except ValueError as error:
    print(names(error.__traceback__))  # expect: ['<module>']
def gen():
    yield 1
    raise KeyError("g")
try:
    for _ in gen(): pass
except KeyError as error:
    print(names(error.__traceback__))  # expect: ['<module>', 'gen']
try:
    try:
        one()
    finally:
        print("finally")  # expect: finally
except ValueError as error:
    print(names(error.__traceback__), error.__traceback__.tb_frame.f_locals is not None)
    # expect: ['<module>', 'one', 'two', 'three'] True
try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as error:
    print(names(error.__traceback__)[0])  # expect: <module>
def local():
    secret = 42
    raise ValueError
try:
    local()
except ValueError as error:
    print(error.__traceback__.tb_next.tb_frame.f_locals)  # expect: {'secret': 42}
for bad in (5, "x"):
    try:
        saved.__traceback__ = bad
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
try:
    int("x")
except ValueError as error:
    print(names(error.__traceback__))  # expect: ['<module>']
