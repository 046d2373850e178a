# del of names, items, slices and attributes.
a, b, c = 1, 2, 3
del a, (b, c)
print([name for name in "abc" if name in globals()])  # expect: []
xs = [0, 1, 2, 3, 4, 5]
del xs[0]
del xs[-1], xs[1:3]
print(xs)  # expect: [1, 4]
ys = list(range(10))
del ys[::3]
print(ys)  # expect: [1, 2, 4, 5, 7, 8]
del ys[:]
print(ys)  # expect: []
d = {"a": 1, "b": 2}
del d["a"]
print(d)  # expect: {'b': 2}
class Box: pass
box = Box()
box.x = 1
del box.x
print(hasattr(box, "x"))  # expect: False
def attempt(thunk):
    try:
        thunk()
    except Exception as error:
        print(type(error).__name__, error)
def del_missing_item(): del d["zz"]
def del_missing_attr(): del box.x
def del_tuple_item(): t = (1,); del t[0]
def del_index(): e = []; del e[0]
def del_global():
    global nowhere
    del nowhere
def del_local():
    q = 1
    del q
    del q
def del_str(): s = "x"; del s[0]
def del_int(): n = 1; del n[0]
for f in (del_missing_item, del_missing_attr, del_tuple_item, del_index, del_global, del_local, del_str, del_int):
    attempt(f)
# expect: KeyError 'zz'
# expect: AttributeError 'Box' object has no attribute 'x'
# expect: TypeError 'tuple' object doesn't support item deletion
# expect: IndexError list assignment index out of range
# expect: NameError name 'nowhere' is not defined
# expect: UnboundLocalError cannot access local variable 'q' where it is not associated with a value
# expect: TypeError 'str' object doesn't support item deletion
# expect: TypeError 'int' object does not support item deletion
class Deleter:
    def __delitem__(self, key): print("delitem", key)
    def __delattr__(self, name): print("delattr", name)
obj = Deleter()
del obj[1], obj["k"], obj[1:2], obj.attr, obj[1, 2]
# expect: delitem 1
# expect: delitem k
# expect: delitem slice(1, 2, None)
# expect: delattr attr
# expect: delitem (1, 2)
