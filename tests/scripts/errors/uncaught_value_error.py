# An uncaught exception: exit code 1, message on stderr, output before it is kept.
print("before")  # expect: before
int("not a number")
print("never")
# expect error: ValueError: invalid literal for int() with base 10: 'not a number'
