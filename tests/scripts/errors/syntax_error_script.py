# since: 3.13
# A script that does not compile: nothing of it runs.
print("never printed")
x = 1 +
print("nor this")
# expect exit: 1
# expect stderr:   File "syntax_error_script.py", line 4
# expect stderr:     x = 1 +
# expect stderr:            ^
# expect stderr: SyntaxError: invalid syntax
