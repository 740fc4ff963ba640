f() = 1
1 = x
x + y = 2
None = 3
(a, b) += 1
