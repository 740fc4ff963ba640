# type, isinstance, issubclass, id, hash, callable.
print(type(1), type("a"), type(1.5), type(None), type([]), type(()), type({}), type(set()), type(b""), type(True), type(print), type(lambda: 0), type(range(1)), type(type))
# expect: <class 'int'> <class 'str'> <class 'float'> <class 'NoneType'> <class 'list'> <class 'tuple'> <class 'dict'> <class 'set'> <class 'bytes'> <class 'bool'> <class 'builtin_function_or_method'> <class 'function'> <class 'range'> <class 'type'>
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance("a", (int, (float, str))), isinstance(None, type(None)), isinstance(1, int | str), isinstance(int, type))
# expect: True True True True True True True
class A: pass
class B(A): pass
print(isinstance(B(), A), issubclass(B, A), issubclass(A, (B, object)), type(B()) == B, type(B()) == A)
# expect: True True True True False
x = []
y = x
print(id(x) == id(y), id(x) == id([]), type(id(x)).__name__)  # expect: True False int
print(hash(1), hash(0), hash(-1), hash(True), hash(2.0), hash(0.5), hash(()), hash(None) == hash(None), hash("a") == hash("a"))
# expect: 1 0 -2 1 2 1152921504606846976 5740354900026072187 True True
print(hash((1, 2, 3)) == hash((1, 2, 3)), hash(1) == hash(1.0) == hash(True), hash(10 ** 20) == hash(float(10 ** 20)))
# expect: True True True
for bad in ([], {}, set(), [1]):
    try:
        hash(bad)
    except TypeError as e:
        print(e)
# expect: unhashable type: 'list'
# expect: unhashable type: 'dict'
# expect: unhashable type: 'set'
# expect: unhashable type: 'list'
print(callable(len), callable(A), callable(A()), callable("x"), callable(lambda: 0), callable(x.append))
# expect: True True False False True True
try:
    issubclass(1, int)
except TypeError as e:
    print(e)
# expect: issubclass() arg 1 must be a class
print(type(1) is int, type(1).__name__, (1).__class__, A.__class__.__name__, type(A()).__name__)
# expect: True int <class 'int'> type A
print(bool, int("5") + int(5.9), float("1"), str(1), list("a"), tuple([1]), set([1]), dict(), bytes(1), complex if False else "")
# expect: <class 'bool'> 10 1.0 1 ['a'] (1,) {1} {} b'\x00'
