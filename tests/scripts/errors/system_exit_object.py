# Any other object is printed.
class Code:
    def __str__(self):
        return "shown by str"
raise SystemExit(Code())
# expect exit: 1
# expect stderr: shown by str
