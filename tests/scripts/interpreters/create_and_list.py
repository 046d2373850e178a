# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters

main = interpreters.get_main()
print(main, main.id, main.whence)  # expect: Interpreter(0) 0 runtime init
print(interpreters.get_current() is main)  # expect: True
a = interpreters.create()
b = interpreters.create()
print(a.id < b.id, a.whence)  # expect: True _interpreters module
print(interpreters.list_all() == [main, a, b])  # expect: True
a.close()
print(interpreters.list_all() == [main, b])  # expect: True
del b
print(interpreters.list_all() == [main])  # expect: True
