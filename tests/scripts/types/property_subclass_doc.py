# since: 3.13
# Docstrings and messages of properties and of subclasses of property.
class Sub(property):
    "doc of the class"
def getter(self):
    "doc of the getter"
print(Sub(getter).__doc__, Sub(getter, doc="given").__doc__, Sub(lambda self: 1).__doc__, Sub.__doc__)
# expect: doc of the getter given None doc of the class
class Slotted(property):
    "slotted"
    __slots__ = ()
print(Slotted(lambda self: 1).__doc__)  # expect: slotted
try:
    Slotted(getter)
except AttributeError as error:
    print(error)  # expect: 'Slotted' object attribute '__doc__' is read-only
class Outer:
    class Inner:
        empty = property()
        bare = [property()][0]
for action in (lambda o: o.empty, lambda o: setattr(o, "empty", 1), lambda o: delattr(o, "empty")):
    try:
        action(Outer.Inner())
    except AttributeError as error:
        print(error)
# expect: property 'empty' of 'Outer.Inner' object has no getter
# expect: property 'empty' of 'Outer.Inner' object has no setter
# expect: property 'empty' of 'Outer.Inner' object has no deleter
