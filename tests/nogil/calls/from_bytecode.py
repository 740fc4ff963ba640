# Native functions as values: in lists, as callbacks, with star arguments.
from ungil import f64, i64, nogil

@nogil
def add(a: i64, b: i64) -> i64:
    return a + b

@nogil
def half(x: f64) -> f64:
    return x / 2.0

@nogil
def nothing(x: i64) -> None:
    pass

print(add(*[1, 2]), add(b=5, a=1), list(map(half, [1, 2.0, 3])), sorted([3, 1, 2], key=half), nothing(1))
# expect: 3 6 [0.5, 1.0, 1.5] [1, 2, 3] None
print(add.__name__, callable(add), [f(1, 2) for f in (add, max, min)])  # expect: add True [3, 2, 1]
total = 0
for i in range(1000):
    total = add(total, i)
print(total)  # expect: 499500
try:
    add(1)
except TypeError:
    print("TypeError")
# expect: TypeError
