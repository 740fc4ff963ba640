# An exception in a native function of another module shows that module's line.
# oracle: none
import kernels
from ungil import i64, nogil

@nogil
def below(x: i64) -> float:
    return kernels.ratio(x, y=x - 1)

below(1)
# expect traceback:
#  Traceback (most recent call last):
#    File "traceback.py", line 10, in <module>
#      below(1)
#    File "traceback.py", line 8, in below
#      return kernels.ratio(x, y=x - 1)
#    File "kernels.py", line 15, in ratio
#      raise ValueError("zero")
#  ValueError: zero
