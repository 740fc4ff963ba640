"""Kernels of everyday kinds, each timed: NAME, the least CPU seconds of REPS runs, a check value. Usage: more.py [REPS [NAME]]"""
import math
import sys
import time

from ungil import View, View2, f32, f64, i32, i64, nogil, u8, u32, u64, zeros


@nogil
def fill(fa: View[f64], fb: View[f64], sa: View[f32], sb: View[f32], ia: View[i64], ib: View[i64], na: View[i32], nb: View[i32],
         ba: View[u8], bb: View[u8]) -> None:
    for i in range(len(fa)):
        v = (i * 7919 + 104729) % 1000 / 1000.0
        z = (i * 7919 + 2 * 104729) % 1000 / 1000.0
        fa[i] = v
        fb[i] = z
        sa[i] = f32(v)
        sb[i] = f32(z)
        ia[i] = (i * 7919 + 104729) % 1000
        ib[i] = i * 3
        na[i] = i32(ia[i] - 500)
        nb[i] = i32(ia[i] % 77)
        ba[i] = u8((i * 2654435761 & 0xFFFFFFFF) >> 13 & 255)
        bb[i] = u8(i % 251)


@nogil
def fill2(ma: View[f64], mb: View[f64], ga: View[u8], n: i64) -> None:
    for i in range(n * n):
        ma[i] = (i * 7919 + 104729) % 1000 / 1000.0
        mb[i] = (i * 7919 + 209458) % 1000 / 1000.0
        ga[i] = u8((i * 2654435761 >> 7) & 1)
    for i in range(n):
        ma[i * n + i] += 100.0


@nogil
def mktable(t: View[u32]) -> None:
    for i in range(256):
        c = i
        for k in range(8):
            if c & 1:
                c = c >> 1 ^ 0xEDB88320
            else:
                c = c >> 1
        t[i] = u32(c)


@nogil
def copyi(o: View[i64], a: View[i64]) -> None:
    for i in range(len(o)):
        o[i] = a[i]


@nogil
def copyf(o: View[f64], a: View[f64]) -> None:
    for i in range(len(o)):
        o[i] = a[i]


@nogil
def prefix(a: View[i64]) -> i64:
    n = len(a)
    for i in range(1, n):
        a[i] += a[i - 1]
    return a[n - 1]


@nogil
def prefixf(o: View[f64], a: View[f64]) -> f64:
    s = 0.0
    n = len(a)
    for i in range(n):
        s += a[i]
        o[i] = s
    return o[n - 1]


@nogil
def conv1d(o: View[f64], a: View[f64], w: View[f64]) -> f64:
    n = len(a)
    k = len(w)
    for i in range(n - k + 1):
        s = 0.0
        for j in range(k):
            s += a[i + j] * w[j]
        o[i] = s
    return o[n // 2]


@nogil
def conv2d(o: View2[f64], a: View2[f64], w: View[f64]) -> f64:
    n = a.shape[0]
    m = a.shape[1]
    for i in range(1, n - 1):
        for j in range(1, m - 1):
            s = 0.0
            for di in range(3):
                for dj in range(3):
                    s += a[i + di - 1, j + dj - 1] * w[di * 3 + dj]
            o[i, j] = s
    return o[n // 2, 5]


@nogil
def bsearch(a: View[i64], q: i64) -> i64:
    n = len(a)
    hits = 0
    for k in range(q):
        x = k * 7919 % (3 * n)
        lo = 0
        hi = n
        while lo < hi:
            mid = (lo + hi) // 2
            if a[mid] < x:
                lo = mid + 1
            else:
                hi = mid
        hits += lo
    return hits


@nogil
def isort(a: View[i64], n: i64) -> i64:
    for i in range(1, n):
        x = a[i]
        j = i - 1
        while j >= 0 and a[j] > x:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = x
    return a[n // 2]


@nogil
def quick(a: View[i64], lo: i64, hi: i64) -> None:
    while lo < hi:
        p = a[(lo + hi) // 2]
        i = lo
        j = hi
        while i <= j:
            while a[i] < p:
                i += 1
            while a[j] > p:
                j -= 1
            if i <= j:
                t = a[i]
                a[i] = a[j]
                a[j] = t
                i += 1
                j -= 1
        if j - lo < hi - i:
            quick(a, lo, j)
            lo = i
        else:
            quick(a, i, hi)
            hi = j


@nogil
def leven(s: View[u8], n: i64, t: View[u8], m: i64, row: View[i64]) -> i64:
    for j in range(m + 1):
        row[j] = j
    for i in range(1, n + 1):
        diag = row[0]
        row[0] = i
        for j in range(1, m + 1):
            cost = diag + (1 if s[i - 1] != t[j - 1] else 0)
            diag = row[j]
            row[j] = min(row[j] + 1, row[j - 1] + 1, cost)
    return row[m]


@nogil
def life(o: View2[u8], a: View2[u8]) -> i64:
    n = a.shape[0]
    for i in range(1, n - 1):
        for j in range(1, n - 1):
            c = (a[i - 1, j - 1] + a[i - 1, j] + a[i - 1, j + 1] + a[i, j - 1] + a[i, j + 1]
                 + a[i + 1, j - 1] + a[i + 1, j] + a[i + 1, j + 1])
            if c == 3 or c == 2 and a[i, j] == 1:
                o[i, j] = 1
            else:
                o[i, j] = 0
    s = 0
    for i in range(n):
        for j in range(n):
            s += o[i, j]
    return s


@nogil
def countb(a: View[u8], c: u8) -> i64:
    k = 0
    for i in range(len(a)):
        if a[i] == c:
            k += 1
    return k


@nogil
def find(a: View[u8], p: View[u8]) -> i64:
    n = len(a)
    m = len(p)
    k = 0
    for i in range(n - m + 1):
        j = 0
        while j < m and a[i + j] == p[j]:
            j += 1
        if j == m:
            k += 1
    return k


@nogil
def matvec(y: View[f64], a: View2[f64], x: View[f64]) -> f64:
    n = a.shape[0]
    for i in range(n):
        s = 0.0
        for j in range(a.shape[1]):
            s += a[i, j] * x[j]
        y[i] = s
    return y[n // 2]


@nogil
def lu(a: View2[f64]) -> f64:
    n = a.shape[0]
    for k in range(n):
        for i in range(k + 1, n):
            f = a[i, k] / a[k, k]
            a[i, k] = f
            for j in range(k + 1, n):
                a[i, j] -= f * a[k, j]
    return a[n - 1, n - 1]


@nogil
def argmin(a: View[f64]) -> f64:
    b = 0
    m = a[0]
    for i in range(1, len(a)):
        if a[i] < m:
            m = a[i]
            b = i
    return b + m


@nogil
def maxf(a: View[f64]) -> f64:
    m = a[0]
    for i in range(1, len(a)):
        if a[i] > m:
            m = a[i]
    return m


@nogil
def minmaxi(a: View[i64]) -> i64:
    lo = a[0]
    hi = a[0]
    for i in range(1, len(a)):
        lo = min(lo, a[i])
        hi = max(hi, a[i])
    return hi - lo


@nogil
def maxi32(a: View[i32]) -> i64:
    hi = i64(a[0])
    for i in range(1, len(a)):
        if a[i] > hi:
            hi = i64(a[i])
    return hi


@nogil
def sumf32(a: View[f32]) -> f64:
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s


@nogil
def sumi32(a: View[i32]) -> i64:
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s


@nogil
def doti32(a: View[i32], b: View[i32]) -> i64:
    s = 0
    for i in range(len(a)):
        s += a[i] * b[i]
    return s


@nogil
def dotf(a: View[f64], b: View[f64]) -> f64:
    s = 0.0
    for i in range(len(a)):
        s += a[i] * b[i]
    return s


@nogil
def horner(o: View[f64], a: View[f64]) -> f64:
    for i in range(len(a)):
        x = a[i]
        o[i] = ((((x * 0.3 + 1.5) * x - 2.0) * x + 0.7) * x - 1.1) * x + 0.25
    return o[len(a) // 2]


@nogil(overflow="wrap")
def mcpi(n: i64) -> i64:
    s = u64(12345)
    k = 0
    for i in range(n):
        s = s * u64(6364136223846793005) + u64(1442695040888963407)
        x = f64(s >> 11) / 9007199254740992.0
        s = s * u64(6364136223846793005) + u64(1442695040888963407)
        y = f64(s >> 11) / 9007199254740992.0
        if x * x + y * y < 1.0:
            k += 1
    return k


@nogil
def deriv(t: f64, y: f64) -> f64:
    return -2.0 * y + t * t


@nogil
def rk4(n: i64, h: f64) -> f64:
    t = 0.0
    y = 1.0
    for i in range(n):
        k1 = deriv(t, y)
        k2 = deriv(t + h / 2, y + h / 2 * k1)
        k3 = deriv(t + h / 2, y + h / 2 * k2)
        k4 = deriv(t + h, y + h * k3)
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t += h
    return y


@nogil
def knn(x: View[f64], y: View[f64], n: i64, q: i64) -> f64:
    s = 0.0
    for k in range(q):
        px = k * 0.01
        py = k * 0.02
        best = 1e300
        at = -1
        for i in range(n):
            dx = x[i] - px
            dy = y[i] - py
            d = dx * dx + dy * dy
            if d < best:
                best = d
                at = i
        s += at + best
    return s


@nogil
def popc(a: View[i64]) -> i64:
    k = 0
    for i in range(len(a)):
        x = a[i]
        while x != 0:
            x &= x - 1
            k += 1
    return k


@nogil
def crc(a: View[u8], t: View[u32]) -> i64:
    c = 0xFFFFFFFF
    for i in range(len(a)):
        c = t[(c ^ a[i]) & 255] ^ c >> 8
    return c ^ 0xFFFFFFFF


@nogil
def mmflat(a: View[f64], b: View[f64], c: View[f64], n: i64) -> f64:
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += a[i * n + k] * b[k * n + j]
            c[i * n + j] = s
    return c[n * n // 2 + 7]


@nogil
def mmflat2(a: View[f64], b: View[f64], c: View[f64], n: i64) -> f64:
    for i in range(n * n):
        c[i] = 0.0
    for i in range(n):
        for k in range(n):
            t = a[i * n + k]
            for j in range(n):
                c[i * n + j] += t * b[k * n + j]
    return c[n * n // 2 + 7]


@nogil
def condsumf(a: View[f64], t: f64) -> f64:
    s = 0.0
    for i in range(len(a)):
        if a[i] > t:
            s += a[i]
    return s


@nogil
def condsumi(a: View[i64], t: i64) -> i64:
    s = 0
    for i in range(len(a)):
        if a[i] > t:
            s += a[i]
    return s


@nogil
def relu(o: View[f64], a: View[f64]) -> f64:
    for i in range(len(a)):
        x = a[i] - 0.5
        if x > 0:
            o[i] = x
        else:
            o[i] = 0.0
    return o[len(a) // 2]


@nogil
def clampi(o: View[i64], a: View[i64]) -> i64:
    for i in range(len(a)):
        x = a[i]
        if x < 100:
            x = 100
        if x > 900:
            x = 900
        o[i] = x
    return o[len(a) // 2]


@nogil
def bright(o: View[u8], a: View[u8]) -> i64:
    for i in range(len(a)):
        o[i] = u8(min(a[i] + 40, 255))
    return i64(o[len(a) // 2])


@nogil
def addi32(o: View[i32], a: View[i32], b: View[i32]) -> i64:
    for i in range(len(a)):
        o[i] = i32(a[i] + b[i])
    return i64(o[len(a) // 2])


@nogil
def addi64(o: View[i64], a: View[i64], b: View[i64]) -> i64:
    for i in range(len(a)):
        o[i] = a[i] + b[i]
    return o[len(a) // 2]


@nogil
def saxpyf(o: View[f32], a: View[f32], s: f32) -> f64:
    for i in range(len(a)):
        o[i] += s * a[i]
    return f64(o[len(a) // 2])


@nogil
def rev(o: View[f64], a: View[f64]) -> f64:
    n = len(a)
    for i in range(n):
        o[i] = a[n - 1 - i]
    return o[n // 3]


@nogil
def down(o: View[f64], a: View[f64]) -> f64:
    n = len(a)
    for i in range(n - 1, -1, -1):
        o[i] = a[i] * 2.0
    return o[n // 3]


@nogil
def strided(a: View[f64]) -> f64:
    s = 0.0
    for i in range(0, len(a), 4):
        s += a[i]
    return s


@nogil
def transpose(o: View2[f64], a: View2[f64]) -> f64:
    n = a.shape[0]
    for i in range(n):
        for j in range(n):
            o[j, i] = a[i, j]
    return o[n // 2, 7]


@nogil
def heat(o: View2[f64], a: View2[f64]) -> f64:
    n = a.shape[0]
    for i in range(1, n - 1):
        for j in range(1, n - 1):
            o[i, j] = a[i, j] + 0.1 * (a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1] - 4.0 * a[i, j])
    return o[n // 2, 7]


@nogil
def gcds(n: i64) -> i64:
    s = 0
    for i in range(1, n):
        a = i * 7919
        b = 1000003
        while b != 0:
            t = a % b
            a = b
            b = t
        s += a
    return s


@nogil
def isprime(n: i64) -> i64:
    k = 0
    for i in range(2, n):
        p = 1
        d = 2
        while d * d <= i:
            if i % d == 0:
                p = 0
                break
            d += 1
        k += p
    return k


@nogil
def ack(m: i64, n: i64) -> i64:
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


@nogil
def norm(o: View[f64], a: View[f64]) -> f64:
    n = len(a)
    s = 0.0
    q = 0.0
    for i in range(n):
        s += a[i]
        q += a[i] * a[i]
    m = s / n
    d = math.sqrt(q / n - m * m)
    for i in range(n):
        o[i] = (a[i] - m) / d
    return o[n // 2]


@nogil
def bubble(a: View[i64], n: i64) -> i64:
    for i in range(n):
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                t = a[j]
                a[j] = a[j + 1]
                a[j + 1] = t
    return a[n // 2]


@nogil
def knap(d: View[i64], w: View[i64], items: i64, cap: i64) -> i64:
    for j in range(cap + 1):
        d[j] = 0
    for i in range(items):
        wi = w[i] % 50 + 1
        v = w[i]
        for j in range(cap, wi - 1, -1):
            c = d[j - wi] + v
            if c > d[j]:
                d[j] = c
    return d[cap]


@nogil
def dist(x: f64, y: f64, a: f64, b: f64) -> f64:
    dx = x - a
    dy = y - b
    return math.sqrt(dx * dx + dy * dy)


@nogil
def tour(x: View[f64], y: View[f64]) -> f64:
    s = 0.0
    for i in range(len(x) - 1):
        s += dist(x[i], y[i], x[i + 1], y[i + 1])
    return s


def main(reps=20, only=""):
    N, M = 100000, 256
    fa, fb, fc = zeros(N, dtype=f64), zeros(N, dtype=f64), zeros(N, dtype=f64)
    sa, sb, sc = zeros(N, dtype=f32), zeros(N, dtype=f32), zeros(N, dtype=f32)
    ia, ib, ic = zeros(N, dtype=i64), zeros(N, dtype=i64), zeros(N, dtype=i64)
    na, nb, nc = zeros(N, dtype=i32), zeros(N, dtype=i32), zeros(N, dtype=i32)
    ba, bb, bc = zeros(N, dtype=u8), zeros(N, dtype=u8), zeros(N, dtype=u8)
    ma, mb, mc = zeros((M, M), dtype=f64), zeros((M, M), dtype=f64), zeros((M, M), dtype=f64)
    xa, xb, xc = ma.reshape(M * M), mb.reshape(M * M), mc.reshape(M * M)
    ga, gb = zeros((M, M), dtype=u8), zeros((M, M), dtype=u8)
    w9, table = zeros(9, dtype=f64), zeros(256, dtype=u32)
    fill(fa, fb, sa, sb, ia, ib, na, nb, ba, bb)
    fill2(xa, xb, ga.reshape(M * M), M)
    for i in range(9):
        w9[i] = 1.0 / (i + 1)
    mktable(table)
    none = lambda: None
    fresh = lambda: copyi(ic, ia)

    def quick_():
        quick(ic, 0, N - 1)
        return ic[N // 2]

    kernels = [
        ("prefix", lambda: prefix(ic), fresh), ("prefixf", lambda: prefixf(fc, fa), none), ("conv1d", lambda: conv1d(fc, fa, w9), none),
        ("conv2d", lambda: conv2d(mc, ma, w9), none), ("bsearch", lambda: bsearch(ib, 20000), none), ("isort", lambda: isort(ic, 2000), fresh),
        ("quick", quick_, fresh), ("leven", lambda: leven(ba, 600, bb, 600, ic), none), ("life", lambda: life(gb, ga), none),
        ("countb", lambda: countb(ba, 7), none), ("find", lambda: find(ba, ba[500:504]), none), ("matvec", lambda: matvec(fc, ma, fa), none),
        ("lu", lambda: lu(mc), lambda: copyf(xc, xa)), ("argmin", lambda: argmin(fa), none), ("maxf", lambda: maxf(fa), none),
        ("minmaxi", lambda: minmaxi(ia), none), ("maxi32", lambda: maxi32(na), none), ("sumf32", lambda: sumf32(sa), none),
        ("sumi32", lambda: sumi32(na), none), ("doti32", lambda: doti32(na, nb), none), ("dotf", lambda: dotf(fa, fb), none),
        ("horner", lambda: horner(fc, fa), none), ("mcpi", lambda: mcpi(N), none), ("rk4", lambda: rk4(N, 1e-4), none),
        ("knn", lambda: knn(fa, fb, 1000, 100), none), ("popc", lambda: popc(ia), none), ("crc", lambda: crc(ba, table), none),
        ("mmflat", lambda: mmflat(xa, xb, xc, M), none), ("mmflat2", lambda: mmflat2(xa, xb, xc, M), none),
        ("condsumf", lambda: condsumf(fa, 0.5), none), ("condsumi", lambda: condsumi(ia, 500), none), ("relu", lambda: relu(fc, fa), none),
        ("clampi", lambda: clampi(ic, ia), none), ("bright", lambda: bright(bc, ba), none), ("addi32", lambda: addi32(nc, na, nb), none),
        ("addi64", lambda: addi64(ic, ia, ib), none), ("saxpyf", lambda: saxpyf(sc, sa, 0.5), none), ("rev", lambda: rev(fc, fa), none),
        ("down", lambda: down(fc, fa), none), ("strided", lambda: strided(fa), none), ("transpose", lambda: transpose(mc, ma), none),
        ("heat", lambda: heat(mc, ma), none), ("gcds", lambda: gcds(20000), none), ("isprime", lambda: isprime(20000), none),
        ("ack", lambda: ack(2, 300), none), ("norm", lambda: norm(fc, fa), none), ("bubble", lambda: bubble(ic, 1000), fresh),
        ("knap", lambda: knap(ic, ia, 100, 5000), none), ("tour", lambda: tour(fa, fb), none),
    ]
    for name, run, prepare in kernels:
        if only not in name:
            continue
        best, value = 1e9, 0.0
        for r in range(reps):
            prepare()
            t = time.process_time()
            value = run()
            t = time.process_time() - t
            best = min(best, t)
        print("%s %.9f %.12g" % (name, best, value))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, sys.argv[2] if len(sys.argv) > 2 else "")
