# Comparisons, chained ones evaluate each operand once.
def show(x):
    print("eval", x)
    return x

print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1, 1 == 1 == 1, 1 != 2 != 1)  # expect: True False True True True
print(show(1) < show(5) < show(3))
# expect: eval 1
# expect: eval 5
# expect: eval 3
# expect: False
print(show(5) < show(1) < show(3))
# expect: eval 5
# expect: eval 1
# expect: False
print(1 < 2 > 0 <= 0 != 5)  # expect: True
print(1 == 1.0, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 10 ** 30 > 1e29)
# expect: True True False True
print(3 in [1, 2, 3] == True)  # expect: False
print(1 is 1, None is None, not 1 == 2)  # expect: True True True
