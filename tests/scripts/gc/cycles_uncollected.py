# needs: gc
# gc module: enable, disable, is_tracked, callbacks, garbage.
import gc
print(gc.isenabled())  # expect: True
gc.disable()
print(gc.isenabled())  # expect: False
gc.enable()
print(gc.isenabled(), isinstance(gc.collect(), int), gc.collect() == 0, gc.garbage, isinstance(gc.get_count(), tuple), len(gc.get_threshold()))
# expect: True True True [] True 3
print(gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("s"), gc.is_tracked(None), gc.is_tracked([1]))
# expect: True False False False True
events = []
def callback(phase, info): events.append(phase)
gc.callbacks.append(callback)
gc.collect()
gc.callbacks.remove(callback)
print(events)  # expect: ['start', 'stop']
for bad in (lambda: gc.collect(5), lambda: gc.collect("x"), lambda: gc.collect(-1)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
# expect: ValueError
# expect: TypeError
# expect: ValueError
class Res:
    def __del__(self):
        saved.append(self)
saved = []
r = Res()
r.me = r
del r
gc.collect()
print(len(saved), saved[0].me is saved[0])  # expect: 1 True
saved.clear()
gc.collect()
print(len(saved))  # expect: 0
x = []
x.append(x)
print(any(o is x for o in gc.get_referrers(x)), [] in gc.get_referents([[], "a"]))
# expect: True True
