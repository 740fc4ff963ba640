# f.inspect(): what became of a native function.
# oracle: none
# engines: native interp
from ungil import View, f64, i64, nogil, prange

@nogil
def dot(a: View[f64], b: View[f64]) -> f64:
    s = 0.0
    for i in prange(len(a)):
        s += a[i] * b[i]
    return s

@nogil
def square(x: i64) -> i64:
    return x * x

def shown(text):
    head, _, tail = text.strip().partition("  # ")
    return head, tail.split(",")[0]

print(shown(dot.inspect()))  # expect: ('dot(a: View[f64], b: View[f64]) -> f64', 'releases the lock')
print(shown(square.inspect("signatures")))  # expect: ('square(x: i64) -> i64', 'keeps the lock')
print("return (x * x)" in square.inspect("tir"), "prange" in dot.inspect("tir"))  # expect: True True
print("function" in dot.inspect("clif"), "ret" in square.inspect("asm"))  # expect: True True
for bad in ("x", 5):
    try:
        square.inspect(bad)
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError inspect() takes "signatures", "tir", "clif" or "asm", not "x"
# expect: TypeError inspect() takes "signatures", "tir", "clif" or "asm", not int
