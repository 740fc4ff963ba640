# The % operator with all codes.
print("%s %r %d %i" % ("a", "b", 3, 4.9), "%s" % 5, "%s" % (1,), "%s %s" % ([1], None))
# expect: a 'b' 3 4 5 1 [1] None
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o" % (42, 42, 42, 42, 42, 255, 255, 255, 8))
# expect:    42|42   |00042|+42| 42|ff|FF|0xff|10
print("%f %.2f %10.3f|%-10.1f| %e %.1e %g %g %G" % (3.14159, 2.5, 1.5, 2.25, 12345.678, 0.00012, 1e-5, 123456789, 1e20))
# expect: 3.141590 2.50      1.500|2.2       | 1.234568e+04 1.2e-04 1e-05 1.23457e+08 1E+20
print("%c%c %% %10s|%-10s|%.2s" % ("a", 66, "r", "l", "long"))  # expect: aB %          r|l         |lo
print("%(name)s is %(age)d" % {"name": "Bo", "age": 7}, "%*d|%-*d|%.*f" % (5, 42, 4, 7, 2, 3.14159))
# expect: Bo is 7    42|7   |3.14
print("%s" % ((1, 2),), "%d%%" % 50, "%r" % "it's", "%a" % "é")  # expect: (1, 2) 50% "it's" '\xe9'
print("%d %s" % (10 ** 20, True), "%d" % True, "%x" % -255, "%s" % None)
# expect: 100000000000000000000 True 1 -ff None
for f in (lambda: "%d" % "a", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%z" % 1, lambda: "%(x)s" % {}, lambda: "%c" % "ab", lambda: "%d" % 1.5, lambda: "%x" % 1.5, lambda: "abc" % 1):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: ValueError unsupported format character 'z' (0x7a) at index 1
# expect: KeyError 'x'
# expect: TypeError %c requires int or char
# expect: 1
# expect: TypeError %x format: an integer is required, not float
# expect: TypeError not all arguments converted during string formatting
