from load import load

m = load("refcounts")
for line in m.run():
    print(line)
# expect: None: ok
# expect: True: ok
# expect: NotImplemented: ok
# expect: int: ok
# expect: ValueError: ok
# expect: new object has count 1: ok
# expect: incref: ok
# expect: Py_IncRef: ok
# expect: both decrefs: ok
# expect: many: ok
# expect: a list steals: ok
# expect: a list lends: ok
# expect: append takes its own: ok
# expect: the last decref deallocates, once: ok
# expect: borrowed number: ok
# expect: borrowed number: ok
# expect: borrowed number: ok
# expect: number outlives its list: ok
m.overdrawn()
print(None)  # expect: None
