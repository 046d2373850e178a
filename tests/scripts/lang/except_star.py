# except*: each clause takes its share.
def run(raised):
    print("--", repr(raised))
    try:
        try:
            raise raised
        except* ValueError as group:
            print("value", repr(group))
        except* (TypeError, KeyError) as group:
            print("type or key", repr(group))
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as left:
        print("left", repr(left))

run(ExceptionGroup("a", [ValueError(1)]))
# expect: -- ExceptionGroup('a', [ValueError(1)])
# expect: value ExceptionGroup('a', [ValueError(1)])
# expect: finally
run(ExceptionGroup("a", [ValueError(1), TypeError(2), KeyError(3)]))
# expect: -- ExceptionGroup('a', [ValueError(1), TypeError(2), KeyError(3)])
# expect: value ExceptionGroup('a', [ValueError(1)])
# expect: type or key ExceptionGroup('a', [TypeError(2), KeyError(3)])
# expect: finally
run(ExceptionGroup("a", [ValueError(1), OSError(2)]))
# expect: -- ExceptionGroup('a', [ValueError(1), OSError(2)])
# expect: value ExceptionGroup('a', [ValueError(1)])
# expect: finally
# expect: left ExceptionGroup('a', [OSError(2)])
run(ExceptionGroup("a", [ExceptionGroup("b", [ValueError(1), OSError(9)]), TypeError(2)]))
# expect: -- ExceptionGroup('a', [ExceptionGroup('b', [ValueError(1), OSError(9)]), TypeError(2)])
# expect: value ExceptionGroup('a', [ExceptionGroup('b', [ValueError(1)])])
# expect: type or key ExceptionGroup('a', [TypeError(2)])
# expect: finally
# expect: left ExceptionGroup('a', [ExceptionGroup('b', [OSError(9)])])
run(ValueError("naked"))
# expect: -- ValueError('naked')
# expect: value ExceptionGroup('', (ValueError('naked'),))
# expect: finally
run(OSError("naked and unhandled"))
# expect: -- OSError('naked and unhandled')
# expect: finally
# expect: left OSError('naked and unhandled')
try:
    print("no error")  # expect: no error
except* ValueError:
    print("never")
else:
    print("else")  # expect: else
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
except ExceptionGroup as group:
    print(repr(group), repr(group.exceptions[0].__context__))
    # expect: ExceptionGroup('', [KeyError('new'), ExceptionGroup('g', [TypeError(2)])]) ExceptionGroup('g', [ValueError(1)])
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
except ExceptionGroup as group:
    print(repr(group))  # expect: ExceptionGroup('g', [ValueError(1), TypeError(2)])
try:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)  # expect: catching ExceptionGroup with except* is not allowed. Use except instead.
def flow():
    for i in range(2):
        try:
            raise ExceptionGroup("g", [ValueError(i)])
        except* ValueError as e:
            result = e.exceptions[0].args
    return result
print(flow())  # expect: (1,)
try:
    e
except NameError as error:
    print(error)  # expect: name 'e' is not defined
