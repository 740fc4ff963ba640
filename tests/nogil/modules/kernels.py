# Native functions for `across.py`.
import deeper
from ungil import f64, i64, nogil

SCALE = 2.5
PAIR = (1, 2.0)

@nogil
def kernel(x: f64) -> f64:
    return x * SCALE + deeper.hundred(x)

@nogil
def ratio(x, y=4):
    if y == 0:
        raise ValueError("zero")
    return x / y

@nogil
def fill(a, value):
    for i in range(len(a)):
        a[i] = value

def ordinary(x):
    return x
