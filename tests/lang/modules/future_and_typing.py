# from __future__ import annotations, and names from typing in annotations.
from __future__ import annotations
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple, TypeVar, Union, Generic, Protocol
import typing

T = TypeVar("T")

def first(xs: List[T], default: Optional[T] = None) -> Union[T, None]:
    return xs[0] if xs else default

def apply(f: Callable[[int], int], x: int) -> int:
    return f(x)

def table() -> Dict[str, Tuple[int, ...]]:
    return {"a": (1, 2)}

print(first([3, 4]), first([]), apply(lambda x: x + 1, 4), table())  # expect: 3 None 5 {'a': (1, 2)}
print(first.__annotations__)  # expect: {'xs': 'List[T]', 'default': 'Optional[T]', 'return': 'Union[T, None]'}
x: list[int] = [1]
y: dict[str, int | None] = {}
print(x, y, __annotations__)  # expect: [1] {} {'x': 'list[int]', 'y': 'dict[str, int | None]'}

class Node:
    next: Node | None = None
    def link(self, other: Node) -> Node:
        self.next = other
        return self

print(Node().link(Node()).next.next)  # expect: None

class Box(Generic[T]):
    def __init__(self, v: T):
        self.v = v
    def get(self) -> T:
        return self.v

print(Box(5).get(), Box[int](6).get())  # expect: 5 6

class Point(NamedTuple):
    x: int
    y: int = 0

p = Point(3)
print(p, p.x, p.y, p == (3, 0), p._replace(y=9))  # expect: Point(x=3, y=0) 3 0 True Point(x=3, y=9)

def gen() -> Iterator[int]:
    yield 1

print(list(gen()), typing.cast(int, "x"), typing.TYPE_CHECKING)  # expect: [1] x False
