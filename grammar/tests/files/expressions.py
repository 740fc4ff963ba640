a or b or c and d and not e
not not a
a < b <= c == d != e > f >= g is h is not i in j not in k
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
(a + b) + c - (d - e)
-a ** -b ** ~c
+-~a
await_ = a ** b ** c
a if b else c if d else e
(a if b else c) if (d) else (e)
x[a], x[a:b], x[a:b:c], x[:], x[::], x[a:], x[:b], x[::c], x[a, b:c, ...], x[*a], x[*a, b], x[a,], x[(a, b)]
x[a := 1], x[lambda: 1:2]
f(), f(a), f(a, b,), f(a, *b, c=d, *e, **g, h=i, **j)
f(x for x in y), f((x for x in y), z), f(a := 1), f(*a or b, **c if d else e)
f(x)(y).z[w](*v)
(), (a,), (a, b), (a), ((a)), [], [a], [a, *b], {}, {a}, {a, *b,}, {a: b, **c, d: e,}
[a for b in c], {a for b in c if d if e}, {a: b for c, *d in e for f in g}, (a for b in c)
[a for b, in c], [a for b.c in d], [(yield) for x in y], [lambda: (yield)]
[x for x in a or b if c and d]
(a := 1), [a := 1, b := 2], {a := 1}
(yield), (yield a), (yield from b)
a.b.c, 1 .real, 1.0.real, 1..real, ....x
None, True, False, ...
0, 00, 1_000, 0xDead_Beef, 0o17, 0b1_01, 123456789012345678901234567890, 9223372036854775807, 9223372036854775808
1., .5, 1e5, 1E-5, 1_0.0_1e+1_0, 0.1, 1e16, 1e15, 1e-5, 1e400, 123456789.123456789
1j, 1.5J, 1e10j, 00.5j, 0j
0xffffffffffffffffffffffffffffffff
0_0, 0e0, 09.5, 0_7j
1if x else 2
[1for x in y]
print(*a, sep="")
a@b
x = y = z
lambda: (a, b)
match = case = _ = type = print = 1
match(x)
match[x]
match.x
match, case
match * a, -a
match -a
print(match, case)
