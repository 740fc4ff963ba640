# division="ieee": float division by zero gives inf and nan.
# oracle: none
# engines: native interp
from ungil import f64, nogil

@nogil(division="ieee")
def div(a: f64, b: f64) -> f64:
    return a / b

print(div(1.0, 0.0), div(-1.0, 0.0), div(0.0, 0.0), div(1.0, -0.0), div(7.0, 2.0))  # expect: inf -inf nan -inf 3.5
