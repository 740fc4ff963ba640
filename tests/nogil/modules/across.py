# Native functions and constants of other modules of the program.
import kernels
import kernels as k2
from kernels import PAIR, kernel as of_kernels
from ungil import f64, i64, nogil, prange, zeros

@nogil
def all_of_it(x: f64) -> f64:
    return of_kernels(x) + kernels.kernel(1.0) + PAIR[1] + k2.PAIR[0] + k2.SCALE

@nogil
def apply(f, x):
    return f(x)

@nogil
def below(x: i64) -> f64:
    return kernels.ratio(x, y=x - 1)

print(all_of_it(2.0))  # expect: 313.0
with nogil:
    r = kernels.ratio(8)
print(r, apply(of_kernels, 1.0), apply(kernels.ratio, 2))  # expect: 2.0 102.5 0.5
a = zeros(4)
with nogil:
    kernels.fill(a, 3)
    for i in prange(len(a)):
        a[i] += kernels.kernel(float(i))
print([x for x in a], below(3))  # expect: [3.0, 105.5, 208.0, 310.5] 1.5
try:
    below(1)
except ValueError as e:
    print(e)
# expect: zero
