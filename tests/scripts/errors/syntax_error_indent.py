# since: 3.13
# IndentationError.
def f():
return 1
# expect exit: 1
# expect stderr:   File "syntax_error_indent.py", line 4
# expect stderr:     return 1
# expect stderr:     ^^^^^^
# expect stderr: IndentationError: expected an indented block after function definition on line 3
