# __repr__, __str__, __format__, defaults, containers use repr.
class R:
    def __repr__(self):
        return "R()"
class S:
    def __str__(self):
        return "S!"
class Both:
    def __repr__(self):
        return "repr"
    def __str__(self):
        return "str"
print(R(), str(R()), repr(R()), [R()], {"k": R()})  # expect: R() R() R() [R()] {'k': R()}
print(S(), Both(), [Both()], f"{Both()} {Both()!r}", "%s %r" % (Both(), Both()), "{} {!r}".format(Both(), Both()))
# expect: S! str [repr] str repr str repr str repr
class Plain: pass
text = repr(Plain())
print(text.startswith("<__main__.Plain object at 0x"), text.endswith(">"))  # expect: True True
print(Plain, int, type, Plain.__class__, type(None), type(len).__name__)
# expect: <class '__main__.Plain'> <class 'int'> <class 'type'> <class 'type'> <class 'NoneType'> builtin_function_or_method
class Bad:
    def __repr__(self):
        return 5
try:
    repr(Bad())
except TypeError as e:
    print(e)
# expect: __repr__ returned non-string (type int)
class Raises:
    def __str__(self):
        raise ValueError("in str")
try:
    print(Raises())
except ValueError as e:
    print(e)
# expect: in str
def f(): pass
print(repr(f).startswith("<function f at 0x"), repr(len), repr(Plain().__init__).startswith("<method-wrapper"))
# expect: True <built-in function len> True
print(repr(Both.__repr__).startswith("<function Both.__repr__ at"), repr(R().__repr__)[:33])
# expect: True <bound method R.__repr__ of R()>
class Outer:
    class Inner: pass
print(Outer.Inner, Outer.Inner.__qualname__)  # expect: <class '__main__.Outer.Inner'> Outer.Inner
print(NotImplemented, ..., Ellipsis)  # expect: NotImplemented Ellipsis Ellipsis
class Node:
    def __init__(self, v, nxt=None):
        self.v, self.nxt = v, nxt
    def __repr__(self):
        return f"Node({self.v!r}, {self.nxt!r})"
print(Node(1, Node("two", None)))  # expect: Node(1, Node('two', None))
