# abs, round, divmod, pow, bin, hex, oct, int, float, complex-free.
print(abs(-3), abs(2.5), abs(-2.5), abs(True), round(2.567, 2), round(7), divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), pow(2, 3), pow(2, -1), pow(2.0, 3), pow(5, 3, 7), pow(-2, 3, 5))
# expect: 3 2.5 2.5 1 2.57 7 (3, 1) (-4, 1) (3.0, 1.5) 8 0.5 8.0 6 2
print(bin(5), oct(8), hex(255), bin(0), hex(-1), int("101", 2), ord("a"), chr(98))
# expect: 0b101 0o10 0xff 0b0 -0x1 5 97 b
print(max(abs(x) for x in (-5, 3)), sum(divmod(17, 5)), [round(x * 0.1, 1) for x in range(5)], round(-7.5), round(6.5))
# expect: 5 5 [0.0, 0.1, 0.2, 0.3, 0.4] -8 6
print(all(divmod(a, b) == (a // b, a % b) for a in range(-9, 10) for b in (-4, -1, 2, 3)))  # expect: True
print(all(a == (a // b) * b + a % b for a in (-7.5, 3.25, 10.0) for b in (2.0, -0.5, 3.0)))  # expect: True
class N:
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __divmod__(self, o): return "dm"
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __index__(self): return 3
n = N()
print(abs(n), round(n), round(n, 1), divmod(n, 1), int(n), float(n), bin(n), chr(n + 0 if False else 65), [1, 2, 3, 4][n])
# expect: abs ('round', None) ('round', 1) dm 7 1.5 0b11 A 4
