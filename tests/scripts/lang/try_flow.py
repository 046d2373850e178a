# return, break and continue through try, except, else and finally.
def f1():
    try:
        return "try"
    finally:
        print("f1 finally")
def f2():
    try:
        1 / 0
    except ZeroDivisionError:
        return "except"
    finally:
        print("f2 finally")
def f3():
    try:
        pass
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        print("f3 finally")
def f4():
    for i in range(3):
        try:
            if i == 0:
                continue
            if i == 2:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("no break")
    return i
def f5():
    x = 1
    try:
        return x
    finally:
        x = 2
def f6():
    while True:
        try:
            try:
                break
            finally:
                print("inner")
        finally:
            print("outer")
    return "left"
def f7():
    try:
        try:
            return "value"
        finally:
            raise KeyError("replaces the return")
    except KeyError as error:
        return error.args
def f8():
    result = []
    for x in "abc":
        try:
            if x == "b":
                raise ValueError(x)
        except ValueError:
            result.append("caught " + x)
            continue
        else:
            result.append("ok " + x)
        finally:
            result.append("end " + x)
        result.append("after " + x)
    return result
def f9():
    try:
        return [1, 2, 3]
    finally:
        for i in range(3):
            if i == 1:
                break
        print("loop in finally", i)
def f10():
    try:
        raise ValueError("lost?")
    except ValueError as e:
        try:
            return "deep " + str(e)
        finally:
            print("handler finally")
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10):
    print(f())
# expect: f1 finally
# expect: try
# expect: f2 finally
# expect: except
# expect: f3 finally
# expect: else
# expect: finally 0
# expect: body 1
# expect: finally 1
# expect: finally 2
# expect: 2
# expect: 1
# expect: inner
# expect: outer
# expect: left
# expect: ('replaces the return',)
# expect: ['ok a', 'end a', 'after a', 'caught b', 'end b', 'ok c', 'end c', 'after c']
# expect: loop in finally 1
# expect: [1, 2, 3]
# expect: handler finally
# expect: deep lost?
