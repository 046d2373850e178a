# since: 3.13
# A bracket that is never closed.
values = [1, 2,
          (3, 4
print(values)
# expect exit: 1
# expect stderr:   File "syntax_error_unclosed.py", line 4
# expect stderr:     (3, 4
# expect stderr:     ^
# expect stderr: SyntaxError: '(' was never closed
