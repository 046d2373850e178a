@decorate
class C(Base, metaclass=M):
    """doc"""
    a: int = 1
    def __init__(self, v):
        super().__init__(v)
        self.v = v
    def both(self):
        return __class__, super(C, self).both
