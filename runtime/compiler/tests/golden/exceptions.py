def f(a):
    try:
        g(a)
    except (KeyError, ValueError) as e:
        return e
    except TypeError:
        raise
    else:
        h()
    finally:
        done()
    raise A from a
def s(a):
    try:
        g()
    except* OSError as e:
        h(e)
