# ladon-only: the module ladon
import ladon
from concurrent import interpreters

here = ladon.census()
print(here["bytes"] > 0, here["objects"]["dict"] > 0)  # expect: True True
interp = interpreters.create()
interp.exec("class Spam: pass\nkeep = [Spam() for _ in range(123)]")
print(ladon.census(interp.id)["objects"]["Spam"])  # expect: 123
print("Spam" in ladon.census()["objects"])  # expect: False
interp.close()
try:
    ladon.census(10**6)
except interpreters.InterpreterNotFoundError as error:
    print(error)  # expect: unrecognized interpreter ID 1000000
