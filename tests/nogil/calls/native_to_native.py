# Native functions call each other; small ones may be inlined; defaults and keywords.
from ungil import View, array, f64, i64, nogil

@nogil
def sq(x: f64) -> f64:
    return x * x

@nogil
def norm(x: f64, y: f64, z: f64 = 0.0) -> f64:
    return (sq(x) + sq(y) + sq(z)) ** 0.5

@nogil
def fill(a: View[f64], value: f64, start: i64 = 0) -> None:
    for i in range(start, len(a)):
        a[i] = value

@nogil
def work(a: View[f64]) -> f64:
    fill(a, 2.0)
    fill(a, value=3.0, start=2)
    return norm(a[0], a[1]) + norm(y=a[2], x=a[3], z=1.0)

a = array([0.0] * 4, dtype=f64)
print(norm(3.0, 4.0), norm(1.0, 2.0, z=2.0), norm(x=3.0, y=4.0), work(a), [a[i] for i in range(4)])
# expect: 5.0 3.0 5.0 7.187326068286865 [2.0, 2.0, 3.0, 3.0]
print(fill(a, 1.0), sum([a[i] for i in range(4)]))  # expect: None 4.0
