# split, rsplit, splitlines, join.
print("a b  c".split(), "a b  c".split(" "), "  x ".split(), "".split(), "".split(","))
# expect: ['a', 'b', 'c'] ['a', 'b', '', 'c'] ['x'] [] ['']
print("a,b,c,d".split(",", 2), "a,b,c,d".rsplit(",", 1), " a b c ".split(None, 1), "a--b--c".split("--"))
# expect: ['a', 'b', 'c,d'] ['a,b,c', 'd'] ['a', 'b c '] ['a', 'b', 'c']
print("one\ntwo\r\nthree\rfour".splitlines(), "a\n\nb\n".splitlines(), "a\nb".splitlines(True), "".splitlines())
# expect: ['one', 'two', 'three', 'four'] ['a', '', 'b'] ['a\n', 'b'] []
print(",".join(["a", "b", "c"]), "".join([]), "-".join("xyz"), ", ".join(str(i) for i in range(3)))
# expect: a,b,c  x-y-z 0, 1, 2
print("x".join({"k": 1}), " ".join(("only",)))  # expect: k only
try:
    ",".join([1, 2])
except TypeError as e:
    print(e)
# expect: sequence item 0: expected str instance, int found
try:
    "a".split("")
except ValueError as e:
    print(e)
# expect: empty separator
try:
    "a".join(5)
except TypeError as e:
    print(e)
# expect: can only join an iterable
print("1\t2  3\n4".split(), "a b c d".rsplit(maxsplit=2), "a:b".split(sep=":"))
# expect: ['1', '2', '3', '4'] ['a b', 'c', 'd'] ['a', 'b']
