# Every simple and compound statement.
import a, b.c as d
from . import e
from ...f.g import (h, i as j,)
from k import *
global_value: int = 1
typed: "str"
(paren): int
obj.attr: int = 2
obj[0]: list[int]
x = y = z = 1, *w
a, *b = [c, d] = (e, f), g = 1
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x @= 1; x **= 2
x <<= 1; x >>= 1; x &= 1; x |= 1; x ^= 1;
() = []
[] = ()
del a, (b, [c]), d.e, f[0]
del (g)
assert x
assert x, "message"
pass


if a: pass
elif b:
    pass
elif c: x; y
else:
    if d:
        pass
    else: pass

while x: break
else: continue

for a, *b in c, *d:
    continue
for (a) in b: pass
for a.b[c] in d:
    pass
else:
    pass

try:
    pass
except A: pass
except (B, C) as d:
    pass
except:
    raise
else: pass
finally:
    pass
try: pass
finally: pass
try:
    raise A from b
except* A as e:
    pass
except *B:
    pass

with a: pass
with a as b, c as (d, *e): pass
with (a as b, c,): pass
with (a, b): pass
with (a, b) as c: pass
with (a, *b): pass
with (a): pass
with (a), b: pass
with (a).b: pass
with (yield): pass
with (a := b): pass
with (a for a in b): pass
with (lambda *a, **b: c, d): pass
with (): pass
with (open(x)) as y, (z): pass
