# try, except, else, finally.
def run(thunk):
    try:
        result = thunk()
    except ZeroDivisionError:
        print("zero")
    except (KeyError, IndexError) as error:
        print("lookup", type(error).__name__, error)
    except Exception as error:
        print("other", type(error).__name__, error)
    else:
        print("fine", result)
    finally:
        print("finally")

run(lambda: 1)
# expect: fine 1
# expect: finally
run(lambda: 1 / 0)
# expect: zero
# expect: finally
run(lambda: {}["k"])
# expect: lookup KeyError 'k'
# expect: finally
run(lambda: [][0])
# expect: lookup IndexError list index out of range
# expect: finally
run(lambda: int("x"))
# expect: other ValueError invalid literal for int() with base 10: 'x'
# expect: finally
run(lambda: None.attr)
# expect: other AttributeError 'NoneType' object has no attribute 'attr'
# expect: finally
run(lambda: undefined)
# expect: other NameError name 'undefined' is not defined
# expect: finally
try:
    raise ValueError("a", 1)
except ValueError as error:
    print(error, error.args, repr(error), str(error))  # expect: ('a', 1) ('a', 1) ValueError('a', 1) ('a', 1)
try:
    raise ValueError
except ValueError as error:
    print(repr(error), str(error) == "")  # expect: ValueError() True
try:
    error
except NameError as again:
    print(again)  # expect: name 'error' is not defined
try:
    try:
        raise KeyError("inner")
    finally:
        print("inner finally")  # expect: inner finally
except KeyError as error:
    print("outer", error)  # expect: outer 'inner'
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as error:
    print("reraised", error)  # expect: reraised division by zero
try:
    raise
except RuntimeError as error:
    print(error)  # expect: No active exception to reraise
for bad in (1, "text", int, None):
    try:
        raise bad
    except TypeError as error:
        print(error)
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as error:
    print(error)  # expect: catching classes that do not inherit from BaseException is not allowed
