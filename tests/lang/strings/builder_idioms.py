# Tables, boxes, progress bars, diffs, columns: text assembled in all the usual ways.
rows = [("apple", 3, 0.5), ("banana", 12, 0.25), ("cherry", 100, 12.125)]
for name, n, price in rows:
    print(name.ljust(10, ".") + str(n).rjust(5) + f"{price:8.2f}" + "%8.3f" % (n * price))
# expect: apple.....    3    0.50   1.500
# expect: banana....   12    0.25   3.000
# expect: cherry....  100   12.121212.500
print("+" + "-" * 12 + "+")  # expect: +------------+
for name, *_ in rows:
    print("|" + name.center(12) + "|")
# expect: |   apple    |
# expect: |   banana   |
# expect: |   cherry   |
print("+" + "-" * 12 + "+")  # expect: +------------+
for done in range(0, 11, 5):
    print("[" + "#" * done + "." * (10 - done) + f"] {done * 10:3d}%")
# expect: [..........]   0%
# expect: [#####.....]  50%
# expect: [##########] 100%
print("\n".join(f"{i:>2}: {line}" for i, line in enumerate("one two three".split(), 1)))
# expect:  1: one
# expect:  2: two
# expect:  3: three
print("; ".join(f"{k}={v!r}" for k, v in {"a": 1, "b": "x"}.items()))  # expect: a=1; b='x'
text = "the quick brown fox"
print(text.title(), text[::-1], " ".join(w[::-1] for w in text.split()), "".join(w[0] for w in text.split()).upper())
# expect: The Quick Brown Fox xof nworb kciuq eht eht kciuq nworb xof TQBF
print({c: text.count(c) for c in sorted(set(text)) if text.count(c) > 1})  # expect: {' ': 3, 'o': 2}
snake = "someCamelCaseName"
print("".join("_" + c.lower() if c.isupper() else c for c in snake), "".join(p.title() for p in "a_snake_name".split("_")))
# expect: some_camel_case_name ASnakeName
print(",".join(f"{x:.1f}" for x in [1, 2.25, 3.75]), "|".join(["x"] * 3), ("ab" * 3).replace("ba", "-"))
# expect: 1.0,2.2,3.8 x|x|x a--b
n = 1234567.891
print(f"{n:,.2f}", f"{n:.3e}", f"{n:015.2f}", f"{int(n):_}", f"{n:>+20,.1f}", f"{0.5:%}", f"{255:#06x}", f"{5:03b}")
# expect: 1,234,567.89 1.235e+06 000001234567.89 1_234_567         +1,234,567.9 50.000000% 0x00ff 101
def diff(a, b):
    return "".join(x if x == y else "^" for x, y in zip(a.ljust(len(b)), b.ljust(len(a))))
print(diff("kitten", "sitting"))  # expect: ^itt^n^
print("%-10s|%5d|%05.1f|%x|%o|%e|%s" % ("left", 42, 3.14159, 255, 8, 12345.678, None))
# expect: left      |   42|003.1|ff|10|1.234568e+04|None
print("{:>{w}}|{:^{w}}|{:<{w}}|".format("r", "c", "l", w=6), "{0:{1}}".format("x", ">4"))
# expect:      r|  c   |l     |    x
print("a\tb\nc\\d", r"a\tb", repr("tab\t"), str("q'uote"), ascii("ü"), "nul\0".encode())
# expect: a	b
# expect: c\d a\tb 'tab\t' q'uote '\xfc' b'nul\x00'
words = "to be or not to be".split()
print(sorted(set(words), key=words.index), max(words, key=words.count), [w for i, w in enumerate(words) if w not in words[:i]])
# expect: ['to', 'be', 'or', 'not'] to ['to', 'be', 'or', 'not']
