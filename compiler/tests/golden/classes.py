@d
class C(A, metaclass=M):
    "doc"
    x: int = 1
    def __init__(self, y):
        super().__init__(y)
        self.__y = y
    @property
    def y(self):
        return __class__
class D(*bases, **kw): pass
