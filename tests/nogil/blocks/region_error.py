# Types that a region cannot take: RegionError when the block is entered, before anything has run.
# oracle: none
# engines: native interp
from ungil import RegionError, nogil

def double(x):
    y = 0
    with nogil:
        y = x + x
    return y

print(double(4))  # expect: 8
for bad in ("text", [1], None, {}):
    try:
        double(bad)
    except RegionError as e:
        print(type(e).__name__, isinstance(e, TypeError))
# expect: RegionError True
# expect: RegionError True
# expect: RegionError True
# expect: RegionError True
