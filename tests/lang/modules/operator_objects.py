# The objects of module operator show what they get; a named tuple's fields cannot be set; typing has its names for *.
import operator
from collections import namedtuple
from typing import *
print(operator.itemgetter(1, "a"), operator.attrgetter("a.b", "c"), operator.methodcaller("f", 1, k=2))
# expect: operator.itemgetter(1, 'a') operator.attrgetter('a.b', 'c') operator.methodcaller('f', 1, k=2)
print(operator.itemgetter(0, 2)("abc"), operator.attrgetter("real")(5), operator.methodcaller("split", ",")("a,b"))
# expect: ('a', 'c') 5 ['a', 'b']
P = namedtuple("P", "x y")
try:
    P(1, 2).x = 3
except AttributeError as e:
    print(e)
# expect: can't set attribute
print(Callable[[int], str], Optional[int], ForwardRef("T"))
# expect: typing.Callable[[int], str] typing.Optional[int] ForwardRef('T')
T = type("T", (), {})
print(T, T.__module__)  # expect: <class '__main__.T'> __main__
