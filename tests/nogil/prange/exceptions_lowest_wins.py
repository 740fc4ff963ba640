# The lowest iteration that raises wins; reductions keep what they had before the loop.
# oracle: none
# engines: native interp
from ungil import View, i64, nogil, prange, zeros

@nogil
def check(i: i64) -> i64:
    if i % 50 == 3:
        raise ValueError("bad index")
    if i == 2:
        return 10 // (i - 2)
    return i

@nogil
def run(a: View[i64], start: i64) -> i64:
    s = 0
    for i in prange(start, len(a)):
        s += check(i)
        a[i] = 1
    return s

def attempt(start):
    a = zeros(1000, dtype=i64)
    try:
        run(a, start)
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, sum([a[k] for k in range(start, 1000)]) >= 0)

attempt(0)  # expect: ZeroDivisionError True
attempt(3)  # expect: ValueError True
attempt(4)  # expect: ValueError True

def block(n):
    s = 5
    t = 0.0
    try:
        with nogil:
            t = 1.5
            for i in prange(n):
                s += 10 // (7 - i)
    except ZeroDivisionError as e:
        return "lowest", s, t
    return "none", s, t

print(block(7), block(8), block(5000))  # expect: ('none', 29, 1.5) ('lowest', 5, 1.5) ('lowest', 5, 1.5)
for n in range(20):
    a = zeros(3000, dtype=i64)
    try:
        run(a, 4)
    except ValueError:
        pass
    assert [a[k] for k in range(4, 53)] == [1] * 49
    assert a[53] == 0
print("lower iterations are done")  # expect: lower iterations are done
