# A C thread that uses PyGILState_Ensure, while its interpreter lives.
from load import load, show

m = load("bad_thread")
for _ in range(3):
    m.start()
    show(m.start)
    m.let_go()
    print(m.join())
# expect: RuntimeError: already started
# expect: list of 1 in interpreter 0
# expect: RuntimeError: already started
# expect: list of 1 in interpreter 0
# expect: RuntimeError: already started
# expect: list of 1 in interpreter 0
