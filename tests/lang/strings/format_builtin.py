# format() and the spec language on every number kind.
print(format(5), format("x", ">3"), format(3.14159, ".3f"), format(255, "x"), format(True), format(True, "d"))
# expect: 5   x 3.142 ff True 1
for spec in ("", "d", "5", "<5", "^5", "05", "+", " ", ",", "_", "b", "o", "x", "X", "#x", "#b", "c", "e", "f", ".1f", "g", "%", "n", "+08,"):
    print(repr(spec), repr(format(97, spec)))
# expect: '' '97'
# expect: 'd' '97'
# expect: '5' '   97'
# expect: '<5' '97   '
# expect: '^5' ' 97  '
# expect: '05' '00097'
# expect: '+' '+97'
# expect: ' ' ' 97'
# expect: ',' '97'
# expect: '_' '97'
# expect: 'b' '1100001'
# expect: 'o' '141'
# expect: 'x' '61'
# expect: 'X' '61'
# expect: '#x' '0x61'
# expect: '#b' '0b1100001'
# expect: 'c' 'a'
# expect: 'e' '9.700000e+01'
# expect: 'f' '97.000000'
# expect: '.1f' '97.0'
# expect: 'g' '97'
# expect: '%' '9700.000000%'
# expect: 'n' '97'
# expect: '+08,' '+000,097'
for spec in ("", ".2f", "8.2f", "<8.2f", "+.1f", ",.1f", "e", ".0f", "g", ".3g", "%", ".1%", "010.2f", "E", "#.0f", "_.2f"):
    print(repr(spec), repr(format(-1234.5678, spec)))
# expect: '' '-1234.5678'
# expect: '.2f' '-1234.57'
# expect: '8.2f' '-1234.57'
# expect: '<8.2f' '-1234.57'
# expect: '+.1f' '-1234.6'
# expect: ',.1f' '-1,234.6'
# expect: 'e' '-1.234568e+03'
# expect: '.0f' '-1235'
# expect: 'g' '-1234.57'
# expect: '.3g' '-1.23e+03'
# expect: '%' '-123456.780000%'
# expect: '.1%' '-123456.8%'
# expect: '010.2f' '-001234.57'
# expect: 'E' '-1.234568E+03'
# expect: '#.0f' '-1235.'
# expect: '_.2f' '-1_234.57'
print(format(float("inf"), "5"), format(float("nan"), ".2f"), format(-0.0, ".1f"), format(1e-7, ""), format(10 ** 22, ","))
# expect:   inf nan -0.0 1e-07 10,000,000,000,000,000,000,000
print(format(1.0, "g"), format(100000.0, "g"), format(1000000.0, "g"), format(1e15, ""), format(1e16, ""))
# expect: 1 100000 1e+06 1000000000000000.0 1e+16
print(format(2.5, ".0f"), format(3.5, ".0f"), format(0.125, ".2f"), format(1e22, "f"), format(1 / 3, ".20f"))
# expect: 2 4 0.12 10000000000000000000000.000000 0.33333333333333331483
for value, spec in ((5, "s"), ("x", "d"), (1.5, "d"), (5, ".2d"), ("a", "=5"), ([], "5")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError Unknown format code 's' for object of type 'int'
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError Unknown format code 'd' for object of type 'float'
# expect: ValueError Precision not allowed in integer format specifier
# expect: ValueError '=' alignment not allowed in string format specifier
# expect: TypeError unsupported format string passed to list.__format__
