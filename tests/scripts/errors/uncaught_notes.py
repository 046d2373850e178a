# since: 3.13
# Notes follow the exception line.
error = ValueError("with notes")
error.add_note("first note")
error.add_note("second note\nin two lines")
raise error
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_notes.py", line 6, in <module>
# expect stderr:     raise error
# expect stderr: ValueError: with notes
# expect stderr: first note
# expect stderr: second note
# expect stderr: in two lines
