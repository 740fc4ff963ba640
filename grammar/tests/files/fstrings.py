f"", f"a", f"{a}", f"a{b}c{d}", F'{a}' "b" f"{c}", "a" f"{b}", u"a" f"{b}c"
f"{a!r}", f"{a!s:>10}", f"{a!a}", f"{a:}", f"{a:{b}}", f"{a:{b}.{c}f}", f"{a!r:^{w!s}}"
f"{a=}", f"{a = }", f"{a=!r}", f"{a=:x}", f"x{ a + b = !s}", f"{a=}{b=}"
f"{{}}", f"{{{a}}}", f"}}{{", f"{a}}}"
f"{a['b']}", f'''{
a
}''', f"{ {1: 2}[1] }", f"{(lambda x: x)}", f"{a if b else c}", f"{a, b}", f"{*a, b}", f"{yield a}"
f"{a != b}", f"{a == b}", f"{a <= b}", f"{a >= b}", f"{a < b}", f"{a > b:x}", f"{x:=5}", f"{(x:=5)}"
f"{x for x in y}", f"{f'{a}'}", f'{f"""{f"{1}"}"""}', f"{'a' 'b'}", f"{a:\n\x41}"
f"\N{BULLET}{a}\N{DIGIT ONE}", f"\x41{a}\{b}", rf"\{a}\n", fr"{a:\d}"
f"{a}" 'b' rf"\{c}"
f"{a:%Y-%m-%d}", f"{a:{'>'}{10}}", f"{a!r:}"
f"é{é}", f'{a[":"]}'
