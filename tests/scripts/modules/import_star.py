# from module import *.
from _plain import *  # expect: running _plain
print(value, double(2), Thing.size, "_private" in globals(), "names" in globals())  # expect: 42 4 42 False True
from _starred import *
print(one, _under, sub, "two" in globals())  # expect: 1 exported also False
try:
    from _bad_all import *
except AttributeError as error:
    print(error)  # expect: module '_bad_all' has no attribute 'missing_name'
names = {}
exec("from _starred import *", names)
print(sorted(k for k in names if not k.startswith("__")))  # expect: ['_under', 'one', 'sub']
from _lazy_attrs import *
print(real, "computed" in globals())  # expect: real False
