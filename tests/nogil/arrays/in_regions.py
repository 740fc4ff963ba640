# Arrays made inside a region are freed at its end or returned.
from ungil import Array, View, f64, i64, nogil, zeros

@nogil
def table(n: i64) -> Array[i64]:
    a = zeros(n, dtype=i64)
    for i in range(n):
        a[i] = i * i
    return a

@nogil
def scratch(n: i64) -> i64:
    f = zeros(n + 1, dtype=i64)
    f[1] = 1
    for i in range(2, n + 1):
        f[i] = f[i - 1] + f[i - 2]
    return f[n]

t = table(6)
print([t[i] for i in range(len(t))], scratch(50), scratch(1))  # expect: [0, 1, 4, 9, 16, 25] 12586269025 1
print(sum([scratch(k) for k in range(1, 40)]))  # expect: 165580140
