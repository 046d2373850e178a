import os
import os.path as p, sys
from . import a
from ..b.c import d as e, f
from g import *
def h():
    import json
    from re import match
    return json, match
