# A value that does not fit the element raises OverflowError; i64 values are checked at the store.
from ungil import View, i64, nogil, u8, zeros

@nogil
def put(a: View[u8], i: i64, x: i64) -> None:
    a[i] = x

@nogil
def bump(a: View[u8]) -> None:
    for i in range(len(a)):
        a[i] += 100

a = zeros(3, dtype=u8)
for x in (0, 255, 256, -1):
    try:
        put(a, 0, x)
        print(a[0])
    except OverflowError:
        print("OverflowError")
# expect: 0
# expect: 255
# expect: OverflowError
# expect: OverflowError
put(a, 0, 0)
bump(a)
bump(a)
print([a[i] for i in range(3)])  # expect: [200, 200, 200]
try:
    bump(a)
except OverflowError:
    print("OverflowError")
# expect: OverflowError
print([a[i] for i in range(3)])  # expect: [200, 200, 200]
