# The functions and constants of math.
import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan
print(math.sqrt(2), math.sqrt(16), math.pow(2, 0.5), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0.5), math.expm1(0.5))
# expect: 1.4142135623730951 4.0 1.4142135623730951 2.718281828459045 2.302585092994046 3.0 3.0 3.0 0.4054651081081644 0.6487212707001282
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1), math.atan2(1, -1))
# expect: 0.8414709848078965 0.5403023058681398 1.5574077246549023 0.5235987755982989 1.0471975511965979 0.7853981633974483 2.356194490192345
print(math.sinh(1), math.cosh(1), math.tanh(1), math.degrees(math.pi), math.radians(180), math.hypot(3, 4), math.hypot(1, 2, 2))
# expect: 1.1752011936438014 1.5430806348152437 0.7615941559557649 180.0 3.141592653589793 5.0 3.0
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.fabs(-3), math.copysign(3, -0.0))
# expect: 2 -3 3 -2 -2 3.0 -3.0
print(math.gcd(12, 18), math.gcd(0, 5), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm(), math.factorial(20), math.comb(10, 3), math.perm(5, 2), math.isqrt(10 ** 20 + 1))
# expect: 6 5 3 12 1 2432902008176640000 120 20 10000000000
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2))
# expect: True True True True True
print(math.fmod(-7, 3), math.modf(3.25), math.frexp(8.0), math.ldexp(0.5, 4), math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.prod([], start=5))
# expect: -1.0 (0.25, 3.0) (0.5, 4) 8.0 1.0 24 5
print(math.dist((0, 0), (3, 4)), math.remainder(7, 4), math.gamma(5), math.lgamma(10), math.erf(0.5), math.erfc(0.5))
# expect: 5.0 -1.0 24.0 12.801827480081467 0.5204998778130465 0.4795001221869535
print(math.nextafter(1.0, 2.0), math.ulp(1.0), math.floor(10 ** 20), math.floor(1e20), math.log(10 ** 400), math.log2(2 ** 2000))
# expect: 1.0000000000000002 2.220446049250313e-16 100000000000000000000 100000000000000000000 921.0340371976182 2000.0
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.acos(2), lambda: math.sqrt("a"), lambda: math.factorial(2.5), lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.pow(-8, 1 / 3), lambda: math.fmod(1, 0)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError factorial() not defined for negative values
# expect: OverflowError math range error
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
# expect: ValueError math domain error
# expect: TypeError must be real number, not str
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: ValueError isqrt() argument must be nonnegative
# expect: ValueError n must be a non-negative integer
# expect: ValueError math domain error
# expect: ValueError math domain error
from math import sqrt as root, pi
print(root(9), round(pi, 4))  # expect: 3.0 3.1416
