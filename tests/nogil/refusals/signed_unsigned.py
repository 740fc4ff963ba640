# UG112: u64 mixed with a signed integer.
from ungil import i64, nogil, u64

@nogil
def mix(a: u64, b: i64) -> u64:
    return a + b  # refuse: UG112
