# AttributeError on None.
value = None
value.qqqqq
# expect error: AttributeError: 'NoneType' object has no attribute 'qqqqq'
