# round() to even, with digits, and of ints; truncation.
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2), round(2.5, 0))
# expect: 0 2 2 0 -2 2.67 2.0
print(round(3.14159, 2), round(3.14159, 4), round(1234.5678, -2), round(1e20), round(-2.567, 1))
# expect: 3.14 3.1416 1200.0 100000000000000000000 -2.6
print(round(1234, -2), round(1250, -2), round(1350, -2), round(5), round(15, -1), round(25, -1))
# expect: 1200 1200 1400 5 20 20
print(type(round(2.0)), type(round(2.0, 1)), type(round(7, 1)))  # expect: <class 'int'> <class 'float'> <class 'int'>
print(int(2.9), int(-2.9), 7.9 // 1, -7.9 // 1)  # expect: 2 -2 7.0 -8.0
for bad in (float("nan"), float("inf")):
    try:
        print(round(bad))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
print(round(0.1 + 0.2, 15), round(1e-7, 5), round(123.456, 1), round(99.995, 2))  # expect: 0.3 0.0 123.5 100.0
