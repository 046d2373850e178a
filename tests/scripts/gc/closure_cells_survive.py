# Collecting a function leaves the variables alone that it shares with functions still alive.
import gc
def shared_by_class():
    shared = "alive"
    def make():
        class A:
            def method(self):
                nonlocal shared
                shared = "changed"
    make()
    gc.collect()
    return shared
def changed_by_finalizer():
    done = False
    def make():
        class A(list):
            def __del__(self):
                nonlocal done
                done = True
        a = A()
        a.append(a)
    make()
    gc.collect()
    return done
def function_in_cycle():
    state = [1]
    def make():
        def f(): return state, f
        f.me = f
    make()
    gc.collect()
    return state
print(shared_by_class(), changed_by_finalizer(), function_in_cycle())  # expect: alive True [1]
