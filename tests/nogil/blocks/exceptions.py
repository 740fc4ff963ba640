# An exception leaves the block with the variables that it had assigned.
from ungil import array, f64, i64, nogil

def walk(a, limit):
    s = 0.0
    k = 0
    try:
        with nogil:
            while k < limit:
                s += a[k]
                k += 1
    except IndexError:
        return "IndexError", s, k
    return "ok", s, k

def raises(n):
    x = 1
    try:
        with nogil:
            x = 2
            if n > 5:
                raise ValueError("too many")
            x = 3
    except ValueError as e:
        return str(e), x
    finally:
        print("finally", x)
    return x

a = array([1.0, 2.0, 3.0], dtype=f64)
print(walk(a, 2), walk(a, 3), walk(a, 4))  # expect: ('ok', 3.0, 2) ('ok', 6.0, 3) ('IndexError', 6.0, 3)
print(raises(1), raises(10))
# expect: finally 3
# expect: finally 2
# expect: 3 ('too many', 2)
