"""Primes up to N: a sieve in native code, then the longest gap and the twins counted in parallel.

    ungil run examples/primes.py [N]
"""
import sys

from ungil import View, i64, nogil, prange, u8, zeros


@nogil
def sieve(flags: View[u8]) -> i64:
    n = len(flags)
    for i in range(2, n):
        flags[i] = 1
    i = 2
    while i * i < n:
        if flags[i]:
            for j in range(i * i, n, i):
                flags[j] = 0
        i += 1
    count = 0
    for k in range(n):
        count += flags[k]
    return count


@nogil
def twins(flags: View[u8]) -> i64:
    count = 0
    for i in prange(len(flags) - 2):
        if flags[i] and flags[i + 2]:
            count += 1
    return count


@nogil
def longest_gap(flags: View[u8]) -> tuple[i64, i64]:
    best, where, last = 0, 0, 2
    for i in range(3, len(flags)):
        if flags[i]:
            if i - last > best:
                best = i - last
                where = last
            last = i
    return best, where


n = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
flags = zeros(n + 1, dtype=u8)
count = sieve(flags)
gap, where = longest_gap(flags)
print(f"{count} primes up to {n}, {twins(flags)} pairs of twins, longest gap {gap} after {where}")
print("the last five:", [i for i in range(max(0, n - 200), n + 1) if flags[i]][-5:])
