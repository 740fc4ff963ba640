# What a version cannot do is a RegionError with the diagnostic's text, before anything runs.
# oracle: none
# engines: native interp
from ungil import RegionError, array, f64, i64, nogil, zeros

@nogil
def add(a, b):
    return a + b

@nogil
def store(a, x):
    a[0] = x
    return len(a)

def attempt(f, *args):
    try:
        print(f(*args))
    except RegionError as e:
        print(str(e).split("\n")[0])
        return str(e)

attempt(add, [1], 2)  # expect: error[UG203]: parameter `a` is given a list, which native code cannot use
attempt(add, None, 2)  # expect: error[UG203]: parameter `a` is given a NoneType, which native code cannot use
attempt(add, array([1.0], dtype=f64), 2)  # expect: error[UG113]: `+` works on numbers, this is CView[f64]
text = attempt(store, array([1, 2], dtype=i64), 0.5)  # expect: error[UG113]: an int (i64) is wanted here, this is an f64
print("in the version for (CView[i64], f64)" in text, "a[0] = x" in text)  # expect: True True
attempt(store, zeros(3), 2)  # expect: 3
try:
    store(b"abc", 1)
except BufferError:
    print("BufferError")
# expect: BufferError
try:
    add(1 << 70, 1)
except OverflowError:
    print("OverflowError")
# expect: OverflowError

@nogil
def depth(x) -> i64:
    return depth((x, 1))

@nogil
def doubled(x) -> i64:
    return doubled((x, x))

attempt(doubled, 1)  # expect: error[UG207]: a tuple with so many parts is not supported in native code
attempt(depth, 1)  # expect: error[UG207]: `depth` would have more than 32 versions; that many combinations of argument types are not supported in native code
