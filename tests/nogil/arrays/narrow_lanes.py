# Loops in narrow lanes, extremes and downward loops, with values that overflow and that do not: a checksum of results,
# engines: native interp
# slow
# exceptions and arrays for each function.
# oracle: none
from ungil import View, f32, f64, i8, i16, i32, i64, nogil, u8, u16, u32, zeros


@nogil
def add8(o: View[i8], a: View[i8], b: View[i8]) -> None:
    for i in range(len(o)):
        o[i] = i8(a[i] + b[i])


@nogil
def sub16(o: View[i16], a: View[i16], b: View[i16]) -> None:
    for i in range(len(o)):
        o[i] = i16(a[i] - b[i])


@nogil
def add32(o: View[i32], a: View[i32], b: View[i32]) -> None:
    for i in range(len(o)):
        o[i] = i32(a[i] + b[i])


@nogil
def mulu8(o: View[u8], a: View[u8]) -> None:
    for i in range(len(o)):
        o[i] = u8(a[i] * 3 - 5)


@nogil
def bright(o: View[u8], a: View[u8]) -> None:
    for i in range(len(o)):
        o[i] = u8(max(min(a[i] * 2 - 30, 255), 0))


@nogil(overflow="wrap")
def wrap8(o: View[u8], a: View[u8]) -> None:
    for i in range(len(o)):
        o[i] = u8(a[i] + 77)


@nogil(overflow="saturate")
def sat8(o: View[i8], a: View[i8], b: View[i8]) -> None:
    for i in range(len(o)):
        o[i] = i8(a[i] - b[i])


@nogil
def count(a: View[u8], c: u8) -> i64:
    k = 0
    for i in range(len(a)):
        if a[i] == c:
            k += 1
    return k


@nogil
def count2(a: View[i16]) -> i64:
    k = 7
    for i in range(len(a)):
        if a[i] > 5 and a[i] < 90 or a[i] == -3:
            k += 3
    return k


@nogil
def sum8(a: View[u8]) -> i64:
    k = 0
    for i in range(len(a)):
        k += a[i]
    return k


@nogil
def sum16(a: View[i16]) -> i64:
    k = 0
    for i in range(len(a)):
        if a[i] != 4:
            k -= a[i]
    return k


@nogil
def sum32(a: View[i32]) -> i64:
    k = 0
    for i in range(len(a)):
        k += a[i]
    return k


@nogil
def sumu32(a: View[u32]) -> i64:
    k = 0
    for i in range(len(a)):
        k += a[i]
    return k


@nogil
def sumu16(a: View[u16]) -> i64:
    k = 0
    for i in range(len(a)):
        k += a[i]
    return k


@nogil
def max32(a: View[i32]) -> i64:
    m = i64(a[0])
    for i in range(1, len(a)):
        if a[i] > m:
            m = i64(a[i])
    return m


@nogil
def minu8(a: View[u8]) -> i64:
    m = 1000
    for i in range(len(a)):
        m = min(m, a[i])
    return m


@nogil
def maxf(a: View[f64]) -> f64:
    m = a[0]
    for i in range(1, len(a)):
        if a[i] > m:
            m = a[i]
    return m


@nogil
def minf(a: View[f64], m: f64) -> f64:
    for i in range(len(a)):
        if m >= a[i]:
            m = a[i]
    return m


@nogil
def minf32(a: View[f32]) -> f64:
    m = a[0]
    for i in range(len(a)):
        m = min(m, a[i])
    return f64(m)


@nogil
def both(a: View[i64]) -> i64:
    lo = a[0]
    hi = a[0]
    for i in range(1, len(a)):
        lo = min(lo, a[i])
        hi = max(hi, a[i])
    return hi * 100000 + lo


@nogil
def down(o: View[f64], a: View[f64]) -> None:
    for i in range(len(a) - 1, -1, -1):
        o[i] = a[i] * 2.0 + i


@nogil
def downi(o: View[i64], a: View[i64]) -> i64:
    s = 0
    for i in range(len(a) - 1, 2, -1):
        o[i] = a[i - 2] + i
        s += a[i]
    return s


@nogil
def shift(a: View[i64], k: i64) -> None:
    for i in range(len(a) - 1, k - 1, -1):
        a[i] = a[i - k] + 1


@nogil
def knap(d: View[i64], w: i64, v: i64) -> None:
    for j in range(len(d) - 1, w - 1, -1):
        c = d[j - w] + v
        if c > d[j]:
            d[j] = c


@nogil
def life(o: View[u8], a: View[u8], n: i64) -> None:
    for i in range(1, n - 1):
        for j in range(1, n - 1):
            c = a[i * n + j - 1] + a[i * n + j + 1] + a[(i - 1) * n + j] + a[(i + 1) * n + j]
            if c == 3 or c == 2 and a[i * n + j] == 1:
                o[i * n + j] = 1
            else:
                o[i * n + j] = 0


@nogil
def narrow2(o: View[u8], a: View[i32]) -> None:
    for i in range(len(o)):
        o[i] = u8(a[i])


@nogil
def narrow3(o: View[u16], a: View[i32], b: View[u8]) -> None:
    for i in range(len(o)):
        o[i] = u16((a[i] & 1023) + (b[i] << 2))


@nogil
def shifts(o: View[i16], a: View[i16], b: View[u8]) -> None:
    for i in range(len(o)):
        o[i] = i16((a[i] >> 3) + (b[i] >> 1) - ~b[i])

LIM = {"i8": (-128, 127), "u8": (0, 255), "i16": (-32768, 32767), "u16": (0, 65535), "i32": (-2**31, 2**31 - 1), "u32": (0, 2**32 - 1), "i64": (-2**40, 2**40)}
T = {"i8": i8, "u8": u8, "i16": i16, "u16": u16, "i32": i32, "u32": u32, "i64": i64, "f64": f64, "f32": f32}
seed = 12345
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
def make(t, n, small=None):
    a = zeros(n, dtype=T[t])
    for i in range(n):
        if t[0] == "f":
            a[i] = [0.0, -0.0, 1.5, -2.25, 3.0, float("nan"), float("inf"), 7.0][rnd(8)] if small is None else float(rnd(small))
        else:
            lo, hi = LIM[t]
            if small is not None:
                lo, hi = max(lo, -small), min(hi, small)
            a[i] = lo + rnd(hi - lo + 1)
    return a
sums = {}
def case(f, *args):
    try:
        text = repr(f(*args))
    except (OverflowError, IndexError) as e:
        text = type(e).__name__ + ": " + str(e)
    for a in args:
        if not isinstance(a, (int, float)):
            for k in range(len(a)):
                text += repr(a[k])
    h = sums.get(f.__name__, 0)
    for c in text:
        h = (h * 31 + ord(c)) % 1000000007
    sums[f.__name__] = h


for n in [1, 5, 16, 33, 64, 100]:
    for small in [3, 40, 90, None]:
        A = lambda t: make(t, n, small)
        case(add8, zeros(n, dtype=i8), A("i8"), A("i8"))
        case(sub16, zeros(n, dtype=i16), A("i16"), A("i16"))
        case(add32, zeros(n, dtype=i32), A("i32"), A("i32"))
        case(mulu8, zeros(n, dtype=u8), A("u8"))
        case(bright, zeros(n, dtype=u8), A("u8"))
        case(wrap8, zeros(n, dtype=u8), A("u8"))
        case(sat8, zeros(n, dtype=i8), A("i8"), A("i8"))
        case(count, A("u8"), 2)
        case(count2, A("i16"))
        case(sum8, A("u8"))
        case(sum16, A("i16"))
        case(sum32, A("i32"))
        case(sumu32, A("u32"))
        case(sumu16, A("u16"))
        case(max32, A("i32"))
        case(minu8, A("u8"))
        case(maxf, A("f64"))
        case(minf, A("f64"), 5.0)
        case(minf, A("f64"), -0.0)
        case(minf, A("f64"), 0.0)
        case(minf32, A("f32"))
        case(both, A("i64"))
        case(down, zeros(n, dtype=f64), make("f64", n, 50))
        case(downi, zeros(n, dtype=i64), A("i64"))
        case(shift, A("i64"), 1)
        case(shift, A("i64"), 3)
        case(shift, A("i64"), 20)
        case(knap, A("i64"), 3, 9)
        case(knap, A("i64"), 30, 9)
        m = 1
        while (m + 1) * (m + 1) <= n:
            m += 1
        case(life, zeros(n, dtype=u8), make("u8", n, 1), m)
        case(narrow2, zeros(n, dtype=u8), A("i32"))
        case(narrow3, zeros(n, dtype=u16), A("i32"), A("u8"))
        case(shifts, zeros(n, dtype=i16), A("i16"), A("u8"))
print(sums)
# expect: {'add8': 498118540, 'sub16': 563463141, 'add32': 159221396, 'mulu8': 661457097, 'bright': 750365622, 'wrap8': 743886672, 'sat8': 421827013, 'count': 147220125, 'count2': 176952360, 'sum8': 120929945, 'sum16': 460191340, 'sum32': 200063348, 'sumu32': 290820991, 'sumu16': 653308269, 'max32': 472031054, 'minu8': 343721342, 'maxf': 337290253, 'minf': 977527251, 'minf32': 541386185, 'both': 209699515, 'down': 361992900, 'downi': 428477380, 'shift': 198500027, 'knap': 29767795, 'life': 730205169, 'narrow2': 544187866, 'narrow3': 850842462, 'shifts': 196198549}


@nogil
def ones(n: i64) -> i64:
    k = 0
    for i in range(n):
        k += 3
    return k


@nogil
def ones_and_sum(a: View[i32]) -> i64:
    k = 0
    s = 0
    for i in range(len(a)):
        k += 1
        s += a[i]
    return k * 1000000 + s


print([ones(n) for n in (0, 1, 7, 8, 100, 5000)])  # expect: [0, 3, 21, 24, 300, 15000]
print([ones_and_sum(make("i32", n, 0)) for n in (0, 1, 7, 8, 100, 5000)])
# expect: [0, 1000000, 7000000, 8000000, 100000000, 5000000000]


@nogil
def turned(o: View[f64], a: View[f64], k: i64) -> None:
    n = len(a)
    for i in range(n - k):
        o[i] = a[n - 1 - i - k] + 1.0


@nogil
def turned32(o: View[i32], a: View[i32]) -> None:
    n = len(a)
    for i in range(n - 1, -1, -1):
        o[i] = a[n - 1 - i]


@nogil
def in_place(a: View[i64]) -> None:
    n = len(a)
    for i in range(n):
        a[i] = a[n - 1 - i]


@nogil(overflow="wrap")
def wrapped(a: View[i64]) -> i64:
    k = 0
    for i in range(len(a)):
        if a[i] > 0:
            k += 2
    return k


def check_turned():
    for n in (1, 2, 7, 8, 9, 33, 100):
        for k in (0, 1, 3):
            a, o = make("f64", n, 50), zeros(n, dtype=f64)
            if k <= n:
                turned(o, a, k)
                if [o[i] for i in range(n - k)] != [a[n - 1 - i - k] + 1.0 for i in range(n - k)]:
                    return "turned", n, k
        b, p = make("i32", n, None), zeros(n, dtype=i32)
        turned32(p, b)
        if list(p) != list(reversed(list(b))):
            return "turned32", n
        c = make("i64", n, None)
        want = list(c)
        for i in range(n):
            want[i] = want[n - 1 - i]
        in_place(c)
        if list(c) != want:
            return "in_place", n
        if wrapped(c) != 2 * len([v for v in c if v > 0]):
            return "wrapped", n
    return "good"


print(check_turned())  # expect: good
