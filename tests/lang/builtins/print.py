# print: sep, end, file, flush, many kinds of values.
import sys
print()  # expect:
print("a", "b", sep="-")  # expect: a-b
print("a", "b", sep="")  # expect: ab
print(1, 2, 3, sep=", ", end="!\n")  # expect: 1, 2, 3!
print("no newline", end="")
print(" continued")  # expect: no newline continued
print(None, True, 1.5, [1, "x"], ("t",), {"k": 1}, b"b")  # expect: None True 1.5 [1, 'x'] ('t',) {'k': 1} b'b'
print("to stdout", file=sys.stdout, flush=True)  # expect: to stdout
print("to stderr", file=sys.stderr)
print(*[1, 2, 3])  # expect: 1 2 3
print(*"abc", sep="\n")
# expect: a
# expect: b
# expect: c
print("tab\tsep", "é日😀")  # expect: tab	sep é日😀
print(sep="x")  # expect:
print("a", sep=None, end=None)  # expect: a
try:
    print("a", sep=5)
except TypeError as e:
    print(e)
# expect: sep must be None or a string, not int
try:
    print("a", foo=1)
except TypeError as e:
    print(e)
# expect: 'foo' is an invalid keyword argument for print()
sys.stdout.write("written\n")  # expect: written
print(print("inner"))
# expect: inner
# expect: None

class W:
    def __init__(self):
        self.parts = []
    def write(self, s):
        self.parts.append(s)

w = W()
print("x", 1, file=w)
print(w.parts)  # expect: ['x', ' ', '1', '\n']
