# An exception out of native code names file, line and function of the native frames too.
from ungil import View, array, f64, i64, nogil

@nogil
def pick(a: View[f64], i: i64) -> f64:
    return a[i]

@nogil
def total(a: View[f64], n: i64) -> f64:
    s = 0.0
    for i in range(n):
        s += 10.0 / pick(a, i)
    return s

def main():
    a = array([1.0, 0.0, 3.0], dtype=f64)
    return total(a, 3)

main()
# expect traceback:
#  Traceback (most recent call last):
#    File "traceback.py", line 19, in <module>
#      main()
#    File "traceback.py", line 17, in main
#      return total(a, 3)
#    File "traceback.py", line 12, in total
#      s += 10.0 / pick(a, i)
#  ZeroDivisionError: float division by zero
