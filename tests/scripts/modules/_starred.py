__all__ = ["one", "_under", "sub"]
one = 1
two = 2
_under = "exported"
sub = "also"
