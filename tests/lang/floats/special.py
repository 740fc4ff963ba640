# inf and nan, and how they compare.
inf = float("inf")
nan = float("nan")
print(inf, -inf, nan)  # expect: inf -inf nan
print(inf > 1e308, -inf < 0, inf == inf, nan == nan, nan != nan, nan < 1, nan > 1)
# expect: True True True False True False False
print(inf - inf, inf * 0, inf + 1, -inf * 2, 1 / inf, inf // 2, 5 % inf, -5 % inf)
# expect: nan nan inf -inf 0.0 nan 5.0 inf
print([nan] == [nan], nan in [nan])  # expect: True True
print(max(1.0, nan), max(nan, 1.0), min(1.0, nan))  # expect: 1.0 nan 1.0
print(float("-Infinity"), float("NaN"), float("1e400"))  # expect: -inf nan inf
print(1e308 + 1e308, -1e308 - 1e308)  # expect: inf -inf
print(0.0 in [-0.0], {0.0: "a"}[-0.0])  # expect: True a
