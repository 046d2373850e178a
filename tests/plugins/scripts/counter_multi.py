# A well-behaved multi-phase module.
# since: 3.13
import sys
from load import load, show

m = load("counter_multi")
print(m.__name__, m.__doc__)  # expect: counter_multi A well-behaved module.

# Functions of every kind.
show(m.varargs, 1, 2)  # expect: (1, 2)
show(m.varargs, a=1)  # expect: TypeError: varargs() takes no keyword arguments
show(m.varargs_keywords, 1, b=2)  # expect: ((1,), {'b': 2})
show(m.varargs_keywords)  # expect: ((), {})
print(m.noargs() == (m, 1))  # expect: True
show(m.noargs, 1)  # expect: TypeError: counter_multi.noargs() takes no arguments (1 given)
show(m.noargs, a=1)  # expect: TypeError: counter_multi.noargs() takes no keyword arguments
show(m.one, "x")  # expect: 'x'
show(m.one)  # expect: TypeError: counter_multi.one() takes exactly one argument (0 given)
show(m.one, 1, 2)  # expect: TypeError: counter_multi.one() takes exactly one argument (2 given)
show(m.fastcall, 1, 2, 3)  # expect: [1, 2, 3]
show(m.fastcall, a=1)  # expect: TypeError: counter_multi.fastcall() takes no keyword arguments
show(m.fastcall_keywords, 1, b=2, c=3)  # expect: ([1], ('b', 'c'), [2, 3])
show(m.fastcall_keywords)  # expect: ([], None, [])
show(m.fail)  # expect: Error: as asked
print(m.noargs.__name__, m.noargs.__module__, m.noargs.__self__ is m, m.noargs.__doc__, m.noargs.__text_signature__)
# expect: noargs counter_multi True No arguments. ($module, /)
print(m.Error.__name__, m.Error.__bases__, m.Error.__doc__)
# expect: Error (<class 'ValueError'>,) A counter's complaint.

# The type.
Counter = m.Counter
print(Counter.__name__, Counter.__qualname__, Counter.__module__, Counter.__doc__, Counter.__bases__)
# expect: Counter Counter counter_multi Counts up. (<class 'object'>,)
c = Counter(5, step=3)
print(c, c.bump(), c.bump(), c.value, c.step)  # expect: Counter(11, step=3) 8 11 11 3
show(Counter, -1)  # expect: Error: negative start: -1
show(Counter, "x")  # expect: TypeError: 'str' object cannot be interpreted as an integer
show(Counter, 1, stop=2)
# expect: TypeError: Counter() got an unexpected keyword argument 'stop'. Did you mean 'step'?
show(Counter, 1, 2, 3, 4)  # expect: TypeError: Counter() takes at most 3 arguments (4 given)
print(c.made(), m.made())  # expect: 1 1
show(c.made, 1)  # expect: TypeError: made() takes no arguments
print(Counter.from_text("12"), Counter.biggest() == 2**63 - 1)  # expect: Counter(12, step=1) True
show(Counter.from_text, "x")  # expect: ValueError: invalid literal for int() with base 10: 'x'
c.twice = 100
print(c.twice, c.value)  # expect: 100 50
show(setattr, c, "twice", "x")  # expect: TypeError: 'str' object cannot be interpreted as an integer
show(delattr, c, "twice")  # expect: AttributeError: twice cannot be deleted
show(setattr, c, "thrice_read_only", 1)
# expect: AttributeError: attribute 'thrice_read_only' of 'counter_multi.Counter' objects is not writable
c.value = 7
show(setattr, c, "value", "x")  # expect: TypeError: 'str' object cannot be interpreted as an integer
show(setattr, c, "value", 2**70)  # expect: OverflowError: Python int too large to convert to C long
show(setattr, c, "step", 1)  # expect: AttributeError: readonly attribute
print(c.tag, c.scale, c.kind, c.label)  # expect: c 1.5 counter None
c.tag, c.scale, c.label = "z", 2, [1]
print(c.tag, c.scale, c.label)  # expect: z 2.0 [1]
show(setattr, c, "tag", "zz")  # expect: TypeError: bad argument type for built-in operation
show(setattr, c, "scale", "x")  # expect: TypeError: must be real number, not str
show(delattr, c, "value")  # expect: TypeError: can't delete numeric/char attribute
del c.label
print(c.label)  # expect: None
show(getattr, c, "extra")  # expect: AttributeError: 'counter_multi.Counter' object has no attribute 'extra'
c.extra = c
print(c.extra is c)  # expect: True
del c.extra
show(delattr, c, "extra")  # expect: AttributeError: extra
show(setattr, c, "unknown", 1)
# expect: AttributeError: 'counter_multi.Counter' object has no attribute 'unknown' and no __dict__ for setting new attributes
show(Counter.bump, 5)
# expect: TypeError: descriptor 'bump' for 'counter_multi.Counter' objects doesn't apply to a 'int' object

class Sub(Counter):
    def bump(self):
        return -super().bump()

s = Sub(1)
s.free = "has a dict"
print(s.bump(), s.free, isinstance(s, Counter), s.made() == m.made())  # expect: -2 has a dict True True

# Every load makes a module of its own.
other = load("counter_multi")
print(other is m, other.Counter is Counter, other.made(), m.made() > 0)  # expect: False False 0 True
del sys.modules["counter_multi"]
print(load("counter_multi") is other)  # expect: False
