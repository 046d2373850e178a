# Sequences repeated: nothing stays nothing however often, and what would be too much is refused, not tried.
from collections import deque
many = 2**48
for empty in ((), "", b"", [], bytearray(), deque()):
    print(empty * many == empty == many * empty, empty * -many == empty, type(empty * many).__name__)
    place = empty
    place *= many
    print(place)
# expect: True True tuple
# expect: ()
# expect: True True str
# expect:
# expect: True True bytes
# expect: b''
# expect: True True list
# expect: []
# expect: True True bytearray
# expect: bytearray(b'')
# expect: True True deque
# expect: deque([])
print(deque([1, 2], 3) * many)  # expect: deque([2, 1, 2], maxlen=3)
def attempt(source):
    try:
        print(len(repr(eval(source))))
    except (MemoryError, OverflowError) as error:
        print(type(error).__name__)
# In constant expressions too.
attempt("() * 2**48")  # expect: 2
attempt("2**48 * ()")  # expect: 2
attempt("'' * 2**48 + 2**48 * ''")  # expect: 2
attempt("b'' * 2**48")  # expect: 3
attempt("(() * 2**48) * 2**48")  # expect: 2
attempt("(1,) * 0 * 2**48")  # expect: 2
attempt("('' * 2**48,) * 3")  # expect: 12
attempt("('x' * 4000,) * 250 * 2")  # expect: 2002000
attempt("(('x' * 4000,) * 250, ('y' * 4000,) * 250) * 2")  # expect: 4004008
attempt("('', b'', ()) * 1000")  # expect: 13000
for source in "'a'", "b'a'", "(1,)", "[1]", "bytearray(b'a')":
    attempt(f"{source} * 2**62")
    attempt(f"{source} * 2**64")
# expect: MemoryError
# expect: OverflowError
# expect: MemoryError
# expect: OverflowError
# expect: MemoryError
# expect: OverflowError
# expect: MemoryError
# expect: OverflowError
# expect: MemoryError
# expect: OverflowError
attempt("() * 2**64")  # expect: OverflowError
