# The options of functions and blocks, alone and together.
# oracle: none
# engines: native interp
from ungil import View, array, f64, i64, nogil, u8

@nogil(overflow="saturate")
def saturated(x: i64, k: i64) -> i64:
    return x * k

@nogil(overflow="wrap")
def wrapped(x: i64, k: i64) -> i64:
    return x * k

@nogil(overflow="raise", release="auto", bounds="check", division="raise")
def plain(x: i64, k: i64) -> i64:
    return x * k

@nogil(release=True)
def released(x: i64) -> i64:
    # Each function keeps its own policy, also when it is inlined.
    return saturated(x, 4) // 2 + wrapped(x, 4)

@nogil(division="ieee", bounds="unchecked")
def ratio(a: View[f64], i: i64, j: i64) -> f64:
    return a[i] / a[j]

big = 4611686018427387904
print(saturated(big, 4), saturated(big, -4), wrapped(big + 1, 4), released(big))
# expect: 9223372036854775807 -9223372036854775808 4 4611686018427387903
try:
    plain(big, 4)
except OverflowError as e:
    print("OverflowError", e)  # expect: OverflowError integer result does not fit i64
a = array([1.0, 0.0, -1.0], dtype=f64)
print(ratio(a, 0, 1), ratio(a, 2, 1), ratio(a, 1, 1))  # expect: inf -inf nan

def blocks(x):
    with nogil(overflow="wrap"):
        a = x * 4
    with nogil(overflow="saturate"):
        b = x * 4
        c: u8 = 300 + (x & 1)
    with nogil(division="ieee"):
        d = 1.0 / (x - x)
    e = "none"
    try:
        with nogil:
            e = x * 4
    except OverflowError:
        pass
    return a, b, c, d, e

print(blocks(big))  # expect: (0, 9223372036854775807, 255, inf, 'none')
