# zeros, ones, full, arange, array: shape, dtype, elements, in bytecode.
from ungil import arange, array, empty, f32, f64, full, i32, i64, ones, u8, zeros

z, o, f, r = zeros(3), ones(2, dtype=i32), full(4, 7, dtype=u8), arange(5, dtype=i64)
print([z[i] for i in range(3)], [o[i] for i in range(2)], [f[i] for i in range(4)], [r[i] for i in range(5)])
# expect: [0.0, 0.0, 0.0] [1, 1] [7, 7, 7, 7] [0, 1, 2, 3, 4]
m = zeros((2, 3), dtype=f64)
m[1, 2] = 5.5
m[0, 0] = 1
print(m.shape, len(m), m[1, 2], m[0, 0], m[-1, -1])  # expect: (2, 3) 2 5.5 1.0 5.5
a = array([1.5, 2.5, 3.5], dtype=f64)
b = a.copy()
b[0] = 100
print(a[0], b[0], a.shape, len(empty(4, dtype=f64)))  # expect: 1.5 100.0 (3,) 4
a[:] = b
print([a[i] for i in range(3)])  # expect: [100.0, 2.5, 3.5]
a[1:] = 0.0
print([a[i] for i in range(3)])  # expect: [100.0, 0.0, 0.0]
x = arange(10, dtype=i64)
print([v for v in x[2:8:2]], sum([v for v in x]), [v for v in arange(3, 9, 2, dtype=i64)], list(x)[:3])
# expect: [2, 4, 6] 45 [3, 5, 7] [0, 1, 2]
g = array([[1, 2], [3, 4]], dtype=i64)
print(g.shape, g[1, 0], [g.T[0, i] for i in range(2)], [v for v in g.reshape(4)])
# expect: (2, 2) 3 [1, 3] [1, 2, 3, 4]
