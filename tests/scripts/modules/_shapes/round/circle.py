from . import PI
from .. import kind
from ..helpers import times
from ..square import area as square_area
parent = __package__
def area(r):
    return times(PI, square_area(r))
