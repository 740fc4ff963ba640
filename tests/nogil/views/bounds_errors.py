# An index out of range is IndexError, wherever it happens; what was written before stays.
from ungil import View, array, f64, i64, nogil, zeros

@nogil
def get(a: View[f64], i: i64) -> f64:
    return a[i]

@nogil
def put(a: View[f64], i: i64) -> None:
    a[i] = 1.0

@nogil
def walk(a: View[f64], n: i64) -> None:
    for i in range(n):
        a[i] = 7.0

@nogil
def offset(a: View[f64], d: i64) -> f64:
    s = 0.0
    for i in range(len(a)):
        s += a[i + d]
    return s

a = zeros(4, dtype=f64)
def attempt(f, *args):
    try:
        print(f(*args))
    except IndexError:
        print("IndexError")

attempt(get, a, 3)  # expect: 0.0
attempt(get, a, 4)  # expect: IndexError
attempt(get, a, -4)  # expect: 0.0
attempt(get, a, -5)  # expect: IndexError
attempt(get, a, 2 ** 62)  # expect: IndexError
attempt(put, a, 4)  # expect: IndexError
attempt(walk, a, 6)  # expect: IndexError
print([a[i] for i in range(4)])  # expect: [7.0, 7.0, 7.0, 7.0]
attempt(offset, a, 0)  # expect: 28.0
attempt(offset, a, -1)  # expect: 28.0
attempt(offset, a, 1)  # expect: IndexError
attempt(get, zeros(0, dtype=f64), 0)  # expect: IndexError
attempt(walk, zeros(0, dtype=f64), 0)  # expect: None
