from fractions import Fraction
import math

print(Fraction(3, 6), Fraction("1.25"), Fraction("-3/9"), Fraction(0.5), Fraction("1e-2"), repr(Fraction(7)))
# expect: 1/2 5/4 -1/3 1/2 1/100 Fraction(7, 1)
a, b = Fraction(1, 3), Fraction(3, 4)
print(a + b, a - b, a * b, a / b, a // b, b % a, a ** 2, a ** -2, divmod(b, a), -a, abs(-a))
# expect: 13/12 -5/12 1/4 4/9 0 1/12 1/9 9 (2, Fraction(1, 12)) -1/3 1/3
print(a + 1, 1 + a, 2 - a, 2 * a, 1 / a, 5 // b, 5 % b, a + 0.5, 0.5 - a, 2 ** Fraction(2), 4 ** Fraction(1, 2))
# expect: 4/3 4/3 5/3 2/3 3 6 1/2 0.8333333333333333 0.16666666666666669 4 2.0
print(a < b, a <= 1, 1 > a, a == Fraction(2, 6), a != b, a == 1 / 3, Fraction(1, 2) == 0.5, Fraction(4, 2) == 2)
# expect: True True True True True False True True
print(hash(Fraction(5)) == hash(5), hash(Fraction(1, 2)) == hash(0.5), {Fraction(1, 2): 1}[0.5])  # expect: True True 1
print(int(Fraction(-7, 2)), float(a), round(Fraction(5, 2)), round(Fraction(22, 7), 2), math.floor(b), math.ceil(b))
# expect: -3 0.3333333333333333 2 157/50 0 1
print(Fraction(math.pi).limit_denominator(1000), Fraction(1, 3).as_integer_ratio(), a.numerator, a.denominator)
# expect: 355/113 (1, 3) 1 3
print(sum([Fraction(1, n) for n in range(1, 11)]), max(a, b), sorted([b, a, Fraction(1, 2)]), bool(Fraction(0)))
# expect: 7381/2520 3/4 [Fraction(1, 3), Fraction(1, 2), Fraction(3, 4)] False
print(Fraction.from_float(0.25), isinstance(a, Fraction), f"{a}", str(Fraction(6, 3)))  # expect: 1/4 True 1/3 2
for bad in (lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction([]), lambda: a / 0):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ZeroDivisionError Fraction(1, 0)
# expect: ValueError Invalid literal for Fraction: 'x'
# expect: TypeError argument should be a string or a Rational instance
# expect: ZeroDivisionError Fraction(1, 0)
