# since: 3.13
# raise ... from None hides the context.
try:
    {}["k"]
except KeyError:
    raise LookupError("only this one shows") from None
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "uncaught_from_none.py", line 6, in <module>
# expect stderr:     raise LookupError("only this one shows") from None
# expect stderr: LookupError: only this one shows
