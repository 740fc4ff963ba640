# Modules fractions, statistics, textwrap, pprint, timeit, secrets, cmath, numbers.
from fractions import Fraction as F
import statistics as st, textwrap, pprint, timeit, secrets, cmath, numbers
print(F(1, 2) + F(1, 3), F('3/4'), F('0.125'), F(0.5), F(6, 4), F(-1, 2), repr(F(3, 9)), F(1, 2) ** 2, F(2, 3) / F(4, 5), F(7, 2) // 1, F(7, 2) % 2, divmod(F(7, 2), 1), F(1, 2) < 1, F(1, 2) == 0.5, F(22, 7).limit_denominator(5), float(F(1, 3)), int(F(7, 2)), round(F(7, 2)), round(F(22, 7), 2), hash(F(1, 2)) == hash(0.5), F(1, 2) + 1, 1 - F(1, 2), F(1, 2) * 0.5, F(2) ** -2, F(4) ** 0.5, abs(F(-1, 2)), -F(1, 2), F(3.14159).limit_denominator(100), F('1e-3'), F(' -2 / 4 ') if 0 else '', sum([F(1, i) for i in range(1, 10)]), F(5, 3).numerator, F(1, 2) > F(1, 3), bool(F(0)), F(3).is_integer() if 0 else '', F.from_float(0.25), F(1, 2).as_integer_ratio(), max(F(1, 2), F(2, 3)), sorted([F(1, 2), F(1, 3)]), f'{F(1,2)}')
# expect: 5/6 3/4 1/8 1/2 3/2 -1/2 Fraction(1, 3) 1/4 5/6 3 3/2 (3, Fraction(1, 2)) True True 16/5 0.3333333333333333 3 4 157/50 True 3/2 1/2 0.25 1/4 2.0 1/2 -1/2 311/99 1/1000  7129/2520 5 True False  1/4 (1, 2) 2/3 [Fraction(1, 3), Fraction(1, 2)] 1/2
for f in (lambda: F(1, 0), lambda: F('x'), lambda: F(1, 2) / 0, lambda: F([]), lambda: F(1.5, 2), lambda: F(1, 2) + 'a', lambda: F(1,2) ** 'a'):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# expect: ZeroDivisionError Fraction(1, 0)
# expect: ValueError Invalid literal for Fraction: 'x'
# expect: ZeroDivisionError Fraction(1, 0)
# expect: TypeError argument should be a string or a Rational instance
# expect: TypeError both arguments should be Rational instances
# expect: TypeError unsupported operand type(s) for +: 'Fraction' and 'str'
# expect: TypeError unsupported operand type(s) for ** or pow(): 'float' and 'str'
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.median([1, 2, 3, 4]), st.mode('aab'), st.stdev([1, 2, 3, 4]), st.pstdev([1, 2, 3]), st.variance([1, 2, 4]), st.pvariance([1, 2, 3, 4]), st.fmean([1, 2]), st.geometric_mean([1, 2, 4]), st.harmonic_mean([1, 2, 4]), st.multimode('aabb'), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.quantiles([1, 2, 3, 4, 5]), st.mean([F(1, 2), F(1, 3)]), st.mean([0.1] * 10), st.correlation([1, 2, 3], [1, 2, 4]))
# expect: 2.5 2 2.5 a 1.2909944487358056 0.816496580927726 2.3333333333333335 1.25 1.5 2.0 1.7142857142857142 ['a', 'b'] 2 3 [1.5, 3.0, 4.5] 5/12 0.1 0.9819805060619656
try: st.mean([])
except st.StatisticsError as e: print(e)
# expect: mean requires at least one data point
print(textwrap.wrap('The quick brown fox jumped over the lazy dog', 15), textwrap.fill('a b c d e f', 5), repr(textwrap.dedent('  a\n    b\n  c\n')), repr(textwrap.indent('a\nb\n', '> ')), textwrap.shorten('Hello world foo', 12))
# expect: ['The quick brown', 'fox jumped over', 'the lazy dog'] a b c
# expect: d e f 'a\n  b\nc\n' '> a\n> b\n' Hello [...]
pprint.pprint({'b': [1, 2, 3], 'a': {'x': (1,), 'y': 'z' * 10}}); pprint.pprint([list(range(30)), 'a' * 90, {i: 'value%d' % i for i in range(8)}]); print(pprint.pformat([1, {'a': 2}]), pprint.pformat(list(range(40)), width=40, compact=True)); pprint.pprint({'key%d' % i: list(range(12)) for i in range(3)}, width=60)
# expect: {'a': {'x': (1,), 'y': 'zzzzzzzzzz'}, 'b': [1, 2, 3]}
# expect: [[0,
# expect:   1,
# expect:   2,
# expect:   3,
# expect:   4,
# expect:   5,
# expect:   6,
# expect:   7,
# expect:   8,
# expect:   9,
# expect:   10,
# expect:   11,
# expect:   12,
# expect:   13,
# expect:   14,
# expect:   15,
# expect:   16,
# expect:   17,
# expect:   18,
# expect:   19,
# expect:   20,
# expect:   21,
# expect:   22,
# expect:   23,
# expect:   24,
# expect:   25,
# expect:   26,
# expect:   27,
# expect:   28,
# expect:   29],
# expect:  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
# expect:  {0: 'value0',
# expect:   1: 'value1',
# expect:   2: 'value2',
# expect:   3: 'value3',
# expect:   4: 'value4',
# expect:   5: 'value5',
# expect:   6: 'value6',
# expect:   7: 'value7'}]
# expect: [1, {'a': 2}] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
# expect:  12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
# expect:  22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
# expect:  32, 33, 34, 35, 36, 37, 38, 39]
# expect: {'key0': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
# expect:  'key1': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
# expect:  'key2': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}
print(timeit.timeit('1+1', number=10) >= 0, isinstance(timeit.default_timer(), float), len(timeit.repeat(lambda: None, number=1, repeat=2)))
# expect: True True 2
print(len(secrets.token_hex(8)), secrets.randbelow(1), secrets.choice([5]), len(secrets.token_bytes(4)))
# expect: 16 0 5 4
print(cmath.sqrt(-1), cmath.exp(1j * cmath.pi), cmath.phase(1j), cmath.polar(1+1j), cmath.rect(1, 0), cmath.log(1j), cmath.sin(1j), cmath.cos(1), cmath.isclose(1, 1+1e-12j), cmath.sqrt(3+4j), cmath.log(100, 10), cmath.log10(100), cmath.inf, cmath.tan(0.5), cmath.atan(1), cmath.cosh(1), cmath.acos(2), cmath.isnan(complex('nan')))
# expect: 1j (-1+1.2246467991473532e-16j) 1.5707963267948966 (1.4142135623730951, 0.7853981633974483) (1+0j) 1.5707963267948966j 1.1752011936438014j (0.5403023058681398-0j) True (2+1j) (2+0j) (2+0j) inf (0.5463024898437905+0j) (0.7853981633974483+0j) (1.5430806348152437+0j) -1.3169578969248166j True
print(isinstance(1, numbers.Integral), isinstance(1.0, numbers.Real), isinstance(1j, numbers.Complex), isinstance(F(1), numbers.Rational), isinstance('a', numbers.Number), isinstance(True, numbers.Number))
# expect: True True True True False True
