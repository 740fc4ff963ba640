# int() from text, floats, other bases; and text from ints.
print(int("42"), int("-17"), int("  8 "), int("+3"), int("1_000"))  # expect: 42 -17 8 3 1000
print(int("ff", 16), int("0xff", 16), int("0b101", 0), int("0o17", 0), int("z", 36), int("-0x1F", 0))
# expect: 255 255 5 15 35 -31
print(int(3.99), int(-3.99), int(1e20), int(True), int())  # expect: 3 -3 100000000000000000000 1 0
print(bin(10), oct(64), hex(255), bin(-5), hex(-4096), hex(2 ** 70))
# expect: 0b1010 0o100 0xff -0b101 -0x1000 0x400000000000000000
print(str(123), repr(-5), str(10 ** 25))  # expect: 123 -5 10000000000000000000000000
for text in ["", "abc", "12.5", "1 2", "0x10", "1__0", "_1"]:
    try:
        print(int(text))
    except ValueError as e:
        print(e)
# expect: invalid literal for int() with base 10: ''
# expect: invalid literal for int() with base 10: 'abc'
# expect: invalid literal for int() with base 10: '12.5'
# expect: invalid literal for int() with base 10: '1 2'
# expect: invalid literal for int() with base 10: '0x10'
# expect: invalid literal for int() with base 10: '1__0'
# expect: invalid literal for int() with base 10: '_1'
for bad in [None, [], 1j if False else "é"]:
    try:
        print(int(bad))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: ValueError invalid literal for int() with base 10: 'é'
try:
    int("12", 1)
except ValueError as e:
    print(e)
# expect: int() base must be >= 2 and <= 36, or 0
try:
    int(float("nan"))
except ValueError as e:
    print(e)
# expect: cannot convert float NaN to integer
try:
    int(float("inf"))
except OverflowError as e:
    print(e)
# expect: cannot convert float infinity to integer
