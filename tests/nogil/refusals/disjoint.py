# disjoint helps only where every access goes through the same place of the same array.
from ungil import View, disjoint, f64, i64, nogil, prange

@nogil
def another_place(out: View[f64], idx: View[i64]):
    d = disjoint(idx)
    for i in prange(len(d) - 1):
        out[d[i]] = out[d[i + 1]]  # refuse: UG310

@nogil
def same_place(out: View[f64], idx: View[i64]):
    d = disjoint(idx)
    for i in prange(len(d)):
        out[d[i % 3]] = 1.0  # refuse: UG310

@nogil
def two_arrays(out: View[f64], idx: View[i64], jdx: View[i64]):
    d = disjoint(idx)
    e = disjoint(jdx)
    for i in prange(len(d)):
        out[d[i]] = 1.0  # refuse: UG310
        out[e[i]] = 2.0

@nogil
def rebound(out: View[f64], idx: View[i64]):
    d = disjoint(idx)
    d = idx[1:]
    for i in prange(len(d)):
        out[d[i]] = 1.0  # refuse: UG310

@nogil
def written(out: View[f64], idx: View[i64]):
    d = disjoint(idx)
    d[0] = 1  # refuse: UG116

@nogil
def of_floats(x: View[f64]):
    d = disjoint(x)  # refuse: UG113
