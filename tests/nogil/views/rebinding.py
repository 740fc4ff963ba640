# Views may be rebound, and swapped between steps.
from ungil import View, f64, i64, nogil, zeros

@nogil
def smooth(a: View[f64], b: View[f64], steps: i64) -> f64:
    prev, cur = a, b
    for _ in range(steps):
        for i in range(1, len(prev) - 1):
            cur[i] = (prev[i - 1] + prev[i] + prev[i + 1]) / 3.0
        prev, cur = cur, prev
    return prev[2]

a, b = zeros(7, dtype=f64), zeros(7, dtype=f64)
a[3] = 81.0
print(smooth(a, b, 3), [a[i] for i in range(7)], [b[i] for i in range(7)])
# expect: 18.0 [0.0, 9.0, 18.0, 27.0, 18.0, 9.0, 0.0] [0.0, 9.0, 18.0, 21.0, 18.0, 9.0, 0.0]
