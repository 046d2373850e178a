import sys
class Replacement:
    attr = "from an object in sys.modules"
sys.modules[__name__] = Replacement()
