# A loop whose body takes signs over, which has no vector form.
import math

from ungil import View, f64, nogil, zeros


@nogil
def signs(out: View[f64], a: View[f64], b: View[f64]):
    for i in range(len(out)):
        out[i] = math.copysign(a[i], b[i]) * 2.0


n = 37
a, b, out = zeros(n), zeros(n), zeros(n)
for i in range(n):
    a[i] = i * 0.5 - 7.0
    b[i] = 1.0 if i % 3 else -1.0
b[5] = -0.0
signs(out, a, b)
print([out[i] for i in range(n)])
# expect: [-14.0, 13.0, 12.0, -11.0, 10.0, -9.0, -8.0, 7.0, 6.0, -5.0, 4.0, 3.0, -2.0, 1.0, 0.0, -1.0, 2.0, 3.0, -4.0, 5.0, 6.0, -7.0, 8.0, 9.0, -10.0, 11.0, 12.0, -13.0, 14.0, 15.0, -16.0, 17.0, 18.0, -19.0, 20.0, 21.0, -22.0]
