# match with literals, captures, sequences, mappings, classes, guards.
def describe(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case "a" | "b":
            return "letter"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [first, *rest]:
            return f"first {first} rest {rest}"
        case {"kind": kind, **rest}:
            return f"kind {kind} {rest}"
        case None:
            return "none"
        case str() as s:
            return f"text {s}"
        case _:
            return "other"

for x in (0, 2, -5, "a", "zzz", [], [1], [1, 2, 3], (4, 5), {"kind": "k", "z": 1}, None, 3.5, 100):
    print(describe(x))
# expect: zero
# expect: small
# expect: negative -5
# expect: letter
# expect: text zzz
# expect: empty
# expect: one 1
# expect: first 1 rest [2, 3]
# expect: first 4 rest [5]
# expect: kind k {'z': 1}
# expect: none
# expect: other
# expect: other

class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y

def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"y axis {y}"
        case Point(x, y) if x == y:
            return "diagonal"
        case Point():
            return "elsewhere"

print(where(Point(0, 0)), where(Point(0, 3)), where(Point(2, 2)), where(Point(1, 2)))
# expect: origin y axis 3 diagonal elsewhere
