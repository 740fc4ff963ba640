# At most 32 versions of one function.
# oracle: none
# engines: native interp
from ungil import RegionError, nogil

@nogil
def first(a, b, c, d, e, f):
    return a

made = 0
for k in range(40):
    args = [1.5 if k >> bit & 1 else 2 for bit in range(6)]
    try:
        first(*args)
        made += 1
    except RegionError as error:
        if made == 32 and k == 32:
            print(str(error))
# expect: this generic function has 32 versions already, one for each combination of argument types; annotate its parameters
print(made, first(2, 2, 2, 2, 2, 2))  # expect: 32 2
