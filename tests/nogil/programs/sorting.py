# Quicksort, heapsort and a merge sort on views, called from ordinary code.
from ungil import View, array, f64, i64, nogil, zeros

@nogil
def quick(a: View[i64], lo: i64, hi: i64) -> None:
    while lo < hi:
        p = a[(lo + hi) // 2]
        i, j = lo, hi
        while i <= j:
            while a[i] < p:
                i += 1
            while a[j] > p:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        if j - lo < hi - i:
            quick(a, lo, j)
            lo = i
        else:
            quick(a, i, hi)
            hi = j

@nogil
def sift(a: View[i64], i: i64, n: i64) -> None:
    while 2 * i + 1 < n:
        c = 2 * i + 1
        if c + 1 < n and a[c + 1] > a[c]:
            c += 1
        if a[i] >= a[c]:
            return
        a[i], a[c] = a[c], a[i]
        i = c

@nogil
def heap(a: View[i64]) -> None:
    n = len(a)
    for i in range(n // 2 - 1, -1, -1):
        sift(a, i, n)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(a, 0, end)

@nogil
def merge(a: View[i64], t: View[i64]) -> None:
    n = len(a)
    width = 1
    while width < n:
        lo = 0
        while lo < n:
            mid, hi = min(lo + width, n), min(lo + 2 * width, n)
            i, j = lo, mid
            for k in range(lo, hi):
                if i < mid and (j >= hi or a[i] <= a[j]):
                    t[k] = a[i]
                    i += 1
                else:
                    t[k] = a[j]
                    j += 1
            lo += 2 * width
        for k in range(n):
            a[k] = t[k]
        width *= 2

data = [(i * 7919 + 31) % 1009 - 500 for i in range(1500)]
want = sorted(data)
for name in ("quick", "heap", "merge"):
    a = array(data, dtype=i64)
    if name == "quick":
        quick(a, 0, len(a) - 1)
    elif name == "heap":
        heap(a)
    else:
        merge(a, zeros(len(a), dtype=i64))
    print(name, [a[i] for i in range(len(a))] == want, a[0], a[1499])
# expect: quick True -500 508
# expect: heap True -500 508
# expect: merge True -500 508
