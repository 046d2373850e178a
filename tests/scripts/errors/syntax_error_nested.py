# Errors that are found while a function inside a condition is compiled.
for body in ["break", "continue", "x: int = yield from a", "nonlocal missing", "global y; y = 1; global y"]:
    for head in ["if a:", "for a in b:", "while a:", "try:", "with a:"]:
        tail = "\nfinally: pass" if head == "try:" else ""
        try:
            compile(f"{head}\n def f():\n  def g():\n   {body}{tail}", "s", "exec")
        except SyntaxError as error:
            print(head, error.msg, error.lineno) if head == "try:" else None
# expect: try: 'break' outside loop 4
# expect: try: 'continue' not properly in loop 4
# expect: try: no binding for nonlocal 'missing' found 4
# expect: try: name 'y' is assigned to before global declaration 4
