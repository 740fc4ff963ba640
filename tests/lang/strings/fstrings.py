# f-strings: expressions, conversions, specs, nesting, =.
name, n, x = "Ann", 42, 3.14159
print(f"{name} is {n}", f"{n + 1}", f"{name!r} {name!s} {'é'!a}")  # expect: Ann is 42 43 'Ann' Ann '\xe9'
print(f"{x:.2f}|{n:5d}|{n:<5}|{n:^7}|{n:05}|{name:>6}|{name:*^9}")
# expect: 3.14|   42|42   |  42   |00042|   Ann|***Ann***
print(f"{n:x} {n:b} {n:o} {n:#x} {n:,} {1234567:,} {1234567.891:,.2f} {0.25:.1%} {n:e}")
# expect: 2a 101010 52 0x2a 42 1,234,567 1,234,567.89 25.0% 4.200000e+01
print(f"{{literal}} {{{n}}}", f"{'nested ' + f'{n}'}")  # expect: {literal} {42} nested 42
width, precision = 10, 3
print(f"{x:{width}.{precision}f}|{name:{'>'}{width}}")  # expect:      3.142|       Ann
print(f"{n=} {x = :.1f} {name=!s} {n+1=}")  # expect: n=42 x = 3.1 name=Ann n+1=43
print(f"{[i * 2 for i in range(3)]} {dict(a=1)} { {'k': 1}['k'] } {(lambda v: v + 1)(2)}")
# expect: [0, 2, 4] {'a': 1} 1 3
print(f"{n if n > 3 else 0}" f" joined " "plain")  # expect: 42 joined plain
print(f"""multi
{name}""")
# expect: multi
# expect: Ann
print(rf"\d{n}", f"\t{n}\\")  # expect: \d42 	42\
class P:
    def __format__(self, spec):
        return f"<{spec}>"
    def __str__(self):
        return "str"
    def __repr__(self):
        return "repr"
p = P()
print(f"{p} {p:abc} {p!s} {p!r:>6}")  # expect: <> <abc> str   repr
print(f"{None} {True} {n!r:>4} {'a' 'b'}")  # expect: None True   42 ab
