# Assignments on all paths, values after loops and branches.
from ungil import f64, i64, nogil

@nogil
def branch(x: i64) -> i64:
    if x > 10:
        y = 1
    elif x > 5:
        y = 2
    else:
        y = 3
    return y * 100 + x

@nogil
def shadow(x: i64) -> i64:
    x = x + 1
    for x in range(x):
        pass
    return x

@nogil
def multiple(n: i64) -> f64:
    total = 0.0
    step = 1.0
    while True:
        total += step
        step /= 2.0
        n -= 1
        if n == 0:
            return total

print(branch(20), branch(7), branch(1), shadow(4), multiple(1), multiple(10))  # expect: 120 207 301 4 1.0 1.998046875
