# Annotations with built-in generics are evaluated without the future import.
def f(xs: list[int], d: dict[str, list[float]], t: tuple[int, ...] = (), o: int | None = None) -> set[str]:
    return {str(x) for x in xs}

print(sorted(f([1, 2], {})))  # expect: ['1', '2']
print(f.__annotations__)
# expect: {'xs': list[int], 'd': dict[str, list[float]], 't': tuple[int, ...], 'o': int | None, 'return': set[str]}
print(list[int], dict[str, int], tuple[int, ...], int | None, list[list[int]])
# expect: list[int] dict[str, int] tuple[int, ...] int | None list[list[int]]
Vector = list[float]
def scale(k: float, v: Vector) -> Vector:
    return [k * x for x in v]
print(scale(2.0, [1.0, 2.5]), Vector([1]), list[int]() == [])  # expect: [2.0, 5.0] [1] True
