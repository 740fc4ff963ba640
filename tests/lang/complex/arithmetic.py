# Complex numbers: arithmetic, text, conversion, errors.
z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z, z * 2, 2 * z, z / 2, 1 / z, z ** 2, z ** -1, z ** 0.5, z ** (1+1j), z == 3+4j, z != 3, 3+0j == 3, hash(3+0j) == hash(3), bool(0j), z - 1, 1.5 - z, z * z, z / z, z + True)
# expect: (3+4j) 3.0 4.0 5.0 (3-4j) (-3-4j) (3+4j) (6+8j) (6+8j) (1.5+2j) (0.12-0.16j) (-7+24j) (0.12-0.16j) (2+1j) (-1.627159039925534+1.1248463410919416j) True True True True False (2+4j) (-1.5-4j) (-7+24j) (1+0j) (4+4j)
print(complex(1, 2), complex('1+2j'), complex(' -j '), complex('(1e3-2.5j)'), complex(1.5), complex(), complex(1j, 2), complex(imag=3), [1j, 2-3j], {1j: 2}, repr(-0.0 + 0j), 0j, -0j, complex(-0.0, -0.0), 1e20j, 1.5e-7+2j, complex(float('inf'), float('nan')))
# expect: (1+2j) (1+2j) -1j (1000-2.5j) (1.5+0j) 0j 3j 3j [1j, (2-3j)] {1j: 2} 0j 0j (-0-0j) (-0-0j) 1e+20j (1.5e-07+2j) (inf+nanj)
print(f'{z:.2f}', f'{z:10}|', format(z, '+.1e'), '%s' % z, str(z), z.__class__, isinstance(z, complex), (-8) ** (1/3), (-1) ** 0.5, (-2.0) ** 1.5)
# expect: 3.00+4.00j     (3+4j)| +3.0e+00+4.0e+00j (3+4j) (3+4j) <class 'complex'> True (1.0000000000000002+1.7320508075688772j) (6.123233995736766e-17+1j) (-5.19573633741296e-16-2.8284271247461903j)
for e in ('z < 1', 'z // 2', 'z % 2', 'int(z)', 'float(z)', 'z / 0', '0j ** -1', "complex('x')", 'complex([])', "complex('1', 2)", "complex(1, '2')", 'round(z)', '~z', 'divmod(z, 1)', 'max(z, 1)', 'sorted([z, 1])', 'z + "a"', 'z[0]', 'z()'):
    try:
        print(e, eval(e))
    except Exception as x: print(e, '->', type(x).__name__, x)
# expect: z < 1 -> TypeError '<' not supported between instances of 'complex' and 'int'
# expect: z // 2 -> TypeError unsupported operand type(s) for //: 'complex' and 'int'
# expect: z % 2 -> TypeError unsupported operand type(s) for %: 'complex' and 'int'
# expect: int(z) -> TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: float(z) -> TypeError float() argument must be a string or a real number, not 'complex'
# expect: z / 0 -> ZeroDivisionError complex division by zero
# expect: 0j ** -1 -> ZeroDivisionError 0.0 to a negative or complex power
# expect: complex('x') -> ValueError complex() arg is a malformed string
# expect: complex([]) -> TypeError complex() first argument must be a string or a number, not 'list'
# expect: complex('1', 2) -> TypeError complex() can't take second arg if first is a string
# expect: complex(1, '2') -> TypeError complex() second arg can't be a string
# expect: round(z) -> TypeError type complex doesn't define __round__ method
# expect: ~z -> TypeError bad operand type for unary ~: 'complex'
# expect: divmod(z, 1) -> TypeError unsupported operand type(s) for divmod(): 'complex' and 'int'
# expect: max(z, 1) -> TypeError '>' not supported between instances of 'int' and 'complex'
# expect: sorted([z, 1]) -> TypeError '<' not supported between instances of 'int' and 'complex'
# expect: z + "a" -> TypeError unsupported operand type(s) for +: 'complex' and 'str'
# expect: z[0] -> TypeError 'complex' object is not subscriptable
# expect: z() -> TypeError 'complex' object is not callable
def mandel(c, n=50):
    z = 0
    for i in range(n):
        z = z * z + c
        if abs(z) > 2: return i
    return n
for y in range(-6, 7, 2): print(''.join('#' if mandel(complex(x / 10, y / 6)) == 50 else '.' for x in range(-20, 6)))
# expect: ....................#.....
# expect: .................#.#......
# expect: ..............###########.
# expect: #######################...
# expect: ..............###########.
# expect: .................#.#......
# expect: ....................#.....
print(sum([1j, 2, 3.5]), sum([1+1j] * 3), [x * 1j for x in range(3)], 2j.imag, 1_0j, z is z, {z, 3+4j})
# expect: (5.5+1j) (3+3j) [0j, 1j, 2j] 2.0 10j True {(3+4j)}
class V(complex):
    def __repr__(self): return 'V' + super().__repr__()
v = V(1, 2); print(v, v + 1, type(v + 1), v.real, V('1j'))  # expect: V(1+2j) (2+2j) <class 'complex'> 1.0 V1j
class W:
    def __complex__(self): return 5j
print(complex(W()))  # expect: 5j
print(pow(2j, 2), pow(1j, 3), 1j ** 2, (1+2j) ** 3, (2+0j) ** 100)
# expect: (-4+0j) (-0-1j) (-1+0j) (-11-2j) (1.2676506002282294e+30+0j)
match 1+2j:
    case 1+2j: print('matched')
# expect: matched
roots = lambda a, b, c: ((-b + (b*b-4*a*c) ** 0.5) / (2*a), (-b - (b*b-4*a*c) ** 0.5) / (2*a))
print(roots(1, 2, 5))  # expect: ((-0.9999999999999999+2j), (-1.0000000000000002-2j))
