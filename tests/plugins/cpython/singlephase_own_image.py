# ladon-only: every interpreter has the module for itself, C variables included
# module: _testsinglephase
# options: -X isolation=own-image
import ladon
import _interpreters
from _binary import FILE, import_it, run_in

SOURCE = """
import ladon
def look(name):
    m = import_it(name)
    me = ladon.owner_of([])
    print(m.__name__, m.int_const, m.str_const, m.state_initialized() in (None, m._module_initialized))
    print(m.look_up_self() is m, hasattr(m, "spam"), m.initialized_count() if hasattr(m, "initialized_count") else "-",
          {ladon.owner_of(value) for value in [m, m.error, m.sum, m.__dict__]} == {me},
          [word for word in ladon.native_words(FILE) if word[2] != me])
    m.spam = m.error.spam = me
"""
NAMES = ["_testsinglephase", "_testsinglephase_with_reinit", "_testsinglephase_with_state"]

main = import_it("_testsinglephase")
main.spam = "main's"
print(main.initialized_count())  # expect: 1
made = [_interpreters.create() for _ in range(3)]
for interpreter in made:
    run_in(interpreter, SOURCE + f"for name in {NAMES}: look(name)")
    if interpreter == made[0]:
        _interpreters.destroy(interpreter)
# expect:   _testsinglephase 1969 something different True
# expect:   True False 1 True []
# expect:   _testsinglephase_with_reinit 1969 something different True
# expect:   True False - True []
# expect:   _testsinglephase_with_state 1969 something different True
# expect:   True False - True []
# expect:   _testsinglephase 1969 something different True
# expect:   True False 1 True []
# expect:   _testsinglephase_with_reinit 1969 something different True
# expect:   True False - True []
# expect:   _testsinglephase_with_state 1969 something different True
# expect:   True False - True []
# expect:   _testsinglephase 1969 something different True
# expect:   True False 1 True []
# expect:   _testsinglephase_with_reinit 1969 something different True
# expect:   True False - True []
# expect:   _testsinglephase_with_state 1969 something different True
# expect:   True False - True []
print(main.initialized_count(), main.spam, hasattr(main.error, "spam"), main.look_up_self() is main)
# expect: 1 main's False True
print([word for word in ladon.native_words(FILE) if word[2] != 0], ladon.reports())  # expect: [] []

# Cleared in an interpreter: fresh there, and nowhere else.
run_in(made[2], SOURCE + """
m = import_it("_testsinglephase")
m._clear_globals()
del sys.modules["_testsinglephase"]
clear_extension("_testsinglephase", FILE)
look("_testsinglephase")
""")
# expect:   _testsinglephase 1969 something different True
# expect:   True False 1 True []
print(main.initialized_count(), import_it("_testsinglephase") is main)  # expect: 1 True
