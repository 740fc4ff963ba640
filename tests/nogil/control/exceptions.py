# raise, try, except, finally and assert inside native code.
from ungil import View, array, f64, i64, nogil

@nogil
def check(n: i64) -> i64:
    if n < 0:
        raise ValueError("negative")
    if n > 100:
        raise OverflowError("too large")
    assert n != 13, "unlucky"
    return n

@nogil
def safe_div(a: i64, b: i64) -> i64:
    try:
        return a // b
    except ZeroDivisionError:
        return -1

@nogil
def layered(a: View[f64], i: i64) -> f64:
    r = 0.0
    try:
        r = a[i]
        r += 1.0 // a[0]
    except IndexError:
        r = -1.0
    except (ZeroDivisionError, ValueError):
        r += 100.0
    else:
        r += 0.5
    finally:
        r += 1000.0
    return r

@nogil
def reraised(n: i64) -> i64:
    try:
        return check(n)
    except ValueError:
        if n < -10:
            raise
        return 0

def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

attempt(check, 5)  # expect: 5
attempt(check, -1)  # expect: ValueError negative
attempt(check, 101)  # expect: OverflowError too large
attempt(check, 13)  # expect: AssertionError unlucky
print(safe_div(7, 2), safe_div(7, 0))  # expect: 3 -1
a = array([2.0, 5.0], dtype=f64)
z = array([0.0, 5.0], dtype=f64)
print(layered(a, 1), layered(a, 2), layered(z, 1))  # expect: 1005.5 999.0 1105.0
attempt(reraised, -5)  # expect: 0
attempt(reraised, -50)  # expect: ValueError negative
attempt(reraised, 200)  # expect: OverflowError too large
