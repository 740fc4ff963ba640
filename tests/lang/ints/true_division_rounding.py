# int / int is correctly rounded even when both are huge.
print((2 ** 53 + 1) / 1, (2 ** 62 + 1) / 3, 10 ** 30 / 10 ** 28, (10 ** 400 + 1) / 10 ** 400, 1 / 10 ** 300, -7 / 2)
# expect: 9007199254740992.0 1.5372286728091292e+18 100.0 1.0 1e-300 -3.5
print(9007199254740993 / 9007199254740992, (2 ** 70) / (2 ** 69 + 1), 3 / 10, 1 / 3 * 3 == 1.0)
# expect: 1.0 2.0 0.3 True
for a, b in ((10 ** 400, 3), (1, 0), (2 ** 2000, 1)):
    try:
        print(a / b)
    except (OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
# expect: OverflowError integer division result too large for a float
# expect: ZeroDivisionError division by zero
# expect: OverflowError integer division result too large for a float
print(sum((a * 7919 + 1) / (a + 3) for a in range(1, 50)))  # expect: 323777.89457389805
