# list[int], int | None, builtin methods as objects, and the callee in messages about * and **.
x = list[int]; print(x, type(x), x.__origin__, x.__args__, x([1]), dict[str, list[int]], int | str, int | None, type(int | str), isinstance(1, int | str), isinstance('a', int | None), list[int] == list[int], hash(list[int]) == hash(list[int]), int | str == str | int, list[int] | None, tuple[int, ...], set[str], type[int], (int | str).__args__, int | str | int, None | int)
# expect: list[int] <class 'types.GenericAlias'> <class 'list'> (<class 'int'>,) [1] dict[str, list[int]] int | str int | None <class 'types.UnionType'> True False True True True list[int] | None tuple[int, ...] set[str] type[int] (<class 'int'>, <class 'str'>) int | str None | int
for e in ('isinstance([], list[int])', 'int | 3', 'list[int][str]', '3 | int', 'isinstance(1, int | list[int])', 'int["a"]', '[].append.__self__', 'type([].append)', 'type(len)', 'type([].__add__)', '[].append.__name__', 'len.__self__', 'repr([1].__len__)[:31]', 'type([].append) is type(len)', 'hash("")', 'hash(b"")', 'len.__name__', 'str.join', 'object().__init__.__name__', 'print.__qualname__', '[].sort.__qualname__'):
    try: print(e, eval(e))
    except Exception as q: print(e, '->', type(q).__name__, q)
# expect: isinstance([], list[int]) -> TypeError isinstance() argument 2 cannot be a parameterized generic
# expect: int | 3 -> TypeError unsupported operand type(s) for |: 'type' and 'int'
# expect: list[int][str] -> TypeError list[int] is not a generic class
# expect: 3 | int -> TypeError unsupported operand type(s) for |: 'int' and 'type'
# expect: isinstance(1, int | list[int]) True
# expect: int["a"] -> TypeError type 'int' is not subscriptable
# expect: [].append.__self__ []
# expect: type([].append) <class 'builtin_function_or_method'>
# expect: type(len) <class 'builtin_function_or_method'>
# expect: type([].__add__) <class 'method-wrapper'>
# expect: [].append.__name__ append
# expect: len.__self__ <module 'builtins' (built-in)>
# expect: repr([1].__len__)[:31] <method-wrapper '__len__' of li
# expect: type([].append) is type(len) True
# expect: hash("") 0
# expect: hash(b"") 0
# expect: len.__name__ len
# expect: str.join <method 'join' of 'str' objects>
# expect: object().__init__.__name__ __init__
# expect: print.__qualname__ print
# expect: [].sort.__qualname__ list.sort
def f(): pass
class A:
    def m(self): pass
for c in (lambda: f(*5), lambda: f(**5), lambda: A().m(*5), lambda: print(*5), lambda: f(1, *5), lambda: int(*5), lambda: [].append(*5), lambda: f(*f)):
    try: c()
    except TypeError as e: print(e)
# expect: __main__.f() argument after * must be an iterable, not int
# expect: __main__.f() argument after ** must be a mapping, not int
# expect: __main__.A.m() argument after * must be an iterable, not int
# expect: print() argument after * must be an iterable, not int
# expect: Value after * must be an iterable, not int
# expect: int() argument after * must be an iterable, not int
# expect: list.append() argument after * must be an iterable, not int
# expect: __main__.f() argument after * must be an iterable, not function
