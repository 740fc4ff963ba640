# Code in class bodies: loops, conditions, nested functions, name mangling.
class C:
    total = 0
    for i in range(4):
        total += i
    if total > 3:
        big = True
    else:
        big = False
    def _helper(x):
        return x * 2
    doubled = _helper(21)
    names = [n for n in ("a", "b")]
    del i
print(C.total, C.big, C.doubled, C.names, hasattr(C, "i"))  # expect: 6 True 42 ['a', 'b'] False
class M:
    def __init__(self):
        self.__secret = 5
    def reveal(self):
        return self.__secret
    def __private(self):
        return "p"
    def call(self):
        return self.__private()
m = M()
print(m.reveal(), m._M__secret, m.call(), hasattr(m, "__secret"))  # expect: 5 5 p False
class Sub(M):
    def __init__(self):
        super().__init__()
        self.__secret = 6
s = Sub()
print(s.reveal(), s._Sub__secret, sorted(s.__dict__))  # expect: 5 6 ['_M__secret', '_Sub__secret']
x = "global"
class Scope:
    x = "class"
    y = x + "!"
    def f(self):
        return x
    z = (lambda: x)()
print(Scope.y, Scope().f(), Scope.z)  # expect: class! global global
def make(n):
    class Local:
        value = n
        def get(self):
            return n + self.value
    return Local
print(make(2)().get(), make(3).__qualname__)  # expect: 4 make.<locals>.Local
class Doc:
    "doc"
    __slots__ = []
    a: int = 1
    b: str
print(Doc.__doc__, Doc.__annotations__, Doc.a)  # expect: doc {'a': <class 'int'>, 'b': <class 'str'>} 1
class Chain:
    def __init__(self): self.log = []
    def add(self, x):
        self.log.append(x)
        return self
print(Chain().add(1).add(2).log)  # expect: [1, 2]
print(type(C.__dict__).__name__, C.__module__)  # expect: mappingproxy __main__
