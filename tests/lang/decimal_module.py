# decimal: constructors, arithmetic in three roundings, functions, formats, contexts.
# slow
from decimal import *
import random
D = Decimal
rng = random.Random(9)
def att(f, *a):
    try: return repr(f(*a))
    except Exception as e: return type(e).__name__ + ": " + str(e)
getcontext().prec = 12
vals = [D(x) for x in "-0 0.1 1234567890123456 -inf".split()]
for i in range(1): vals.append(D((rng.randrange(2), tuple(rng.randrange(10) for _ in range(rng.randrange(1, 15))), rng.randrange(-12, 8))))
import operator as o
for rnd in (ROUND_HALF_EVEN, ROUND_FLOOR):
    getcontext().rounding = rnd
    for a in vals:
        for f in (str, o.neg, o.pos, abs, int, float, bool, round, D.sqrt, D.normalize, D.to_integral_value, D.adjusted, D.as_tuple, D.to_eng_string, D.number_class, D.next_plus, D.next_minus, D.logb, D.as_integer_ratio):
            if f in (int, round, D.as_integer_ratio) and a.is_finite() and abs(a.adjusted()) > 100: continue
            print(f.__name__, a, att(f, a))
        for b in vals:
            for f in (o.add, o.sub, o.mul, o.truediv, o.floordiv, o.mod, divmod, o.eq, o.lt, o.ge, D.max, D.min, D.quantize, D.compare, D.compare_total, D.remainder_near):
                print(f.__name__, a, b, att(f, a, b))
# expect: str -0 '-0'
# expect: neg -0 Decimal('0')
# expect: pos -0 Decimal('0')
# expect: abs -0 Decimal('0')
# expect: int -0 0
# expect: float -0 -0.0
# expect: bool -0 False
# expect: round -0 0
# expect: sqrt -0 Decimal('-0')
# expect: normalize -0 Decimal('-0')
# expect: to_integral_value -0 Decimal('-0')
# expect: adjusted -0 0
# expect: as_tuple -0 DecimalTuple(sign=1, digits=(0,), exponent=0)
# expect: to_eng_string -0 '-0'
# expect: number_class -0 '-Zero'
# expect: next_plus -0 Decimal('1E-1000010')
# expect: next_minus -0 Decimal('-1E-1000010')
# expect: logb -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: as_integer_ratio -0 (0, 1)
# expect: add -0 -0 Decimal('-0')
# expect: sub -0 -0 Decimal('0')
# expect: mul -0 -0 Decimal('0')
# expect: truediv -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: floordiv -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: mod -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: divmod -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: eq -0 -0 True
# expect: lt -0 -0 False
# expect: ge -0 -0 True
# expect: max -0 -0 Decimal('-0')
# expect: min -0 -0 Decimal('-0')
# expect: quantize -0 -0 Decimal('-0')
# expect: compare -0 -0 Decimal('0')
# expect: compare_total -0 -0 Decimal('0')
# expect: remainder_near -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: add -0 0.1 Decimal('0.1')
# expect: sub -0 0.1 Decimal('-0.1')
# expect: mul -0 0.1 Decimal('-0.0')
# expect: truediv -0 0.1 Decimal('-0E+1')
# expect: floordiv -0 0.1 Decimal('-0')
# expect: mod -0 0.1 Decimal('-0.0')
# expect: divmod -0 0.1 (Decimal('-0'), Decimal('-0.0'))
# expect: eq -0 0.1 False
# expect: lt -0 0.1 True
# expect: ge -0 0.1 False
# expect: max -0 0.1 Decimal('0.1')
# expect: min -0 0.1 Decimal('-0')
# expect: quantize -0 0.1 Decimal('-0.0')
# expect: compare -0 0.1 Decimal('-1')
# expect: compare_total -0 0.1 Decimal('-1')
# expect: remainder_near -0 0.1 Decimal('-0.0')
# expect: add -0 1234567890123456 Decimal('1.23456789012E+15')
# expect: sub -0 1234567890123456 Decimal('-1.23456789012E+15')
# expect: mul -0 1234567890123456 Decimal('-0')
# expect: truediv -0 1234567890123456 Decimal('-0')
# expect: floordiv -0 1234567890123456 Decimal('-0')
# expect: mod -0 1234567890123456 Decimal('-0')
# expect: divmod -0 1234567890123456 (Decimal('-0'), Decimal('-0'))
# expect: eq -0 1234567890123456 False
# expect: lt -0 1234567890123456 True
# expect: ge -0 1234567890123456 False
# expect: max -0 1234567890123456 Decimal('1.23456789012E+15')
# expect: min -0 1234567890123456 Decimal('-0')
# expect: quantize -0 1234567890123456 Decimal('-0')
# expect: compare -0 1234567890123456 Decimal('-1')
# expect: compare_total -0 1234567890123456 Decimal('-1')
# expect: remainder_near -0 1234567890123456 Decimal('-0')
# expect: add -0 -Infinity Decimal('-Infinity')
# expect: sub -0 -Infinity Decimal('Infinity')
# expect: mul -0 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: truediv -0 -Infinity Decimal('0E-1000010')
# expect: floordiv -0 -Infinity Decimal('0')
# expect: mod -0 -Infinity Decimal('-0')
# expect: divmod -0 -Infinity (Decimal('0'), Decimal('-0'))
# expect: eq -0 -Infinity False
# expect: lt -0 -Infinity False
# expect: ge -0 -Infinity True
# expect: max -0 -Infinity Decimal('-0')
# expect: min -0 -Infinity Decimal('-Infinity')
# expect: quantize -0 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -0 -Infinity Decimal('1')
# expect: compare_total -0 -Infinity Decimal('1')
# expect: remainder_near -0 -Infinity Decimal('-0')
# expect: add -0 -54220587.91 Decimal('-54220587.91')
# expect: sub -0 -54220587.91 Decimal('54220587.91')
# expect: mul -0 -54220587.91 Decimal('0.00')
# expect: truediv -0 -54220587.91 Decimal('0E+2')
# expect: floordiv -0 -54220587.91 Decimal('0')
# expect: mod -0 -54220587.91 Decimal('-0.00')
# expect: divmod -0 -54220587.91 (Decimal('0'), Decimal('-0.00'))
# expect: eq -0 -54220587.91 False
# expect: lt -0 -54220587.91 False
# expect: ge -0 -54220587.91 True
# expect: max -0 -54220587.91 Decimal('-0')
# expect: min -0 -54220587.91 Decimal('-54220587.91')
# expect: quantize -0 -54220587.91 Decimal('-0.00')
# expect: compare -0 -54220587.91 Decimal('1')
# expect: compare_total -0 -54220587.91 Decimal('1')
# expect: remainder_near -0 -54220587.91 Decimal('-0.00')
# expect: str 0.1 '0.1'
# expect: neg 0.1 Decimal('-0.1')
# expect: pos 0.1 Decimal('0.1')
# expect: abs 0.1 Decimal('0.1')
# expect: int 0.1 0
# expect: float 0.1 0.1
# expect: bool 0.1 True
# expect: round 0.1 0
# expect: sqrt 0.1 Decimal('0.316227766017')
# expect: normalize 0.1 Decimal('0.1')
# expect: to_integral_value 0.1 Decimal('0')
# expect: adjusted 0.1 -1
# expect: as_tuple 0.1 DecimalTuple(sign=0, digits=(1,), exponent=-1)
# expect: to_eng_string 0.1 '0.1'
# expect: number_class 0.1 '+Normal'
# expect: next_plus 0.1 Decimal('0.100000000001')
# expect: next_minus 0.1 Decimal('0.0999999999999')
# expect: logb 0.1 Decimal('-1')
# expect: as_integer_ratio 0.1 (1, 10)
# expect: add 0.1 -0 Decimal('0.1')
# expect: sub 0.1 -0 Decimal('0.1')
# expect: mul 0.1 -0 Decimal('-0.0')
# expect: truediv 0.1 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: floordiv 0.1 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: mod 0.1 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod 0.1 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>, <class 'decimal.DivisionByZero'>]
# expect: eq 0.1 -0 False
# expect: lt 0.1 -0 False
# expect: ge 0.1 -0 True
# expect: max 0.1 -0 Decimal('0.1')
# expect: min 0.1 -0 Decimal('-0')
# expect: quantize 0.1 -0 Decimal('0')
# expect: compare 0.1 -0 Decimal('1')
# expect: compare_total 0.1 -0 Decimal('1')
# expect: remainder_near 0.1 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add 0.1 0.1 Decimal('0.2')
# expect: sub 0.1 0.1 Decimal('0.0')
# expect: mul 0.1 0.1 Decimal('0.01')
# expect: truediv 0.1 0.1 Decimal('1')
# expect: floordiv 0.1 0.1 Decimal('1')
# expect: mod 0.1 0.1 Decimal('0.0')
# expect: divmod 0.1 0.1 (Decimal('1'), Decimal('0.0'))
# expect: eq 0.1 0.1 True
# expect: lt 0.1 0.1 False
# expect: ge 0.1 0.1 True
# expect: max 0.1 0.1 Decimal('0.1')
# expect: min 0.1 0.1 Decimal('0.1')
# expect: quantize 0.1 0.1 Decimal('0.1')
# expect: compare 0.1 0.1 Decimal('0')
# expect: compare_total 0.1 0.1 Decimal('0')
# expect: remainder_near 0.1 0.1 Decimal('0.0')
# expect: add 0.1 1234567890123456 Decimal('1.23456789012E+15')
# expect: sub 0.1 1234567890123456 Decimal('-1.23456789012E+15')
# expect: mul 0.1 1234567890123456 Decimal('1.23456789012E+14')
# expect: truediv 0.1 1234567890123456 Decimal('8.10000007290E-17')
# expect: floordiv 0.1 1234567890123456 Decimal('0')
# expect: mod 0.1 1234567890123456 Decimal('0.1')
# expect: divmod 0.1 1234567890123456 (Decimal('0'), Decimal('0.1'))
# expect: eq 0.1 1234567890123456 False
# expect: lt 0.1 1234567890123456 True
# expect: ge 0.1 1234567890123456 False
# expect: max 0.1 1234567890123456 Decimal('1.23456789012E+15')
# expect: min 0.1 1234567890123456 Decimal('0.1')
# expect: quantize 0.1 1234567890123456 Decimal('0')
# expect: compare 0.1 1234567890123456 Decimal('-1')
# expect: compare_total 0.1 1234567890123456 Decimal('-1')
# expect: remainder_near 0.1 1234567890123456 Decimal('0.1')
# expect: add 0.1 -Infinity Decimal('-Infinity')
# expect: sub 0.1 -Infinity Decimal('Infinity')
# expect: mul 0.1 -Infinity Decimal('-Infinity')
# expect: truediv 0.1 -Infinity Decimal('-0E-1000010')
# expect: floordiv 0.1 -Infinity Decimal('-0')
# expect: mod 0.1 -Infinity Decimal('0.1')
# expect: divmod 0.1 -Infinity (Decimal('-0'), Decimal('0.1'))
# expect: eq 0.1 -Infinity False
# expect: lt 0.1 -Infinity False
# expect: ge 0.1 -Infinity True
# expect: max 0.1 -Infinity Decimal('0.1')
# expect: min 0.1 -Infinity Decimal('-Infinity')
# expect: quantize 0.1 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 0.1 -Infinity Decimal('1')
# expect: compare_total 0.1 -Infinity Decimal('1')
# expect: remainder_near 0.1 -Infinity Decimal('0.1')
# expect: add 0.1 -54220587.91 Decimal('-54220587.81')
# expect: sub 0.1 -54220587.91 Decimal('54220588.01')
# expect: mul 0.1 -54220587.91 Decimal('-5422058.791')
# expect: truediv 0.1 -54220587.91 Decimal('-1.84431788467E-9')
# expect: floordiv 0.1 -54220587.91 Decimal('-0')
# expect: mod 0.1 -54220587.91 Decimal('0.10')
# expect: divmod 0.1 -54220587.91 (Decimal('-0'), Decimal('0.10'))
# expect: eq 0.1 -54220587.91 False
# expect: lt 0.1 -54220587.91 False
# expect: ge 0.1 -54220587.91 True
# expect: max 0.1 -54220587.91 Decimal('0.1')
# expect: min 0.1 -54220587.91 Decimal('-54220587.91')
# expect: quantize 0.1 -54220587.91 Decimal('0.10')
# expect: compare 0.1 -54220587.91 Decimal('1')
# expect: compare_total 0.1 -54220587.91 Decimal('1')
# expect: remainder_near 0.1 -54220587.91 Decimal('0.10')
# expect: str 1234567890123456 '1234567890123456'
# expect: neg 1234567890123456 Decimal('-1.23456789012E+15')
# expect: pos 1234567890123456 Decimal('1.23456789012E+15')
# expect: abs 1234567890123456 Decimal('1.23456789012E+15')
# expect: int 1234567890123456 1234567890123456
# expect: float 1234567890123456 1234567890123456.0
# expect: bool 1234567890123456 True
# expect: round 1234567890123456 1234567890123456
# expect: sqrt 1234567890123456 Decimal('35136418.2882')
# expect: normalize 1234567890123456 Decimal('1.23456789012E+15')
# expect: to_integral_value 1234567890123456 Decimal('1234567890123456')
# expect: adjusted 1234567890123456 15
# expect: as_tuple 1234567890123456 DecimalTuple(sign=0, digits=(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6), exponent=0)
# expect: to_eng_string 1234567890123456 '1234567890123456'
# expect: number_class 1234567890123456 '+Normal'
# expect: next_plus 1234567890123456 Decimal('1.23456789013E+15')
# expect: next_minus 1234567890123456 Decimal('1.23456789012E+15')
# expect: logb 1234567890123456 Decimal('15')
# expect: as_integer_ratio 1234567890123456 (1234567890123456, 1)
# expect: add 1234567890123456 -0 Decimal('1.23456789012E+15')
# expect: sub 1234567890123456 -0 Decimal('1.23456789012E+15')
# expect: mul 1234567890123456 -0 Decimal('-0')
# expect: truediv 1234567890123456 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: floordiv 1234567890123456 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: mod 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>, <class 'decimal.DivisionByZero'>]
# expect: eq 1234567890123456 -0 False
# expect: lt 1234567890123456 -0 False
# expect: ge 1234567890123456 -0 True
# expect: max 1234567890123456 -0 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 -0 Decimal('-0')
# expect: quantize 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 -0 Decimal('1')
# expect: compare_total 1234567890123456 -0 Decimal('1')
# expect: remainder_near 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add 1234567890123456 0.1 Decimal('1.23456789012E+15')
# expect: sub 1234567890123456 0.1 Decimal('1.23456789012E+15')
# expect: mul 1234567890123456 0.1 Decimal('1.23456789012E+14')
# expect: truediv 1234567890123456 0.1 Decimal('1.23456789012E+16')
# expect: floordiv 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: mod 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: divmod 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: eq 1234567890123456 0.1 False
# expect: lt 1234567890123456 0.1 False
# expect: ge 1234567890123456 0.1 True
# expect: max 1234567890123456 0.1 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 0.1 Decimal('0.1')
# expect: quantize 1234567890123456 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 0.1 Decimal('1')
# expect: compare_total 1234567890123456 0.1 Decimal('1')
# expect: remainder_near 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: add 1234567890123456 1234567890123456 Decimal('2.46913578025E+15')
# expect: sub 1234567890123456 1234567890123456 Decimal('0')
# expect: mul 1234567890123456 1234567890123456 Decimal('1.52415787532E+30')
# expect: truediv 1234567890123456 1234567890123456 Decimal('1')
# expect: floordiv 1234567890123456 1234567890123456 Decimal('1')
# expect: mod 1234567890123456 1234567890123456 Decimal('0')
# expect: divmod 1234567890123456 1234567890123456 (Decimal('1'), Decimal('0'))
# expect: eq 1234567890123456 1234567890123456 True
# expect: lt 1234567890123456 1234567890123456 False
# expect: ge 1234567890123456 1234567890123456 True
# expect: max 1234567890123456 1234567890123456 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 1234567890123456 Decimal('1.23456789012E+15')
# expect: quantize 1234567890123456 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 1234567890123456 Decimal('0')
# expect: compare_total 1234567890123456 1234567890123456 Decimal('0')
# expect: remainder_near 1234567890123456 1234567890123456 Decimal('0')
# expect: add 1234567890123456 -Infinity Decimal('-Infinity')
# expect: sub 1234567890123456 -Infinity Decimal('Infinity')
# expect: mul 1234567890123456 -Infinity Decimal('-Infinity')
# expect: truediv 1234567890123456 -Infinity Decimal('-0E-1000010')
# expect: floordiv 1234567890123456 -Infinity Decimal('-0')
# expect: mod 1234567890123456 -Infinity Decimal('1.23456789012E+15')
# expect: divmod 1234567890123456 -Infinity (Decimal('-0'), Decimal('1.23456789012E+15'))
# expect: eq 1234567890123456 -Infinity False
# expect: lt 1234567890123456 -Infinity False
# expect: ge 1234567890123456 -Infinity True
# expect: max 1234567890123456 -Infinity Decimal('1.23456789012E+15')
# expect: min 1234567890123456 -Infinity Decimal('-Infinity')
# expect: quantize 1234567890123456 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 -Infinity Decimal('1')
# expect: compare_total 1234567890123456 -Infinity Decimal('1')
# expect: remainder_near 1234567890123456 -Infinity Decimal('1.23456789012E+15')
# expect: add 1234567890123456 -54220587.91 Decimal('1.23456783590E+15')
# expect: sub 1234567890123456 -54220587.91 Decimal('1.23456794434E+15')
# expect: mul 1234567890123456 -54220587.91 Decimal('-6.69389968173E+22')
# expect: truediv 1234567890123456 -54220587.91 Decimal('-22769356.3960')
# expect: floordiv 1234567890123456 -54220587.91 Decimal('-22769356')
# expect: mod 1234567890123456 -54220587.91 Decimal('21471370.04')
# expect: divmod 1234567890123456 -54220587.91 (Decimal('-22769356'), Decimal('21471370.04'))
# expect: eq 1234567890123456 -54220587.91 False
# expect: lt 1234567890123456 -54220587.91 False
# expect: ge 1234567890123456 -54220587.91 True
# expect: max 1234567890123456 -54220587.91 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 -54220587.91 Decimal('-54220587.91')
# expect: quantize 1234567890123456 -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 -54220587.91 Decimal('1')
# expect: compare_total 1234567890123456 -54220587.91 Decimal('1')
# expect: remainder_near 1234567890123456 -54220587.91 Decimal('21471370.04')
# expect: str -Infinity '-Infinity'
# expect: neg -Infinity Decimal('Infinity')
# expect: pos -Infinity Decimal('-Infinity')
# expect: abs -Infinity Decimal('Infinity')
# expect: int -Infinity OverflowError: cannot convert Infinity to integer
# expect: float -Infinity -inf
# expect: bool -Infinity True
# expect: round -Infinity OverflowError: cannot convert Infinity to integer
# expect: sqrt -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: normalize -Infinity Decimal('-Infinity')
# expect: to_integral_value -Infinity Decimal('-Infinity')
# expect: adjusted -Infinity 0
# expect: as_tuple -Infinity DecimalTuple(sign=1, digits=(0,), exponent='F')
# expect: to_eng_string -Infinity '-Infinity'
# expect: number_class -Infinity '-Infinity'
# expect: next_plus -Infinity Decimal('-9.99999999999E+999999')
# expect: next_minus -Infinity Decimal('-Infinity')
# expect: logb -Infinity Decimal('Infinity')
# expect: as_integer_ratio -Infinity OverflowError: cannot convert Infinity to integer ratio
# expect: add -Infinity -0 Decimal('-Infinity')
# expect: sub -Infinity -0 Decimal('-Infinity')
# expect: mul -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: truediv -Infinity -0 Decimal('Infinity')
# expect: floordiv -Infinity -0 Decimal('Infinity')
# expect: mod -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity -0 False
# expect: lt -Infinity -0 True
# expect: ge -Infinity -0 False
# expect: max -Infinity -0 Decimal('-0')
# expect: min -Infinity -0 Decimal('-Infinity')
# expect: quantize -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity -0 Decimal('-1')
# expect: compare_total -Infinity -0 Decimal('-1')
# expect: remainder_near -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity 0.1 Decimal('-Infinity')
# expect: sub -Infinity 0.1 Decimal('-Infinity')
# expect: mul -Infinity 0.1 Decimal('-Infinity')
# expect: truediv -Infinity 0.1 Decimal('-Infinity')
# expect: floordiv -Infinity 0.1 Decimal('-Infinity')
# expect: mod -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity 0.1 False
# expect: lt -Infinity 0.1 True
# expect: ge -Infinity 0.1 False
# expect: max -Infinity 0.1 Decimal('0.1')
# expect: min -Infinity 0.1 Decimal('-Infinity')
# expect: quantize -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity 0.1 Decimal('-1')
# expect: compare_total -Infinity 0.1 Decimal('-1')
# expect: remainder_near -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity 1234567890123456 Decimal('-Infinity')
# expect: sub -Infinity 1234567890123456 Decimal('-Infinity')
# expect: mul -Infinity 1234567890123456 Decimal('-Infinity')
# expect: truediv -Infinity 1234567890123456 Decimal('-Infinity')
# expect: floordiv -Infinity 1234567890123456 Decimal('-Infinity')
# expect: mod -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity 1234567890123456 False
# expect: lt -Infinity 1234567890123456 True
# expect: ge -Infinity 1234567890123456 False
# expect: max -Infinity 1234567890123456 Decimal('1.23456789012E+15')
# expect: min -Infinity 1234567890123456 Decimal('-Infinity')
# expect: quantize -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity 1234567890123456 Decimal('-1')
# expect: compare_total -Infinity 1234567890123456 Decimal('-1')
# expect: remainder_near -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity -Infinity Decimal('-Infinity')
# expect: sub -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: mul -Infinity -Infinity Decimal('Infinity')
# expect: truediv -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: floordiv -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: mod -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity -Infinity True
# expect: lt -Infinity -Infinity False
# expect: ge -Infinity -Infinity True
# expect: max -Infinity -Infinity Decimal('-Infinity')
# expect: min -Infinity -Infinity Decimal('-Infinity')
# expect: quantize -Infinity -Infinity Decimal('-Infinity')
# expect: compare -Infinity -Infinity Decimal('0')
# expect: compare_total -Infinity -Infinity Decimal('0')
# expect: remainder_near -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity -54220587.91 Decimal('-Infinity')
# expect: sub -Infinity -54220587.91 Decimal('-Infinity')
# expect: mul -Infinity -54220587.91 Decimal('Infinity')
# expect: truediv -Infinity -54220587.91 Decimal('Infinity')
# expect: floordiv -Infinity -54220587.91 Decimal('Infinity')
# expect: mod -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity -54220587.91 False
# expect: lt -Infinity -54220587.91 True
# expect: ge -Infinity -54220587.91 False
# expect: max -Infinity -54220587.91 Decimal('-54220587.91')
# expect: min -Infinity -54220587.91 Decimal('-Infinity')
# expect: quantize -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity -54220587.91 Decimal('-1')
# expect: compare_total -Infinity -54220587.91 Decimal('-1')
# expect: remainder_near -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: str -54220587.91 '-54220587.91'
# expect: neg -54220587.91 Decimal('54220587.91')
# expect: pos -54220587.91 Decimal('-54220587.91')
# expect: abs -54220587.91 Decimal('54220587.91')
# expect: int -54220587.91 -54220587
# expect: float -54220587.91 -54220587.91
# expect: bool -54220587.91 True
# expect: round -54220587.91 -54220588
# expect: sqrt -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: normalize -54220587.91 Decimal('-54220587.91')
# expect: to_integral_value -54220587.91 Decimal('-54220588')
# expect: adjusted -54220587.91 7
# expect: as_tuple -54220587.91 DecimalTuple(sign=1, digits=(5, 4, 2, 2, 0, 5, 8, 7, 9, 1), exponent=-2)
# expect: to_eng_string -54220587.91 '-54220587.91'
# expect: number_class -54220587.91 '-Normal'
# expect: next_plus -54220587.91 Decimal('-54220587.9099')
# expect: next_minus -54220587.91 Decimal('-54220587.9101')
# expect: logb -54220587.91 Decimal('7')
# expect: as_integer_ratio -54220587.91 (-5422058791, 100)
# expect: add -54220587.91 -0 Decimal('-54220587.91')
# expect: sub -54220587.91 -0 Decimal('-54220587.91')
# expect: mul -54220587.91 -0 Decimal('0.00')
# expect: truediv -54220587.91 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: floordiv -54220587.91 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: mod -54220587.91 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -54220587.91 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>, <class 'decimal.DivisionByZero'>]
# expect: eq -54220587.91 -0 False
# expect: lt -54220587.91 -0 True
# expect: ge -54220587.91 -0 False
# expect: max -54220587.91 -0 Decimal('-0')
# expect: min -54220587.91 -0 Decimal('-54220587.91')
# expect: quantize -54220587.91 -0 Decimal('-54220588')
# expect: compare -54220587.91 -0 Decimal('-1')
# expect: compare_total -54220587.91 -0 Decimal('-1')
# expect: remainder_near -54220587.91 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -54220587.91 0.1 Decimal('-54220587.81')
# expect: sub -54220587.91 0.1 Decimal('-54220588.01')
# expect: mul -54220587.91 0.1 Decimal('-5422058.791')
# expect: truediv -54220587.91 0.1 Decimal('-542205879.1')
# expect: floordiv -54220587.91 0.1 Decimal('-542205879')
# expect: mod -54220587.91 0.1 Decimal('-0.01')
# expect: divmod -54220587.91 0.1 (Decimal('-542205879'), Decimal('-0.01'))
# expect: eq -54220587.91 0.1 False
# expect: lt -54220587.91 0.1 True
# expect: ge -54220587.91 0.1 False
# expect: max -54220587.91 0.1 Decimal('0.1')
# expect: min -54220587.91 0.1 Decimal('-54220587.91')
# expect: quantize -54220587.91 0.1 Decimal('-54220587.9')
# expect: compare -54220587.91 0.1 Decimal('-1')
# expect: compare_total -54220587.91 0.1 Decimal('-1')
# expect: remainder_near -54220587.91 0.1 Decimal('-0.01')
# expect: add -54220587.91 1234567890123456 Decimal('1.23456783590E+15')
# expect: sub -54220587.91 1234567890123456 Decimal('-1.23456794434E+15')
# expect: mul -54220587.91 1234567890123456 Decimal('-6.69389968173E+22')
# expect: truediv -54220587.91 1234567890123456 Decimal('-4.39186766024E-8')
# expect: floordiv -54220587.91 1234567890123456 Decimal('-0')
# expect: mod -54220587.91 1234567890123456 Decimal('-54220587.91')
# expect: divmod -54220587.91 1234567890123456 (Decimal('-0'), Decimal('-54220587.91'))
# expect: eq -54220587.91 1234567890123456 False
# expect: lt -54220587.91 1234567890123456 True
# expect: ge -54220587.91 1234567890123456 False
# expect: max -54220587.91 1234567890123456 Decimal('1.23456789012E+15')
# expect: min -54220587.91 1234567890123456 Decimal('-54220587.91')
# expect: quantize -54220587.91 1234567890123456 Decimal('-54220588')
# expect: compare -54220587.91 1234567890123456 Decimal('-1')
# expect: compare_total -54220587.91 1234567890123456 Decimal('-1')
# expect: remainder_near -54220587.91 1234567890123456 Decimal('-54220587.91')
# expect: add -54220587.91 -Infinity Decimal('-Infinity')
# expect: sub -54220587.91 -Infinity Decimal('Infinity')
# expect: mul -54220587.91 -Infinity Decimal('Infinity')
# expect: truediv -54220587.91 -Infinity Decimal('0E-1000010')
# expect: floordiv -54220587.91 -Infinity Decimal('0')
# expect: mod -54220587.91 -Infinity Decimal('-54220587.91')
# expect: divmod -54220587.91 -Infinity (Decimal('0'), Decimal('-54220587.91'))
# expect: eq -54220587.91 -Infinity False
# expect: lt -54220587.91 -Infinity False
# expect: ge -54220587.91 -Infinity True
# expect: max -54220587.91 -Infinity Decimal('-54220587.91')
# expect: min -54220587.91 -Infinity Decimal('-Infinity')
# expect: quantize -54220587.91 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -54220587.91 -Infinity Decimal('1')
# expect: compare_total -54220587.91 -Infinity Decimal('1')
# expect: remainder_near -54220587.91 -Infinity Decimal('-54220587.91')
# expect: add -54220587.91 -54220587.91 Decimal('-108441175.82')
# expect: sub -54220587.91 -54220587.91 Decimal('0.00')
# expect: mul -54220587.91 -54220587.91 Decimal('2.93987215331E+15')
# expect: truediv -54220587.91 -54220587.91 Decimal('1')
# expect: floordiv -54220587.91 -54220587.91 Decimal('1')
# expect: mod -54220587.91 -54220587.91 Decimal('-0.00')
# expect: divmod -54220587.91 -54220587.91 (Decimal('1'), Decimal('-0.00'))
# expect: eq -54220587.91 -54220587.91 True
# expect: lt -54220587.91 -54220587.91 False
# expect: ge -54220587.91 -54220587.91 True
# expect: max -54220587.91 -54220587.91 Decimal('-54220587.91')
# expect: min -54220587.91 -54220587.91 Decimal('-54220587.91')
# expect: quantize -54220587.91 -54220587.91 Decimal('-54220587.91')
# expect: compare -54220587.91 -54220587.91 Decimal('0')
# expect: compare_total -54220587.91 -54220587.91 Decimal('0')
# expect: remainder_near -54220587.91 -54220587.91 Decimal('-0.00')
# expect: str -0 '-0'
# expect: neg -0 Decimal('0')
# expect: pos -0 Decimal('-0')
# expect: abs -0 Decimal('0')
# expect: int -0 0
# expect: float -0 -0.0
# expect: bool -0 False
# expect: round -0 0
# expect: sqrt -0 Decimal('-0')
# expect: normalize -0 Decimal('-0')
# expect: to_integral_value -0 Decimal('-0')
# expect: adjusted -0 0
# expect: as_tuple -0 DecimalTuple(sign=1, digits=(0,), exponent=0)
# expect: to_eng_string -0 '-0'
# expect: number_class -0 '-Zero'
# expect: next_plus -0 Decimal('1E-1000010')
# expect: next_minus -0 Decimal('-1E-1000010')
# expect: logb -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: as_integer_ratio -0 (0, 1)
# expect: add -0 -0 Decimal('-0')
# expect: sub -0 -0 Decimal('-0')
# expect: mul -0 -0 Decimal('0')
# expect: truediv -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: floordiv -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: mod -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: divmod -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: eq -0 -0 True
# expect: lt -0 -0 False
# expect: ge -0 -0 True
# expect: max -0 -0 Decimal('-0')
# expect: min -0 -0 Decimal('-0')
# expect: quantize -0 -0 Decimal('-0')
# expect: compare -0 -0 Decimal('0')
# expect: compare_total -0 -0 Decimal('0')
# expect: remainder_near -0 -0 InvalidOperation: [<class 'decimal.DivisionUndefined'>]
# expect: add -0 0.1 Decimal('0.1')
# expect: sub -0 0.1 Decimal('-0.1')
# expect: mul -0 0.1 Decimal('-0.0')
# expect: truediv -0 0.1 Decimal('-0E+1')
# expect: floordiv -0 0.1 Decimal('-0')
# expect: mod -0 0.1 Decimal('-0.0')
# expect: divmod -0 0.1 (Decimal('-0'), Decimal('-0.0'))
# expect: eq -0 0.1 False
# expect: lt -0 0.1 True
# expect: ge -0 0.1 False
# expect: max -0 0.1 Decimal('0.1')
# expect: min -0 0.1 Decimal('-0')
# expect: quantize -0 0.1 Decimal('-0.0')
# expect: compare -0 0.1 Decimal('-1')
# expect: compare_total -0 0.1 Decimal('-1')
# expect: remainder_near -0 0.1 Decimal('-0.0')
# expect: add -0 1234567890123456 Decimal('1.23456789012E+15')
# expect: sub -0 1234567890123456 Decimal('-1.23456789013E+15')
# expect: mul -0 1234567890123456 Decimal('-0')
# expect: truediv -0 1234567890123456 Decimal('-0')
# expect: floordiv -0 1234567890123456 Decimal('-0')
# expect: mod -0 1234567890123456 Decimal('-0')
# expect: divmod -0 1234567890123456 (Decimal('-0'), Decimal('-0'))
# expect: eq -0 1234567890123456 False
# expect: lt -0 1234567890123456 True
# expect: ge -0 1234567890123456 False
# expect: max -0 1234567890123456 Decimal('1.23456789012E+15')
# expect: min -0 1234567890123456 Decimal('-0')
# expect: quantize -0 1234567890123456 Decimal('-0')
# expect: compare -0 1234567890123456 Decimal('-1')
# expect: compare_total -0 1234567890123456 Decimal('-1')
# expect: remainder_near -0 1234567890123456 Decimal('-0')
# expect: add -0 -Infinity Decimal('-Infinity')
# expect: sub -0 -Infinity Decimal('Infinity')
# expect: mul -0 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: truediv -0 -Infinity Decimal('0E-1000010')
# expect: floordiv -0 -Infinity Decimal('0')
# expect: mod -0 -Infinity Decimal('-0')
# expect: divmod -0 -Infinity (Decimal('0'), Decimal('-0'))
# expect: eq -0 -Infinity False
# expect: lt -0 -Infinity False
# expect: ge -0 -Infinity True
# expect: max -0 -Infinity Decimal('-0')
# expect: min -0 -Infinity Decimal('-Infinity')
# expect: quantize -0 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -0 -Infinity Decimal('1')
# expect: compare_total -0 -Infinity Decimal('1')
# expect: remainder_near -0 -Infinity Decimal('-0')
# expect: add -0 -54220587.91 Decimal('-54220587.91')
# expect: sub -0 -54220587.91 Decimal('54220587.91')
# expect: mul -0 -54220587.91 Decimal('0.00')
# expect: truediv -0 -54220587.91 Decimal('0E+2')
# expect: floordiv -0 -54220587.91 Decimal('0')
# expect: mod -0 -54220587.91 Decimal('-0.00')
# expect: divmod -0 -54220587.91 (Decimal('0'), Decimal('-0.00'))
# expect: eq -0 -54220587.91 False
# expect: lt -0 -54220587.91 False
# expect: ge -0 -54220587.91 True
# expect: max -0 -54220587.91 Decimal('-0')
# expect: min -0 -54220587.91 Decimal('-54220587.91')
# expect: quantize -0 -54220587.91 Decimal('-0.00')
# expect: compare -0 -54220587.91 Decimal('1')
# expect: compare_total -0 -54220587.91 Decimal('1')
# expect: remainder_near -0 -54220587.91 Decimal('-0.00')
# expect: str 0.1 '0.1'
# expect: neg 0.1 Decimal('-0.1')
# expect: pos 0.1 Decimal('0.1')
# expect: abs 0.1 Decimal('0.1')
# expect: int 0.1 0
# expect: float 0.1 0.1
# expect: bool 0.1 True
# expect: round 0.1 0
# expect: sqrt 0.1 Decimal('0.316227766017')
# expect: normalize 0.1 Decimal('0.1')
# expect: to_integral_value 0.1 Decimal('0')
# expect: adjusted 0.1 -1
# expect: as_tuple 0.1 DecimalTuple(sign=0, digits=(1,), exponent=-1)
# expect: to_eng_string 0.1 '0.1'
# expect: number_class 0.1 '+Normal'
# expect: next_plus 0.1 Decimal('0.100000000001')
# expect: next_minus 0.1 Decimal('0.0999999999999')
# expect: logb 0.1 Decimal('-1')
# expect: as_integer_ratio 0.1 (1, 10)
# expect: add 0.1 -0 Decimal('0.1')
# expect: sub 0.1 -0 Decimal('0.1')
# expect: mul 0.1 -0 Decimal('-0.0')
# expect: truediv 0.1 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: floordiv 0.1 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: mod 0.1 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod 0.1 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>, <class 'decimal.DivisionByZero'>]
# expect: eq 0.1 -0 False
# expect: lt 0.1 -0 False
# expect: ge 0.1 -0 True
# expect: max 0.1 -0 Decimal('0.1')
# expect: min 0.1 -0 Decimal('-0')
# expect: quantize 0.1 -0 Decimal('0')
# expect: compare 0.1 -0 Decimal('1')
# expect: compare_total 0.1 -0 Decimal('1')
# expect: remainder_near 0.1 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add 0.1 0.1 Decimal('0.2')
# expect: sub 0.1 0.1 Decimal('-0.0')
# expect: mul 0.1 0.1 Decimal('0.01')
# expect: truediv 0.1 0.1 Decimal('1')
# expect: floordiv 0.1 0.1 Decimal('1')
# expect: mod 0.1 0.1 Decimal('0.0')
# expect: divmod 0.1 0.1 (Decimal('1'), Decimal('0.0'))
# expect: eq 0.1 0.1 True
# expect: lt 0.1 0.1 False
# expect: ge 0.1 0.1 True
# expect: max 0.1 0.1 Decimal('0.1')
# expect: min 0.1 0.1 Decimal('0.1')
# expect: quantize 0.1 0.1 Decimal('0.1')
# expect: compare 0.1 0.1 Decimal('0')
# expect: compare_total 0.1 0.1 Decimal('0')
# expect: remainder_near 0.1 0.1 Decimal('0.0')
# expect: add 0.1 1234567890123456 Decimal('1.23456789012E+15')
# expect: sub 0.1 1234567890123456 Decimal('-1.23456789013E+15')
# expect: mul 0.1 1234567890123456 Decimal('1.23456789012E+14')
# expect: truediv 0.1 1234567890123456 Decimal('8.10000007290E-17')
# expect: floordiv 0.1 1234567890123456 Decimal('0')
# expect: mod 0.1 1234567890123456 Decimal('0.1')
# expect: divmod 0.1 1234567890123456 (Decimal('0'), Decimal('0.1'))
# expect: eq 0.1 1234567890123456 False
# expect: lt 0.1 1234567890123456 True
# expect: ge 0.1 1234567890123456 False
# expect: max 0.1 1234567890123456 Decimal('1.23456789012E+15')
# expect: min 0.1 1234567890123456 Decimal('0.1')
# expect: quantize 0.1 1234567890123456 Decimal('0')
# expect: compare 0.1 1234567890123456 Decimal('-1')
# expect: compare_total 0.1 1234567890123456 Decimal('-1')
# expect: remainder_near 0.1 1234567890123456 Decimal('0.1')
# expect: add 0.1 -Infinity Decimal('-Infinity')
# expect: sub 0.1 -Infinity Decimal('Infinity')
# expect: mul 0.1 -Infinity Decimal('-Infinity')
# expect: truediv 0.1 -Infinity Decimal('-0E-1000010')
# expect: floordiv 0.1 -Infinity Decimal('-0')
# expect: mod 0.1 -Infinity Decimal('0.1')
# expect: divmod 0.1 -Infinity (Decimal('-0'), Decimal('0.1'))
# expect: eq 0.1 -Infinity False
# expect: lt 0.1 -Infinity False
# expect: ge 0.1 -Infinity True
# expect: max 0.1 -Infinity Decimal('0.1')
# expect: min 0.1 -Infinity Decimal('-Infinity')
# expect: quantize 0.1 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 0.1 -Infinity Decimal('1')
# expect: compare_total 0.1 -Infinity Decimal('1')
# expect: remainder_near 0.1 -Infinity Decimal('0.1')
# expect: add 0.1 -54220587.91 Decimal('-54220587.81')
# expect: sub 0.1 -54220587.91 Decimal('54220588.01')
# expect: mul 0.1 -54220587.91 Decimal('-5422058.791')
# expect: truediv 0.1 -54220587.91 Decimal('-1.84431788468E-9')
# expect: floordiv 0.1 -54220587.91 Decimal('-0')
# expect: mod 0.1 -54220587.91 Decimal('0.10')
# expect: divmod 0.1 -54220587.91 (Decimal('-0'), Decimal('0.10'))
# expect: eq 0.1 -54220587.91 False
# expect: lt 0.1 -54220587.91 False
# expect: ge 0.1 -54220587.91 True
# expect: max 0.1 -54220587.91 Decimal('0.1')
# expect: min 0.1 -54220587.91 Decimal('-54220587.91')
# expect: quantize 0.1 -54220587.91 Decimal('0.10')
# expect: compare 0.1 -54220587.91 Decimal('1')
# expect: compare_total 0.1 -54220587.91 Decimal('1')
# expect: remainder_near 0.1 -54220587.91 Decimal('0.10')
# expect: str 1234567890123456 '1234567890123456'
# expect: neg 1234567890123456 Decimal('-1.23456789013E+15')
# expect: pos 1234567890123456 Decimal('1.23456789012E+15')
# expect: abs 1234567890123456 Decimal('1.23456789012E+15')
# expect: int 1234567890123456 1234567890123456
# expect: float 1234567890123456 1234567890123456.0
# expect: bool 1234567890123456 True
# expect: round 1234567890123456 1234567890123456
# expect: sqrt 1234567890123456 Decimal('35136418.2882')
# expect: normalize 1234567890123456 Decimal('1.23456789012E+15')
# expect: to_integral_value 1234567890123456 Decimal('1234567890123456')
# expect: adjusted 1234567890123456 15
# expect: as_tuple 1234567890123456 DecimalTuple(sign=0, digits=(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6), exponent=0)
# expect: to_eng_string 1234567890123456 '1234567890123456'
# expect: number_class 1234567890123456 '+Normal'
# expect: next_plus 1234567890123456 Decimal('1.23456789013E+15')
# expect: next_minus 1234567890123456 Decimal('1.23456789012E+15')
# expect: logb 1234567890123456 Decimal('15')
# expect: as_integer_ratio 1234567890123456 (1234567890123456, 1)
# expect: add 1234567890123456 -0 Decimal('1.23456789012E+15')
# expect: sub 1234567890123456 -0 Decimal('1.23456789012E+15')
# expect: mul 1234567890123456 -0 Decimal('-0')
# expect: truediv 1234567890123456 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: floordiv 1234567890123456 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: mod 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>, <class 'decimal.DivisionByZero'>]
# expect: eq 1234567890123456 -0 False
# expect: lt 1234567890123456 -0 False
# expect: ge 1234567890123456 -0 True
# expect: max 1234567890123456 -0 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 -0 Decimal('-0')
# expect: quantize 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 -0 Decimal('1')
# expect: compare_total 1234567890123456 -0 Decimal('1')
# expect: remainder_near 1234567890123456 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add 1234567890123456 0.1 Decimal('1.23456789012E+15')
# expect: sub 1234567890123456 0.1 Decimal('1.23456789012E+15')
# expect: mul 1234567890123456 0.1 Decimal('1.23456789012E+14')
# expect: truediv 1234567890123456 0.1 Decimal('1.23456789012E+16')
# expect: floordiv 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: mod 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: divmod 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: eq 1234567890123456 0.1 False
# expect: lt 1234567890123456 0.1 False
# expect: ge 1234567890123456 0.1 True
# expect: max 1234567890123456 0.1 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 0.1 Decimal('0.1')
# expect: quantize 1234567890123456 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 0.1 Decimal('1')
# expect: compare_total 1234567890123456 0.1 Decimal('1')
# expect: remainder_near 1234567890123456 0.1 InvalidOperation: [<class 'decimal.DivisionImpossible'>]
# expect: add 1234567890123456 1234567890123456 Decimal('2.46913578024E+15')
# expect: sub 1234567890123456 1234567890123456 Decimal('-0')
# expect: mul 1234567890123456 1234567890123456 Decimal('1.52415787532E+30')
# expect: truediv 1234567890123456 1234567890123456 Decimal('1')
# expect: floordiv 1234567890123456 1234567890123456 Decimal('1')
# expect: mod 1234567890123456 1234567890123456 Decimal('0')
# expect: divmod 1234567890123456 1234567890123456 (Decimal('1'), Decimal('0'))
# expect: eq 1234567890123456 1234567890123456 True
# expect: lt 1234567890123456 1234567890123456 False
# expect: ge 1234567890123456 1234567890123456 True
# expect: max 1234567890123456 1234567890123456 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 1234567890123456 Decimal('1.23456789012E+15')
# expect: quantize 1234567890123456 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 1234567890123456 Decimal('0')
# expect: compare_total 1234567890123456 1234567890123456 Decimal('0')
# expect: remainder_near 1234567890123456 1234567890123456 Decimal('0')
# expect: add 1234567890123456 -Infinity Decimal('-Infinity')
# expect: sub 1234567890123456 -Infinity Decimal('Infinity')
# expect: mul 1234567890123456 -Infinity Decimal('-Infinity')
# expect: truediv 1234567890123456 -Infinity Decimal('-0E-1000010')
# expect: floordiv 1234567890123456 -Infinity Decimal('-0')
# expect: mod 1234567890123456 -Infinity Decimal('1.23456789012E+15')
# expect: divmod 1234567890123456 -Infinity (Decimal('-0'), Decimal('1.23456789012E+15'))
# expect: eq 1234567890123456 -Infinity False
# expect: lt 1234567890123456 -Infinity False
# expect: ge 1234567890123456 -Infinity True
# expect: max 1234567890123456 -Infinity Decimal('1.23456789012E+15')
# expect: min 1234567890123456 -Infinity Decimal('-Infinity')
# expect: quantize 1234567890123456 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 -Infinity Decimal('1')
# expect: compare_total 1234567890123456 -Infinity Decimal('1')
# expect: remainder_near 1234567890123456 -Infinity Decimal('1.23456789012E+15')
# expect: add 1234567890123456 -54220587.91 Decimal('1.23456783590E+15')
# expect: sub 1234567890123456 -54220587.91 Decimal('1.23456794434E+15')
# expect: mul 1234567890123456 -54220587.91 Decimal('-6.69389968174E+22')
# expect: truediv 1234567890123456 -54220587.91 Decimal('-22769356.3961')
# expect: floordiv 1234567890123456 -54220587.91 Decimal('-22769356')
# expect: mod 1234567890123456 -54220587.91 Decimal('21471370.04')
# expect: divmod 1234567890123456 -54220587.91 (Decimal('-22769356'), Decimal('21471370.04'))
# expect: eq 1234567890123456 -54220587.91 False
# expect: lt 1234567890123456 -54220587.91 False
# expect: ge 1234567890123456 -54220587.91 True
# expect: max 1234567890123456 -54220587.91 Decimal('1.23456789012E+15')
# expect: min 1234567890123456 -54220587.91 Decimal('-54220587.91')
# expect: quantize 1234567890123456 -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare 1234567890123456 -54220587.91 Decimal('1')
# expect: compare_total 1234567890123456 -54220587.91 Decimal('1')
# expect: remainder_near 1234567890123456 -54220587.91 Decimal('21471370.04')
# expect: str -Infinity '-Infinity'
# expect: neg -Infinity Decimal('Infinity')
# expect: pos -Infinity Decimal('-Infinity')
# expect: abs -Infinity Decimal('Infinity')
# expect: int -Infinity OverflowError: cannot convert Infinity to integer
# expect: float -Infinity -inf
# expect: bool -Infinity True
# expect: round -Infinity OverflowError: cannot convert Infinity to integer
# expect: sqrt -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: normalize -Infinity Decimal('-Infinity')
# expect: to_integral_value -Infinity Decimal('-Infinity')
# expect: adjusted -Infinity 0
# expect: as_tuple -Infinity DecimalTuple(sign=1, digits=(0,), exponent='F')
# expect: to_eng_string -Infinity '-Infinity'
# expect: number_class -Infinity '-Infinity'
# expect: next_plus -Infinity Decimal('-9.99999999999E+999999')
# expect: next_minus -Infinity Decimal('-Infinity')
# expect: logb -Infinity Decimal('Infinity')
# expect: as_integer_ratio -Infinity OverflowError: cannot convert Infinity to integer ratio
# expect: add -Infinity -0 Decimal('-Infinity')
# expect: sub -Infinity -0 Decimal('-Infinity')
# expect: mul -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: truediv -Infinity -0 Decimal('Infinity')
# expect: floordiv -Infinity -0 Decimal('Infinity')
# expect: mod -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity -0 False
# expect: lt -Infinity -0 True
# expect: ge -Infinity -0 False
# expect: max -Infinity -0 Decimal('-0')
# expect: min -Infinity -0 Decimal('-Infinity')
# expect: quantize -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity -0 Decimal('-1')
# expect: compare_total -Infinity -0 Decimal('-1')
# expect: remainder_near -Infinity -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity 0.1 Decimal('-Infinity')
# expect: sub -Infinity 0.1 Decimal('-Infinity')
# expect: mul -Infinity 0.1 Decimal('-Infinity')
# expect: truediv -Infinity 0.1 Decimal('-Infinity')
# expect: floordiv -Infinity 0.1 Decimal('-Infinity')
# expect: mod -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity 0.1 False
# expect: lt -Infinity 0.1 True
# expect: ge -Infinity 0.1 False
# expect: max -Infinity 0.1 Decimal('0.1')
# expect: min -Infinity 0.1 Decimal('-Infinity')
# expect: quantize -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity 0.1 Decimal('-1')
# expect: compare_total -Infinity 0.1 Decimal('-1')
# expect: remainder_near -Infinity 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity 1234567890123456 Decimal('-Infinity')
# expect: sub -Infinity 1234567890123456 Decimal('-Infinity')
# expect: mul -Infinity 1234567890123456 Decimal('-Infinity')
# expect: truediv -Infinity 1234567890123456 Decimal('-Infinity')
# expect: floordiv -Infinity 1234567890123456 Decimal('-Infinity')
# expect: mod -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity 1234567890123456 False
# expect: lt -Infinity 1234567890123456 True
# expect: ge -Infinity 1234567890123456 False
# expect: max -Infinity 1234567890123456 Decimal('1.23456789012E+15')
# expect: min -Infinity 1234567890123456 Decimal('-Infinity')
# expect: quantize -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity 1234567890123456 Decimal('-1')
# expect: compare_total -Infinity 1234567890123456 Decimal('-1')
# expect: remainder_near -Infinity 1234567890123456 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity -Infinity Decimal('-Infinity')
# expect: sub -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: mul -Infinity -Infinity Decimal('Infinity')
# expect: truediv -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: floordiv -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: mod -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity -Infinity True
# expect: lt -Infinity -Infinity False
# expect: ge -Infinity -Infinity True
# expect: max -Infinity -Infinity Decimal('-Infinity')
# expect: min -Infinity -Infinity Decimal('-Infinity')
# expect: quantize -Infinity -Infinity Decimal('-Infinity')
# expect: compare -Infinity -Infinity Decimal('0')
# expect: compare_total -Infinity -Infinity Decimal('0')
# expect: remainder_near -Infinity -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -Infinity -54220587.91 Decimal('-Infinity')
# expect: sub -Infinity -54220587.91 Decimal('-Infinity')
# expect: mul -Infinity -54220587.91 Decimal('Infinity')
# expect: truediv -Infinity -54220587.91 Decimal('Infinity')
# expect: floordiv -Infinity -54220587.91 Decimal('Infinity')
# expect: mod -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: eq -Infinity -54220587.91 False
# expect: lt -Infinity -54220587.91 True
# expect: ge -Infinity -54220587.91 False
# expect: max -Infinity -54220587.91 Decimal('-54220587.91')
# expect: min -Infinity -54220587.91 Decimal('-Infinity')
# expect: quantize -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -Infinity -54220587.91 Decimal('-1')
# expect: compare_total -Infinity -54220587.91 Decimal('-1')
# expect: remainder_near -Infinity -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: str -54220587.91 '-54220587.91'
# expect: neg -54220587.91 Decimal('54220587.91')
# expect: pos -54220587.91 Decimal('-54220587.91')
# expect: abs -54220587.91 Decimal('54220587.91')
# expect: int -54220587.91 -54220587
# expect: float -54220587.91 -54220587.91
# expect: bool -54220587.91 True
# expect: round -54220587.91 -54220588
# expect: sqrt -54220587.91 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: normalize -54220587.91 Decimal('-54220587.91')
# expect: to_integral_value -54220587.91 Decimal('-54220588')
# expect: adjusted -54220587.91 7
# expect: as_tuple -54220587.91 DecimalTuple(sign=1, digits=(5, 4, 2, 2, 0, 5, 8, 7, 9, 1), exponent=-2)
# expect: to_eng_string -54220587.91 '-54220587.91'
# expect: number_class -54220587.91 '-Normal'
# expect: next_plus -54220587.91 Decimal('-54220587.9099')
# expect: next_minus -54220587.91 Decimal('-54220587.9101')
# expect: logb -54220587.91 Decimal('7')
# expect: as_integer_ratio -54220587.91 (-5422058791, 100)
# expect: add -54220587.91 -0 Decimal('-54220587.91')
# expect: sub -54220587.91 -0 Decimal('-54220587.91')
# expect: mul -54220587.91 -0 Decimal('0.00')
# expect: truediv -54220587.91 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: floordiv -54220587.91 -0 DivisionByZero: [<class 'decimal.DivisionByZero'>]
# expect: mod -54220587.91 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: divmod -54220587.91 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>, <class 'decimal.DivisionByZero'>]
# expect: eq -54220587.91 -0 False
# expect: lt -54220587.91 -0 True
# expect: ge -54220587.91 -0 False
# expect: max -54220587.91 -0 Decimal('-0')
# expect: min -54220587.91 -0 Decimal('-54220587.91')
# expect: quantize -54220587.91 -0 Decimal('-54220588')
# expect: compare -54220587.91 -0 Decimal('-1')
# expect: compare_total -54220587.91 -0 Decimal('-1')
# expect: remainder_near -54220587.91 -0 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: add -54220587.91 0.1 Decimal('-54220587.81')
# expect: sub -54220587.91 0.1 Decimal('-54220588.01')
# expect: mul -54220587.91 0.1 Decimal('-5422058.791')
# expect: truediv -54220587.91 0.1 Decimal('-542205879.1')
# expect: floordiv -54220587.91 0.1 Decimal('-542205879')
# expect: mod -54220587.91 0.1 Decimal('-0.01')
# expect: divmod -54220587.91 0.1 (Decimal('-542205879'), Decimal('-0.01'))
# expect: eq -54220587.91 0.1 False
# expect: lt -54220587.91 0.1 True
# expect: ge -54220587.91 0.1 False
# expect: max -54220587.91 0.1 Decimal('0.1')
# expect: min -54220587.91 0.1 Decimal('-54220587.91')
# expect: quantize -54220587.91 0.1 Decimal('-54220588.0')
# expect: compare -54220587.91 0.1 Decimal('-1')
# expect: compare_total -54220587.91 0.1 Decimal('-1')
# expect: remainder_near -54220587.91 0.1 Decimal('-0.01')
# expect: add -54220587.91 1234567890123456 Decimal('1.23456783590E+15')
# expect: sub -54220587.91 1234567890123456 Decimal('-1.23456794435E+15')
# expect: mul -54220587.91 1234567890123456 Decimal('-6.69389968174E+22')
# expect: truediv -54220587.91 1234567890123456 Decimal('-4.39186766024E-8')
# expect: floordiv -54220587.91 1234567890123456 Decimal('-0')
# expect: mod -54220587.91 1234567890123456 Decimal('-54220587.91')
# expect: divmod -54220587.91 1234567890123456 (Decimal('-0'), Decimal('-54220587.91'))
# expect: eq -54220587.91 1234567890123456 False
# expect: lt -54220587.91 1234567890123456 True
# expect: ge -54220587.91 1234567890123456 False
# expect: max -54220587.91 1234567890123456 Decimal('1.23456789012E+15')
# expect: min -54220587.91 1234567890123456 Decimal('-54220587.91')
# expect: quantize -54220587.91 1234567890123456 Decimal('-54220588')
# expect: compare -54220587.91 1234567890123456 Decimal('-1')
# expect: compare_total -54220587.91 1234567890123456 Decimal('-1')
# expect: remainder_near -54220587.91 1234567890123456 Decimal('-54220587.91')
# expect: add -54220587.91 -Infinity Decimal('-Infinity')
# expect: sub -54220587.91 -Infinity Decimal('Infinity')
# expect: mul -54220587.91 -Infinity Decimal('Infinity')
# expect: truediv -54220587.91 -Infinity Decimal('0E-1000010')
# expect: floordiv -54220587.91 -Infinity Decimal('0')
# expect: mod -54220587.91 -Infinity Decimal('-54220587.91')
# expect: divmod -54220587.91 -Infinity (Decimal('0'), Decimal('-54220587.91'))
# expect: eq -54220587.91 -Infinity False
# expect: lt -54220587.91 -Infinity False
# expect: ge -54220587.91 -Infinity True
# expect: max -54220587.91 -Infinity Decimal('-54220587.91')
# expect: min -54220587.91 -Infinity Decimal('-Infinity')
# expect: quantize -54220587.91 -Infinity InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: compare -54220587.91 -Infinity Decimal('1')
# expect: compare_total -54220587.91 -Infinity Decimal('1')
# expect: remainder_near -54220587.91 -Infinity Decimal('-54220587.91')
# expect: add -54220587.91 -54220587.91 Decimal('-108441175.82')
# expect: sub -54220587.91 -54220587.91 Decimal('-0.00')
# expect: mul -54220587.91 -54220587.91 Decimal('2.93987215330E+15')
# expect: truediv -54220587.91 -54220587.91 Decimal('1')
# expect: floordiv -54220587.91 -54220587.91 Decimal('1')
# expect: mod -54220587.91 -54220587.91 Decimal('-0.00')
# expect: divmod -54220587.91 -54220587.91 (Decimal('1'), Decimal('-0.00'))
# expect: eq -54220587.91 -54220587.91 True
# expect: lt -54220587.91 -54220587.91 False
# expect: ge -54220587.91 -54220587.91 True
# expect: max -54220587.91 -54220587.91 Decimal('-54220587.91')
# expect: min -54220587.91 -54220587.91 Decimal('-54220587.91')
# expect: quantize -54220587.91 -54220587.91 Decimal('-54220587.91')
# expect: compare -54220587.91 -54220587.91 Decimal('0')
# expect: compare_total -54220587.91 -54220587.91 Decimal('0')
# expect: remainder_near -54220587.91 -54220587.91 Decimal('-0.00')
getcontext().rounding = ROUND_HALF_EVEN
small = [D(x) for x in "0.1 2 3 1.5 0.999999 -3 4 0.25".split()]
for a in small:
    for f in (D.exp, D.ln, D.log10): print(f.__name__, a, att(f, a))
    for b in small:
        if abs(b) < 200: print("pow", a, b, att(o.pow, a, b))
# expect: exp 0.1 Decimal('1.10517091808')
# expect: ln 0.1 Decimal('-2.30258509299')
# expect: log10 0.1 Decimal('-1')
# expect: pow 0.1 0.1 Decimal('0.794328234724')
# expect: pow 0.1 2 Decimal('0.01')
# expect: pow 0.1 3 Decimal('0.001')
# expect: pow 0.1 1.5 Decimal('0.0316227766017')
# expect: pow 0.1 0.999999 Decimal('0.100000230259')
# expect: pow 0.1 -3 Decimal('1E+3')
# expect: pow 0.1 4 Decimal('0.0001')
# expect: pow 0.1 0.25 Decimal('0.562341325190')
# expect: exp 2 Decimal('7.38905609893')
# expect: ln 2 Decimal('0.693147180560')
# expect: log10 2 Decimal('0.301029995664')
# expect: pow 2 0.1 Decimal('1.07177346254')
# expect: pow 2 2 Decimal('4')
# expect: pow 2 3 Decimal('8')
# expect: pow 2 1.5 Decimal('2.82842712475')
# expect: pow 2 0.999999 Decimal('1.99999861371')
# expect: pow 2 -3 Decimal('0.125')
# expect: pow 2 4 Decimal('16')
# expect: pow 2 0.25 Decimal('1.18920711500')
# expect: exp 3 Decimal('20.0855369232')
# expect: ln 3 Decimal('1.09861228867')
# expect: log10 3 Decimal('0.477121254720')
# expect: pow 3 0.1 Decimal('1.11612317403')
# expect: pow 3 2 Decimal('9')
# expect: pow 3 3 Decimal('27')
# expect: pow 3 1.5 Decimal('5.19615242271')
# expect: pow 3 0.999999 Decimal('2.99999670416')
# expect: pow 3 -3 Decimal('0.0370370370370')
# expect: pow 3 4 Decimal('81')
# expect: pow 3 0.25 Decimal('1.31607401295')
# expect: exp 1.5 Decimal('4.48168907034')
# expect: ln 1.5 Decimal('0.405465108108')
# expect: log10 1.5 Decimal('0.176091259056')
# expect: pow 1.5 0.1 Decimal('1.04137974399')
# expect: pow 1.5 2 Decimal('2.25')
# expect: pow 1.5 3 Decimal('3.375')
# expect: pow 1.5 1.5 Decimal('1.83711730709')
# expect: pow 1.5 0.999999 Decimal('1.49999939180')
# expect: pow 1.5 -3 Decimal('0.296296296296')
# expect: pow 1.5 4 Decimal('5.0625')
# expect: pow 1.5 0.25 Decimal('1.10668191970')
# expect: exp 0.999999 Decimal('2.71827911018')
# expect: ln 0.999999 Decimal('-0.00000100000050000')
# expect: log10 0.999999 Decimal('-4.34294699051E-7')
# expect: pow 0.999999 0.1 Decimal('0.999999900000')
# expect: pow 0.999999 2 Decimal('0.999998000001')
# expect: pow 0.999999 3 Decimal('0.999997000003')
# expect: pow 0.999999 1.5 Decimal('0.999998500000')
# expect: pow 0.999999 0.999999 Decimal('0.999999000001')
# expect: pow 0.999999 -3 Decimal('1.00000300001')
# expect: pow 0.999999 4 Decimal('0.999996000006')
# expect: pow 0.999999 0.25 Decimal('0.999999750000')
# expect: exp -3 Decimal('0.0497870683679')
# expect: ln -3 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: log10 -3 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: pow -3 0.1 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: pow -3 2 Decimal('9')
# expect: pow -3 3 Decimal('-27')
# expect: pow -3 1.5 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: pow -3 0.999999 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: pow -3 -3 Decimal('-0.0370370370370')
# expect: pow -3 4 Decimal('81')
# expect: pow -3 0.25 InvalidOperation: [<class 'decimal.InvalidOperation'>]
# expect: exp 4 Decimal('54.5981500331')
# expect: ln 4 Decimal('1.38629436112')
# expect: log10 4 Decimal('0.602059991328')
# expect: pow 4 0.1 Decimal('1.14869835500')
# expect: pow 4 2 Decimal('16')
# expect: pow 4 3 Decimal('64')
# expect: pow 4 1.5 Decimal('8.00000000000')
# expect: pow 4 0.999999 Decimal('3.99999445483')
# expect: pow 4 -3 Decimal('0.015625')
# expect: pow 4 4 Decimal('256')
# expect: pow 4 0.25 Decimal('1.41421356237')
# expect: exp 0.25 Decimal('1.28402541669')
# expect: ln 0.25 Decimal('-1.38629436112')
# expect: log10 0.25 Decimal('-0.602059991328')
# expect: pow 0.25 0.1 Decimal('0.870550563296')
# expect: pow 0.25 2 Decimal('0.0625')
# expect: pow 0.25 3 Decimal('0.015625')
# expect: pow 0.25 1.5 Decimal('0.125000000000')
# expect: pow 0.25 0.999999 Decimal('0.250000346574')
# expect: pow 0.25 -3 Decimal('64')
# expect: pow 0.25 4 Decimal('0.00390625')
# expect: pow 0.25 0.25 Decimal('0.707106781187')
for p in (5, 50):
    getcontext().prec = p
    for a in small[:4]:
        print(p, att(D.exp, a), att(D.ln, a), att(D.sqrt, a), att(D.log10, a), att(o.truediv, a, D(7)), att(o.pow, a, D("1.7")))
# expect: 5 Decimal('1.1052') Decimal('-2.3026') Decimal('0.31623') Decimal('-1') Decimal('0.014286') Decimal('0.019953')
# expect: 5 Decimal('7.3891') Decimal('0.69315') Decimal('1.4142') Decimal('0.30103') Decimal('0.28571') Decimal('3.2490')
# expect: 5 Decimal('20.086') Decimal('1.0986') Decimal('1.7321') Decimal('0.47712') Decimal('0.42857') Decimal('6.4730')
# expect: 5 Decimal('4.4817') Decimal('0.40547') Decimal('1.2247') Decimal('0.17609') Decimal('0.21429') Decimal('1.9923')
# expect: 50 Decimal('1.1051709180756476248117078264902466682245471947375') Decimal('-2.3025850929940456840179914546843642076011014886288') Decimal('0.31622776601683793319988935444327185337195551393252') Decimal('-1') Decimal('0.014285714285714285714285714285714285714285714285714') Decimal('0.019952623149688796013524553967395355579862743154053')
# expect: 50 Decimal('7.3890560989306502272304274605750078131803155705518') Decimal('0.69314718055994530941723212145817656807550013436026') Decimal('1.4142135623730950488016887242096980785696718753769') Decimal('0.30102999566398119521373889472449302676818988146211') Decimal('0.28571428571428571428571428571428571428571428571429') Decimal('3.2490095854249420904388375311011266051408198977286')
# expect: 50 Decimal('20.085536923187667740928529654581717896987907838554') Decimal('1.0986122886681096913952452369225257046474905578227') Decimal('1.7320508075688772935274463415058723669428052538104') Decimal('0.47712125471966243729502790325511530920012886419070') Decimal('0.42857142857142857142857142857142857142857142857143') Decimal('6.4730078399237792986648467479408196650154421405165')
# expect: 50 Decimal('4.4816890703380648226020554601192758190057498683697') Decimal('0.40546510810816438197801311546434913657199042346249') Decimal('1.2247448713915890490986420373529456959829737403283') Decimal('0.17609125905568124208128900853062228243193898272859') Decimal('0.21428571428571428571428571428571428571428571428571') Decimal('1.9923018599150012607695591210216409555784665999271')
getcontext().prec = 28
for spec in ("", "f", ".2f", ".0f", "e", ".3e", "g", ".3g", "%", ".1%", "10", "<10", "^12.2f", "010.2f", "+", " .2f", ",", ",.2f", "015,.2f", "*>20", "=+12", "E", "G", "n", "z.1f", "x", ".", "5.", "s", "d"):
    for a in ("-1.5", "1234567.891", "1E+10", "1E-10", "-0.04", "-Infinity", "1234567890123456"):
        print(repr(spec), a, att(format, D(a), spec))
# expect: '' -1.5 '-1.5'
# expect: '' 1234567.891 '1234567.891'
# expect: '' 1E+10 '1E+10'
# expect: '' 1E-10 '1E-10'
# expect: '' -0.04 '-0.04'
# expect: '' -Infinity '-Infinity'
# expect: '' 1234567890123456 '1234567890123456'
# expect: 'f' -1.5 '-1.5'
# expect: 'f' 1234567.891 '1234567.891'
# expect: 'f' 1E+10 '10000000000'
# expect: 'f' 1E-10 '0.0000000001'
# expect: 'f' -0.04 '-0.04'
# expect: 'f' -Infinity '-Infinity'
# expect: 'f' 1234567890123456 '1234567890123456'
# expect: '.2f' -1.5 '-1.50'
# expect: '.2f' 1234567.891 '1234567.89'
# expect: '.2f' 1E+10 '10000000000.00'
# expect: '.2f' 1E-10 '0.00'
# expect: '.2f' -0.04 '-0.04'
# expect: '.2f' -Infinity '-Infinity'
# expect: '.2f' 1234567890123456 '1234567890123456.00'
# expect: '.0f' -1.5 '-2'
# expect: '.0f' 1234567.891 '1234568'
# expect: '.0f' 1E+10 '10000000000'
# expect: '.0f' 1E-10 '0'
# expect: '.0f' -0.04 '-0'
# expect: '.0f' -Infinity '-Infinity'
# expect: '.0f' 1234567890123456 '1234567890123456'
# expect: 'e' -1.5 '-1.5e+0'
# expect: 'e' 1234567.891 '1.234567891e+6'
# expect: 'e' 1E+10 '1e+10'
# expect: 'e' 1E-10 '1e-10'
# expect: 'e' -0.04 '-4e-2'
# expect: 'e' -Infinity '-Infinity'
# expect: 'e' 1234567890123456 '1.234567890123456e+15'
# expect: '.3e' -1.5 '-1.500e+0'
# expect: '.3e' 1234567.891 '1.235e+6'
# expect: '.3e' 1E+10 '1.000e+10'
# expect: '.3e' 1E-10 '1.000e-10'
# expect: '.3e' -0.04 '-4.000e-2'
# expect: '.3e' -Infinity '-Infinity'
# expect: '.3e' 1234567890123456 '1.235e+15'
# expect: 'g' -1.5 '-1.5'
# expect: 'g' 1234567.891 '1234567.891'
# expect: 'g' 1E+10 '1e+10'
# expect: 'g' 1E-10 '1e-10'
# expect: 'g' -0.04 '-0.04'
# expect: 'g' -Infinity '-Infinity'
# expect: 'g' 1234567890123456 '1234567890123456'
# expect: '.3g' -1.5 '-1.5'
# expect: '.3g' 1234567.891 '1.23e+6'
# expect: '.3g' 1E+10 '1e+10'
# expect: '.3g' 1E-10 '1e-10'
# expect: '.3g' -0.04 '-0.04'
# expect: '.3g' -Infinity '-Infinity'
# expect: '.3g' 1234567890123456 '1.23e+15'
# expect: '%' -1.5 '-150%'
# expect: '%' 1234567.891 '123456789.1%'
# expect: '%' 1E+10 '1000000000000%'
# expect: '%' 1E-10 '0.00000001%'
# expect: '%' -0.04 '-4%'
# expect: '%' -Infinity '-Infinity%'
# expect: '%' 1234567890123456 '123456789012345600%'
# expect: '.1%' -1.5 '-150.0%'
# expect: '.1%' 1234567.891 '123456789.1%'
# expect: '.1%' 1E+10 '1000000000000.0%'
# expect: '.1%' 1E-10 '0.0%'
# expect: '.1%' -0.04 '-4.0%'
# expect: '.1%' -Infinity '-Infinity%'
# expect: '.1%' 1234567890123456 '123456789012345600.0%'
# expect: '10' -1.5 '      -1.5'
# expect: '10' 1234567.891 '1234567.891'
# expect: '10' 1E+10 '     1E+10'
# expect: '10' 1E-10 '     1E-10'
# expect: '10' -0.04 '     -0.04'
# expect: '10' -Infinity ' -Infinity'
# expect: '10' 1234567890123456 '1234567890123456'
# expect: '<10' -1.5 '-1.5      '
# expect: '<10' 1234567.891 '1234567.891'
# expect: '<10' 1E+10 '1E+10     '
# expect: '<10' 1E-10 '1E-10     '
# expect: '<10' -0.04 '-0.04     '
# expect: '<10' -Infinity '-Infinity '
# expect: '<10' 1234567890123456 '1234567890123456'
# expect: '^12.2f' -1.5 '   -1.50    '
# expect: '^12.2f' 1234567.891 ' 1234567.89 '
# expect: '^12.2f' 1E+10 '10000000000.00'
# expect: '^12.2f' 1E-10 '    0.00    '
# expect: '^12.2f' -0.04 '   -0.04    '
# expect: '^12.2f' -Infinity ' -Infinity  '
# expect: '^12.2f' 1234567890123456 '1234567890123456.00'
# expect: '010.2f' -1.5 '-000001.50'
# expect: '010.2f' 1234567.891 '1234567.89'
# expect: '010.2f' 1E+10 '10000000000.00'
# expect: '010.2f' 1E-10 '0000000.00'
# expect: '010.2f' -0.04 '-000000.04'
# expect: '010.2f' -Infinity ' -Infinity'
# expect: '010.2f' 1234567890123456 '1234567890123456.00'
# expect: '+' -1.5 '-1.5'
# expect: '+' 1234567.891 '+1234567.891'
# expect: '+' 1E+10 '+1E+10'
# expect: '+' 1E-10 '+1E-10'
# expect: '+' -0.04 '-0.04'
# expect: '+' -Infinity '-Infinity'
# expect: '+' 1234567890123456 '+1234567890123456'
# expect: ' .2f' -1.5 '-1.50'
# expect: ' .2f' 1234567.891 ' 1234567.89'
# expect: ' .2f' 1E+10 ' 10000000000.00'
# expect: ' .2f' 1E-10 ' 0.00'
# expect: ' .2f' -0.04 '-0.04'
# expect: ' .2f' -Infinity '-Infinity'
# expect: ' .2f' 1234567890123456 ' 1234567890123456.00'
# expect: ',' -1.5 '-1.5'
# expect: ',' 1234567.891 '1,234,567.891'
# expect: ',' 1E+10 '1E+10'
# expect: ',' 1E-10 '1E-10'
# expect: ',' -0.04 '-0.04'
# expect: ',' -Infinity '-Infinity'
# expect: ',' 1234567890123456 '1,234,567,890,123,456'
# expect: ',.2f' -1.5 '-1.50'
# expect: ',.2f' 1234567.891 '1,234,567.89'
# expect: ',.2f' 1E+10 '10,000,000,000.00'
# expect: ',.2f' 1E-10 '0.00'
# expect: ',.2f' -0.04 '-0.04'
# expect: ',.2f' -Infinity '-Infinity'
# expect: ',.2f' 1234567890123456 '1,234,567,890,123,456.00'
# expect: '015,.2f' -1.5 '-000,000,001.50'
# expect: '015,.2f' 1234567.891 '0,001,234,567.89'
# expect: '015,.2f' 1E+10 '10,000,000,000.00'
# expect: '015,.2f' 1E-10 '0,000,000,000.00'
# expect: '015,.2f' -0.04 '-000,000,000.04'
# expect: '015,.2f' -Infinity '      -Infinity'
# expect: '015,.2f' 1234567890123456 '1,234,567,890,123,456.00'
# expect: '*>20' -1.5 '****************-1.5'
# expect: '*>20' 1234567.891 '*********1234567.891'
# expect: '*>20' 1E+10 '***************1E+10'
# expect: '*>20' 1E-10 '***************1E-10'
# expect: '*>20' -0.04 '***************-0.04'
# expect: '*>20' -Infinity '***********-Infinity'
# expect: '*>20' 1234567890123456 '****1234567890123456'
# expect: '=+12' -1.5 '-        1.5'
# expect: '=+12' 1234567.891 '+1234567.891'
# expect: '=+12' 1E+10 '+      1E+10'
# expect: '=+12' 1E-10 '+      1E-10'
# expect: '=+12' -0.04 '-       0.04'
# expect: '=+12' -Infinity '-   Infinity'
# expect: '=+12' 1234567890123456 '+1234567890123456'
# expect: 'E' -1.5 '-1.5E+0'
# expect: 'E' 1234567.891 '1.234567891E+6'
# expect: 'E' 1E+10 '1E+10'
# expect: 'E' 1E-10 '1E-10'
# expect: 'E' -0.04 '-4E-2'
# expect: 'E' -Infinity '-Infinity'
# expect: 'E' 1234567890123456 '1.234567890123456E+15'
# expect: 'G' -1.5 '-1.5'
# expect: 'G' 1234567.891 '1234567.891'
# expect: 'G' 1E+10 '1E+10'
# expect: 'G' 1E-10 '1E-10'
# expect: 'G' -0.04 '-0.04'
# expect: 'G' -Infinity '-Infinity'
# expect: 'G' 1234567890123456 '1234567890123456'
# expect: 'n' -1.5 '-1.5'
# expect: 'n' 1234567.891 '1234567.891'
# expect: 'n' 1E+10 '1e+10'
# expect: 'n' 1E-10 '1e-10'
# expect: 'n' -0.04 '-0.04'
# expect: 'n' -Infinity '-Infinity'
# expect: 'n' 1234567890123456 '1234567890123456'
# expect: 'z.1f' -1.5 '-1.5'
# expect: 'z.1f' 1234567.891 '1234567.9'
# expect: 'z.1f' 1E+10 '10000000000.0'
# expect: 'z.1f' 1E-10 '0.0'
# expect: 'z.1f' -0.04 '0.0'
# expect: 'z.1f' -Infinity '-Infinity'
# expect: 'z.1f' 1234567890123456 '1234567890123456.0'
# expect: 'x' -1.5 ValueError: invalid format string
# expect: 'x' 1234567.891 ValueError: invalid format string
# expect: 'x' 1E+10 ValueError: invalid format string
# expect: 'x' 1E-10 ValueError: invalid format string
# expect: 'x' -0.04 ValueError: invalid format string
# expect: 'x' -Infinity ValueError: invalid format string
# expect: 'x' 1234567890123456 ValueError: invalid format string
# expect: '.' -1.5 ValueError: invalid format string
# expect: '.' 1234567.891 ValueError: invalid format string
# expect: '.' 1E+10 ValueError: invalid format string
# expect: '.' 1E-10 ValueError: invalid format string
# expect: '.' -0.04 ValueError: invalid format string
# expect: '.' -Infinity ValueError: invalid format string
# expect: '.' 1234567890123456 ValueError: invalid format string
# expect: '5.' -1.5 ValueError: invalid format string
# expect: '5.' 1234567.891 ValueError: invalid format string
# expect: '5.' 1E+10 ValueError: invalid format string
# expect: '5.' 1E-10 ValueError: invalid format string
# expect: '5.' -0.04 ValueError: invalid format string
# expect: '5.' -Infinity ValueError: invalid format string
# expect: '5.' 1234567890123456 ValueError: invalid format string
# expect: 's' -1.5 ValueError: invalid format string
# expect: 's' 1234567.891 ValueError: invalid format string
# expect: 's' 1E+10 ValueError: invalid format string
# expect: 's' 1E-10 ValueError: invalid format string
# expect: 's' -0.04 ValueError: invalid format string
# expect: 's' -Infinity ValueError: invalid format string
# expect: 's' 1234567890123456 ValueError: invalid format string
# expect: 'd' -1.5 ValueError: invalid format string
# expect: 'd' 1234567.891 ValueError: invalid format string
# expect: 'd' 1E+10 ValueError: invalid format string
# expect: 'd' 1E-10 ValueError: invalid format string
# expect: 'd' -0.04 ValueError: invalid format string
# expect: 'd' -Infinity ValueError: invalid format string
# expect: 'd' 1234567890123456 ValueError: invalid format string
for x in ("abc", "", " 1 ", "1_000", "+.5", "5.", "1e", "--1", "sNaN", "nan12", "Infinity", 3, -7, 1.1, (1, (1, 2), -1), [0, [5], 2], None, "١٢", b"1", (1, 2), ("a", (1,), 0), 1e22, float("inf")):
    print(repr(x), att(D, x))
# expect: 'abc' InvalidOperation: [<class 'decimal.ConversionSyntax'>]
# expect: '' InvalidOperation: [<class 'decimal.ConversionSyntax'>]
# expect: ' 1 ' Decimal('1')
# expect: '1_000' Decimal('1000')
# expect: '+.5' Decimal('0.5')
# expect: '5.' Decimal('5')
# expect: '1e' InvalidOperation: [<class 'decimal.ConversionSyntax'>]
# expect: '--1' InvalidOperation: [<class 'decimal.ConversionSyntax'>]
# expect: 'sNaN' Decimal('sNaN')
# expect: 'nan12' Decimal('NaN12')
# expect: 'Infinity' Decimal('Infinity')
# expect: 3 Decimal('3')
# expect: -7 Decimal('-7')
# expect: 1.1 Decimal('1.100000000000000088817841970012523233890533447265625')
# expect: (1, (1, 2), -1) Decimal('-1.2')
# expect: [0, [5], 2] Decimal('5E+2')
# expect: None TypeError: conversion from NoneType to Decimal is not supported
# expect: '١٢' Decimal('12')
# expect: b'1' TypeError: conversion from bytes to Decimal is not supported
# expect: (1, 2) ValueError: argument must be a sequence of length 3
# expect: ('a', (1,), 0) ValueError: sign must be an integer with the value 0 or 1
# expect: 1e+22 Decimal('10000000000000000000000')
# expect: inf Decimal('Infinity')
print(att(lambda: D(1) < 1.5), D("1.5") == 1.5, 1 + D(2), 2 ** D(3), D(3) == 3, sum([D("0.1")] * 3), att(lambda: D("snan") + 1), att(lambda: hash(D("snan"))))
# expect: True True 3 8 True 0.3 InvalidOperation: [<class 'decimal.InvalidOperation'>] TypeError: Cannot hash a signaling NaN value
print(getcontext(), Context(prec=5), att(lambda: Context(prec=0)), att(lambda: Context(rounding="x")))
# expect: Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Rounded], traps=[InvalidOperation, DivisionByZero, Overflow]) Context(prec=5, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow]) ValueError: valid range for prec is [1, MAX_PREC] TypeError: valid values for rounding are:
# expect:   [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,
# expect:    ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
# expect:    ROUND_05UP]
with localcontext() as c:
    c.prec = 5; print(D(1) / 3, getcontext().prec)
# expect: 0.33333 5
with localcontext(prec=3) as c: print(D(2).sqrt(), c.flags[Inexact])  # expect: 1.41 True
print(D(1) / 3, getcontext().prec, D("1.25").quantize(D(".1"), rounding=ROUND_HALF_UP), D("1.25").quantize(D(".1")), round(D("2.675"), 2), round(D("2.5")), D("3.7") // 1, D("-3.7") % 2, max(D(1), D(2)), sorted([D(3), D(1)]))
# expect: 0.3333333333333333333333333333 28 1.3 1.2 2.68 2 3 -1.7 2 [Decimal('1'), Decimal('3')]
c = Context(prec=4, rounding=ROUND_DOWN); print(c.add(D("1.23456"), 1), c.create_decimal("1.23456"), c.divide(1, 3), c.sqrt(2), c.power(2, 10), c.flags)
# expect: 2.234 1.234 0.3333 1.414 1024 {<class 'decimal.InvalidOperation'>:False, <class 'decimal.FloatOperation'>:False, <class 'decimal.DivisionByZero'>:False, <class 'decimal.Overflow'>:False, <class 'decimal.Underflow'>:False, <class 'decimal.Subnormal'>:False, <class 'decimal.Inexact'>:True, <class 'decimal.Rounded'>:True, <class 'decimal.Clamped'>:False}
getcontext().traps[Inexact] = True
print(att(lambda: D(1) / 3)); getcontext().traps[Inexact] = False; getcontext().traps[DivisionByZero] = False
# expect: Inexact: [<class 'decimal.Inexact'>]
print(D(1) / 0, getcontext().flags[DivisionByZero], D.from_float(0.1), D(0.1), D("0.1").as_integer_ratio(), D("1e3").as_tuple(), D(10) ** -3, D(5) ** 2, pow(D(3), D(4), D(5)), D("Infinity") > 5, D(2).fma(3, 4), D("1.20").normalize(), D("-0"), abs(D("-0")), -D(0))
# expect: Infinity True 0.1000000000000000055511151231257827021181583404541015625 0.1000000000000000055511151231257827021181583404541015625 (1, 10) DecimalTuple(sign=0, digits=(1,), exponent=3) 0.001 25 1 True 10 1.2 -0 0 0
