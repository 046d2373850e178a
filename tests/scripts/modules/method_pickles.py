import pickle
import queue
import re
import threading


class A:
    def method(self):
        return type(self).__name__

    @classmethod
    def make(cls):
        return cls


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = [pickle.loads(pickle.dumps(value, protocol)) for value in [A().method, A.make, [1, 2].__len__, str.upper]]
    print(again[0](), again[1](), again[2](), again[3]("a"))
# expect: A <class '__main__.A'> 2 A
# expect: A <class '__main__.A'> 2 A
# expect: A <class '__main__.A'> 2 A
# expect: A <class '__main__.A'> 2 A
# expect: A <class '__main__.A'> 2 A
# expect: A <class '__main__.A'> 2 A
class B:
    __slots__ = ("x",)


found = B.__dict__["x"], int.__add__, (5).__add__, A().method
for value in found:
    print(value.__reduce__()[0], value.__reduce__()[1][1])
# expect: <built-in function getattr> x
# expect: <built-in function getattr> __add__
# expect: <built-in function getattr> __add__
# expect: <built-in function getattr> method


def generate():
    yield


inside = {"value": 1, "lock": threading.Lock()}
for value in [threading.Lock(), threading.RLock(), inside, queue.SimpleQueue(), re.match("a", "a"), generate()]:
    try:
        print(pickle.dumps(value))
    except TypeError as error:
        print(error)
# expect: cannot pickle '_thread.lock' object
# expect: cannot pickle '_thread.RLock' object
# expect: cannot pickle '_thread.lock' object
# expect: cannot pickle '_queue.SimpleQueue' object
# expect: cannot pickle 're.Match' object
# expect: cannot pickle 'generator' object
for value in [property(), staticmethod(len), {}.__class__.__dict__, memoryview(b""), re, (lambda: 0).__code__, {}.keys()]:
    try:
        print(pickle.dumps(value, 0))
    except TypeError as error:
        print(error)
# expect: cannot pickle 'property' object
# expect: cannot pickle 'staticmethod' object
# expect: cannot pickle 'mappingproxy' object
# expect: cannot pickle 'memoryview' object
# expect: cannot pickle 'module' object
# expect: cannot pickle 'code' object
# expect: cannot pickle 'dict_keys' object
