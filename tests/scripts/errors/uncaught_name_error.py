# NameError as it ends a script.
xyzzy_plugh
# expect error: NameError: name 'xyzzy_plugh' is not defined
