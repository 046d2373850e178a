# Handlers inside handlers; the current exception is restored.
import sys
def current():
    error = sys.exc_info()[1]
    return repr(error)
print(current())  # expect: None
try:
    raise ValueError("outer")
except ValueError:
    print(current())  # expect: ValueError('outer')
    try:
        raise KeyError("inner")
    except KeyError:
        print(current())  # expect: KeyError('inner')
    print(current())  # expect: ValueError('outer')
    def helper():
        print("in call", current())
        try:
            raise
        except ValueError as e:
            print("reraised", e)
    helper()
    # expect: in call ValueError('outer')
    # expect: reraised outer
print(current())  # expect: None
def generator():
    try:
        yield 1
        raise TypeError("gen")
    except TypeError:
        yield current()
    yield current()
g = generator()
next(g)
try:
    raise ValueError("while running the generator")
except ValueError:
    print(next(g), next(g), current())
    # expect: TypeError('gen') ValueError('while running the generator') ValueError('while running the generator')
def order():
    try:
        raise ValueError
    except Exception:
        return "first match"
    except ValueError:
        return "never"
print(order())  # expect: first match
def computed():
    print("class computed")
    return KeyError
try:
    try:
        raise ValueError("v")
    except computed():
        pass
except ValueError:
    print("went on")
# expect: class computed
    # expect: went on
e = "kept"
try:
    raise ValueError
except ValueError as e:
    e = "assigned"
try:
    e
except NameError as error:
    print(error)  # expect: name 'e' is not defined
try:
    raise ValueError("x")
except ValueError as error:
    del error
print("del is fine")  # expect: del is fine
classes = (KeyError, (ValueError, OSError))
try:
    try:
        raise OSError("nested tuple")
    except classes:
        print("never")
except TypeError as error:
    print(error)  # expect: catching classes that do not inherit from BaseException is not allowed
classes = (KeyError, OSError)
try:
    raise OSError("flat tuple")
except classes as error:
    print(error)  # expect: flat tuple
try:
    raise OSError
except ():
    print("never")
except:
    print("bare")  # expect: bare
