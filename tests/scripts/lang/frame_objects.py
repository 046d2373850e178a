# since: 3.13
# Frames as objects: one per call, alive with what refers to it, its variables with it.
import sys
def f():
    a = 1
    frame = sys._getframe()
    print(frame is sys._getframe(), frame.f_back is sys._getframe(1), sorted(frame.f_locals))
    return frame
frame = f()  # expect: True True ['a', 'frame']
print(frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals), frame.f_locals["frame"] is frame, frame.f_back.f_code.co_name)
# expect: 4 ['a', 'frame'] True <module>
frame.clear()
print(dict(frame.f_locals))  # expect: {}
def g():
    x = 5
    def inner():
        y = x
        1 / 0
    inner()
try:
    g()
except ZeroDivisionError as error:
    tb = error.__traceback__
    print(tb.tb_frame is sys._getframe(), sorted(tb.tb_next.tb_frame.f_locals), tb.tb_next.tb_next.tb_frame.f_locals)
    # expect: True ['inner', 'x'] {'y': 5, 'x': 5}
def catches():
    kept = 12
    try:
        g()
    except ZeroDivisionError as error:
        return error
caught = catches()
print(caught.__traceback__.tb_frame.f_locals, caught.__traceback__.tb_frame.f_back is sys._getframe())
# expect: {'kept': 12} True
def generator():
    v = 1
    yield v
    v = 2
    yield sys._getframe()
    raise ValueError(v)
it = generator()
print(it.gi_frame is it.gi_frame, it.gi_frame.f_locals, it.gi_frame.f_lineno - it.gi_code.co_firstlineno)
# expect: True {} 0
next(it)
print(it.gi_frame.f_locals, it.gi_frame.f_lineno - it.gi_code.co_firstlineno, it.gi_frame.f_back)
# expect: {'v': 1} 2 None
frame = next(it)
print(frame is it.gi_frame, frame.f_back)  # expect: True None
try:
    next(it)
except ValueError as error:
    print(error.__traceback__.tb_next.tb_frame is frame, frame.f_locals, frame.f_back is sys._getframe(), it.gi_frame)
    # expect: True {'v': 2} True None
kept = []
def callee(): kept.append(sys._getframe())
def caller():
    local = "L"
    callee()
caller()
print(kept[0].f_back.f_locals)  # expect: {'local': 'L'}
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)  # expect: cannot clear an executing frame
it = generator()
next(it)
try:
    it.gi_frame.clear()
except RuntimeError as error:
    print(error)  # expect: cannot clear a suspended frame
def deep(n):
    m = n + 1
    deep(m)
try:
    deep(0)
except RecursionError as error:
    tb, depth = error.__traceback__, 0
    while tb.tb_next is not None:
        tb, depth = tb.tb_next, depth + 1
    print(depth > 500, tb.tb_frame.f_locals["n"] > 500)  # expect: True True
