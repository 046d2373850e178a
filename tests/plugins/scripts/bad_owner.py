# Used within one interpreter, and in moderation, none of this is wrong.
# since: 3.12
from load import load, show

m = load("bad_owner")
m.store([1])
m.append_to_stored(2)
print(m.fetch())  # expect: [1, 2]
m.forget()
print(m.fetch())  # expect: None
print(m.open_capsule(m.capsule("inside")))  # expect: inside
show(m.open_capsule, 5)  # expect: ValueError: PyCapsule_GetPointer called with invalid PyCapsule object
data = bytearray(b"AB")
print(m.hold(data), m.first_held())  # expect: 2 65
show(data.append, 1)  # expect: BufferError: Existing exports of data: object cannot be re-sized
m.let_go()
data.append(1)
print(data, m.first_held())  # expect: bytearray(b'AB\x01') None
show(m.hold, 5)  # expect: TypeError: a bytes-like object is required, not 'int'
print(m.leak(10))  # expect: 10
m.overdraw(None)
show(m.leak, "x")  # expect: TypeError: 'str' object cannot be interpreted as an integer
