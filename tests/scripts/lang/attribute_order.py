# Where an attribute is found: data descriptor, instance, class, __getattr__.
class Data:
    def __get__(self, o, t): return "data descriptor"
    def __set__(self, o, v): pass
class NonData:
    def __get__(self, o, t): return "non-data descriptor"
class Base:
    inherited = "from base"
    shadowed = "base"
class C(Base):
    data = Data()
    nondata = NonData()
    plain = "class attribute"
    shadowed = "derived"
    def __getattr__(self, name): return f"getattr {name}"
c = C()
for name in ("data", "nondata", "plain", "inherited", "shadowed", "absent"):
    before = getattr(c, name)
    c.__dict__[name] = "instance"
    print(name, "|", before, "|", getattr(c, name))
# expect: data | data descriptor | data descriptor
# expect: nondata | non-data descriptor | instance
# expect: plain | class attribute | instance
# expect: inherited | from base | instance
# expect: shadowed | derived | instance
# expect: absent | getattr absent | instance
c.__dict__ = {"fresh": "dict replaced"}
print(c.fresh, c.nondata, c.__dict__)  # expect: dict replaced non-data descriptor {'fresh': 'dict replaced'}
try:
    c.__dict__ = 5
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
class Meta(type):
    meta = "metaclass attribute"
    both = "meta"
    @property
    def prop(cls): return "metaclass property"
class D(metaclass=Meta):
    both = "class"
print(D.meta, D.both, D.prop, hasattr(D(), "meta"))  # expect: metaclass attribute class metaclass property False
D.prop_shadow = 1
class Special:
    pass
s = Special()
s.__len__ = lambda: 5
s.__str__ = lambda: "instance str"
print(str(s) == "instance str", s.__str__(), s.__len__())  # expect: False instance str 5
try:
    len(s)
except TypeError as error:
    print(error)  # expect: object of type 'Special' has no len()
Special.__len__ = lambda self: 7
print(len(s))  # expect: 7
del Special.__len__
try:
    len(s)
except TypeError as error:
    print(error)  # expect: object of type 'Special' has no len()
o = C()
o.a = o.b = o.c = 1
del o.b
o.d = 2
print(list(o.__dict__), vars(o) == {"a": 1, "c": 1, "d": 2})  # expect: ['a', 'c', 'd'] True
