# ints meet floats: conversion, exact comparison, overflow.
print(1 + 0.5, 2 ** 60 + 0.0, 3 * 1.5, 7 // 2.0, -7 % 2.5, 2 ** 0.5, 2.0 ** 3, divmod(7, 1.5))
# expect: 1.5 1.152921504606847e+18 4.5 3.0 0.5 1.4142135623730951 8.0 (4.0, 1.0)
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53 + 1, 2 ** 53 + 1 > 2.0 ** 53, 10 ** 400 > 1e308, -10 ** 400 < float("-inf"), 10 ** 400 < float("inf"))
# expect: True False True True False True
print(sorted([3, 2.5, True, -1, 2 ** 70, 1e5]), max(1, 1.0), min(1.0, 1), sum([1, 2.5, True]))
# expect: [-1, True, 2.5, 3, 100000.0, 1180591620717411303424] 1 1.0 4.5
print({1: "int", 1.0: "float"}, {2 ** 70: "big"}[2.0 ** 70], hash(2 ** 70) == hash(2.0 ** 70), 3 in [3.0], [1, 2].index(2.0))
# expect: {1: 'float'} big True True 1
for f in (lambda: 10 ** 400 + 1.0, lambda: 10 ** 400 * 1.5, lambda: 1.0 // 10 ** 400 if False else 0, lambda: float(10 ** 309)):
    try:
        print(f())
    except OverflowError as e:
        print(e)
# expect: int too large to convert to float
# expect: int too large to convert to float
# expect: 0
# expect: int too large to convert to float
