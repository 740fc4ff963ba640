# Shift counts: beyond the width, negative.
from ungil import i64, nogil

@nogil
def right(a: i64, n: i64) -> i64:
    return a >> n

@nogil
def left(a: i64, n: i64) -> i64:
    return a << n

print(right(1000, 3), right(1000, 63), right(1000, 64), right(-1000, 64), right(-1, 500), right(-1000, 3), left(3, 4), left(0, 70))
# expect: 125 0 0 -1 -1 -125 48 0
for f in (right, left):
    try:
        f(1, -1)
    except ValueError:
        print("ValueError")
# expect: ValueError
# expect: ValueError
