# str.format: positions, names, attributes, items, specs.
print("{} {}".format(1, "a"), "{1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2), "{0}{0}".format("r"))
# expect: 1 a y x 1 2 rr
print("{0[1]} {d[key]} {c.imag}".format([1, 2], d={"key": "v"}, c=5))  # expect: 2 v 0
print("{:>8}|{:<8}|{:^8}|{:08.3f}".format("r", "l", "c", 3.14159))  # expect:        r|l       |   c    |0003.142
print("{!r} {!s} {:{}}".format("a", "b", 5, 4), "{{}}".format())  # expect: 'a' b    5 {}
print("{:+d} {: d} {:-d} {:+.1f}".format(5, 5, -5, 2.0))  # expect: +5  5 -5 +2.0
print("{:,} {:_} {:_x} {:#b} {:#o} {:X}".format(1234567, 1234567, 0xFFFFFF, 5, 8, 255))
# expect: 1,234,567 1_234_567 ff_ffff 0b101 0o10 FF
print("{:.3} {:10.2}|{:c} {:%}".format("abcdef", "xyz", 65, 0.5))  # expect: abc xy        |A 50.000000%
print("{:e} {:.2e} {:g} {:g} {:g} {:G} {:n}".format(12345.678, 0.00012, 1e10, 0.0001, 123456789.0, 1e-10, 5))
# expect: 1.234568e+04 1.20e-04 1e+10 0.0001 1.23457e+08 1E-10 5
print("{:=+6d} {:0=6d} {:*<6} {:*=7}".format(5, -5, 3, -42))  # expect: +    5 -00005 3***** -****42
for bad in ("{", "}", "{}{0}", "{0}{}"):
    try:
        print(bad.format(1))
    except (ValueError, IndexError) as e:
        print(e)
# expect: Single '{' encountered in format string
# expect: Single '}' encountered in format string
# expect: cannot switch from automatic field numbering to manual field specification
# expect: cannot switch from manual field specification to automatic field numbering
for f in (lambda: "{} {}".format(1), lambda: "{x}".format(), lambda: "{:d}".format("a"), lambda: "{:s}".format(1), lambda: "{:.2d}".format(1), lambda: "{:q}".format(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: IndexError Replacement index 1 out of range for positional args tuple
# expect: KeyError 'x'
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError Unknown format code 's' for object of type 'int'
# expect: ValueError Precision not allowed in integer format specifier
# expect: ValueError Unknown format code 'q' for object of type 'int'
