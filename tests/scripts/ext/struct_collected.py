import gc
import struct
import weakref


class Sub(struct.Struct):
    pass


one = Sub("3h")
one.me = one
gone = weakref.ref(one)
print(one.size, gc.is_tracked(one), gc.is_tracked(struct.Struct("h")))  # expect: 6 True True
del one
gc.collect()
print(gone())  # expect: None
