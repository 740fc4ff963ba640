# Exceptions deep in expressions, comprehensions, arguments, conditions.
def boom(x):
    raise ValueError(f"boom {x}")

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

attempt(lambda: [1, 2, boom(3)])  # expect: ValueError boom 3
attempt(lambda: {1: boom("v")})  # expect: ValueError boom v
attempt(lambda: print("a", boom("arg")))  # expect: ValueError boom arg
attempt(lambda: 1 if boom("cond") else 2)  # expect: ValueError boom cond
attempt(lambda: [x for x in range(3) if x < 2 or boom(x)])  # expect: ValueError boom 2
attempt(lambda: sorted([3, 1], key=boom))  # expect: ValueError boom 3
attempt(lambda: max([1], key=boom))  # expect: ValueError boom 1
attempt(lambda: list(map(boom, [7])))  # expect: ValueError boom 7
attempt(lambda: f"{boom('f')}")  # expect: ValueError boom f
attempt(lambda: boom(1) + boom(2))  # expect: ValueError boom 1
attempt(lambda: (lambda a=5: boom(a))())  # expect: ValueError boom 5
attempt(lambda: [][boom("index")])  # expect: ValueError boom index
attempt(lambda: any(boom(x) for x in [1]))  # expect: ValueError boom 1
attempt(lambda: None.x)  # expect: AttributeError 'NoneType' object has no attribute 'x'
attempt(lambda: None())  # expect: TypeError 'NoneType' object is not callable
attempt(lambda: None[0])  # expect: TypeError 'NoneType' object is not subscriptable
attempt(lambda: (5).x)  # expect: AttributeError 'int' object has no attribute 'x'
attempt(lambda: "abc".nope())  # expect: AttributeError 'str' object has no attribute 'nope'
attempt(lambda: 5())  # expect: TypeError 'int' object is not callable
attempt(lambda: len(5))  # expect: TypeError object of type 'int' has no len()
attempt(lambda: {}["missing"])  # expect: KeyError 'missing'
attempt(lambda: [1, 2, 3][7])  # expect: IndexError list index out of range
attempt(lambda: (1,)[1])  # expect: IndexError tuple index out of range
attempt(lambda: "s"[4])  # expect: IndexError string index out of range
attempt(lambda: int("q"))  # expect: ValueError invalid literal for int() with base 10: 'q'
attempt(lambda: [].foo)  # expect: AttributeError 'list' object has no attribute 'foo'
attempt(lambda: "a" + 1)  # expect: TypeError can only concatenate str (not "int") to str
attempt(lambda: 1 + "a")  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: [] + ())  # expect: TypeError can only concatenate list (not "tuple") to list
attempt(lambda: {} + {})  # expect: TypeError unsupported operand type(s) for +: 'dict' and 'dict'
attempt(lambda: "a" * "b")  # expect: TypeError can't multiply sequence by non-int of type 'str'
attempt(lambda: "a" % 5)  # expect: TypeError not all arguments converted during string formatting
attempt(lambda: {[]: 1})  # expect: TypeError unhashable type: 'list'
attempt(lambda: iter(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: next(5))  # expect: TypeError 'int' object is not an iterator
attempt(lambda: sum(["a"]))  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: sorted([1, "a"]))  # expect: TypeError '<' not supported between instances of 'str' and 'int'
attempt(lambda: min([]))  # expect: ValueError min() arg is an empty sequence
attempt(lambda: max())  # expect: TypeError max expected at least 1 argument, got 0
attempt(lambda: abs("a"))  # expect: TypeError bad operand type for abs(): 'str'
attempt(lambda: round("a"))  # expect: TypeError type str doesn't define __round__ method
attempt(lambda: isinstance(1, 5))  # expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: int([]))
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
attempt(lambda: float("x"))  # expect: ValueError could not convert string to float: 'x'
attempt(lambda: chr("a"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: range("a"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: "".join([1]))  # expect: TypeError sequence item 0: expected str instance, int found
attempt(lambda: getattr(5, "nope"))  # expect: AttributeError 'int' object has no attribute 'nope'
attempt(lambda: zip(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: enumerate(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: object().x)  # expect: AttributeError 'object' object has no attribute 'x'
