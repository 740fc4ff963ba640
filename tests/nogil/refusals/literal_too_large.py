# UG114: a literal that does not fit its type.
from ungil import i64, nogil, u8

@nogil
def big() -> i64:
    x: u8 = 256  # refuse: UG114
    return x
