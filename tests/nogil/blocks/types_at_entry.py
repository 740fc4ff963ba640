# A block is compiled for the types that its variables have at entry.
from ungil import nogil

def double(x):
    with nogil:
        y = x + x
    return y

print(double(2), double(2.5), double(7), double(True + 0), double(-0.0))  # expect: 4 5.0 14 2 -0.0
