# __str__ that raises does not break the report.
class Broken(Exception):
    def __str__(self):
        raise ValueError("no")

raise Broken(1)
# expect error: Broken: <exception str() failed>
