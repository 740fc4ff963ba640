# The shortest text that reads back; float() from text.
for x in [0.1, 1.0, 100.0, 1e22, 1e23, 3.14159, 1 / 3, 2.5e-8, 123456.789, 1e100, 4.35, 0.3, 5e-05, 9007199254740993.0]:
    assert float(repr(x)) == x
    print(repr(x), str(x))
# expect: 0.1 0.1
# expect: 1.0 1.0
# expect: 100.0 100.0
# expect: 1e+22 1e+22
# expect: 1e+23 1e+23
# expect: 3.14159 3.14159
# expect: 0.3333333333333333 0.3333333333333333
# expect: 2.5e-08 2.5e-08
# expect: 123456.789 123456.789
# expect: 1e+100 1e+100
# expect: 4.35 4.35
# expect: 0.3 0.3
# expect: 5e-05 5e-05
# expect: 9007199254740992.0 9007199254740992.0
print(float("3.5"), float("  -2 "), float("1e3"), float(".5"), float("5."), float("1_0.5"), float(7), float())
# expect: 3.5 -2.0 1000.0 0.5 5.0 10.5 7.0 0.0
for bad in ["", "abc", "1.2.3", "1e", "--1", "0x10"]:
    try:
        print(float(bad))
    except ValueError as e:
        print(e)
# expect: could not convert string to float: ''
# expect: could not convert string to float: 'abc'
# expect: could not convert string to float: '1.2.3'
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: '--1'
# expect: could not convert string to float: '0x10'
try:
    float([])
except TypeError as e:
    print(e)
# expect: float() argument must be a string or a real number, not 'list'
