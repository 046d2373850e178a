# since: 3.13
# 'return' outside function.
def fine():
    return 1
return fine()
# expect exit: 1
# expect stderr:   File "syntax_error_return.py", line 5
# expect stderr:     return fine()
# expect stderr:     ^^^^^^^^^^^^^
# expect stderr: SyntaxError: 'return' outside function
