# What with does when enter or exit fail, or are not there.
def attempt(thunk):
    try:
        print(thunk())
    except Exception as error:
        context = type(error.__context__).__name__
        print(type(error).__name__, error, "| context", context)

class Manager:
    def __init__(self, enter=None, exit=None):
        self.enter, self.exit = enter, exit
    def __enter__(self):
        if self.enter: raise self.enter
        return self
    def __exit__(self, *info):
        print("exit", info[0] and info[0].__name__)
        if self.exit: raise self.exit

def enter_fails():
    with Manager(enter=KeyError("enter")):
        print("not reached")
def second_enter_fails():
    with Manager(), Manager(enter=KeyError("enter 2")):
        print("not reached")
def exit_fails():
    with Manager(exit=ValueError("exit")):
        print("body")
def both_fail():
    with Manager(exit=ValueError("exit")):
        raise KeyError("body")
def nested_exits_fail():
    with Manager(exit=ValueError("outer")):
        with Manager(exit=TypeError("inner")):
            pass
def replaced_by_none():
    with Manager():
        raise LookupError("kept")
for f in (enter_fails, second_enter_fails, exit_fails, both_fail, nested_exits_fail, replaced_by_none):
    attempt(f)
# expect: KeyError 'enter' | context NoneType
# expect: exit KeyError
# expect: KeyError 'enter 2' | context NoneType
# expect: body
# expect: exit None
# expect: ValueError exit | context NoneType
# expect: exit KeyError
# expect: ValueError exit | context KeyError
# expect: exit None
# expect: exit TypeError
# expect: ValueError outer | context TypeError
# expect: exit LookupError
# expect: LookupError kept | context NoneType

class NoExit:
    def __enter__(self): return self
class NoEnter:
    def __exit__(self, *a): return None
for cls in (object, NoExit, NoEnter):
    try:
        with cls():
            pass
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
class OnInstance:
    pass
thing = OnInstance()
thing.__enter__ = thing.__exit__ = lambda *a: None
try:
    with thing: pass
except TypeError:
    print("looked up on the type")  # expect: looked up on the type
class Truthy:
    def __enter__(self): pass
    def __exit__(self, *a): return [0]
with Truthy():
    raise ValueError
print("a true value suppresses")  # expect: a true value suppresses
