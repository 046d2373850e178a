# Chaining: __cause__, __context__, __suppress_context__.
def describe(error):
    print(repr(error), "| cause", repr(error.__cause__), "| context", repr(error.__context__),
          "|", error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError as inner:
        raise ValueError("outer") from inner
except ValueError as error:
    describe(error)
    # expect: ValueError('outer') | cause ZeroDivisionError('division by zero') | context ZeroDivisionError('division by zero') | True
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("implicit")
except ValueError as error:
    describe(error)
    # expect: ValueError('implicit') | cause None | context ZeroDivisionError('division by zero') | False
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("none") from None
except ValueError as error:
    describe(error)  # expect: ValueError('none') | cause None | context ZeroDivisionError('division by zero') | True
try:
    raise KeyError("k") from OSError("cause")
except KeyError as error:
    describe(error)  # expect: KeyError('k') | cause OSError('cause') | context None | True
try:
    raise KeyError from ValueError
except KeyError as error:
    describe(error)  # expect: KeyError() | cause ValueError() | context None | True
try:
    raise KeyError("x") from 5
except TypeError as error:
    print(error)  # expect: exception causes must derive from BaseException
try:
    try:
        raise ValueError("first")
    finally:
        raise KeyError("in finally")
except KeyError as error:
    describe(error)  # expect: KeyError('in finally') | cause None | context ValueError('first') | False
try:
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise KeyError(2)
    except KeyError:
        raise TypeError(3)
except TypeError as error:
    chain = []
    while error:
        chain.append(repr(error))
        error = error.__context__
    print(chain)  # expect: ['TypeError(3)', 'KeyError(2)', 'ValueError(1)']
e = ValueError("manual")
e.__cause__ = KeyError("c")
describe(e)  # expect: ValueError('manual') | cause KeyError('c') | context None | True
e.__cause__ = None
describe(e)  # expect: ValueError('manual') | cause None | context None | True
try:
    e.__cause__ = 5
except TypeError as error:
    print(error)  # expect: exception cause must be None or derive from BaseException
try:
    raise e
except ValueError:
    try:
        raise e
    except ValueError as again:
        print(again.__context__ is None)  # expect: True
