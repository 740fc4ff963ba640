# Classes as records: equality, ordering, hashing, copying, pretty printing, by hand and by factory.
def record(name, *fields, **defaults):
    def __init__(self, *args, **kwargs):
        names = list(fields) + list(defaults)
        if len(args) > len(names):
            raise TypeError(f"{name} takes {len(names)} values but {len(args)} were given")
        values = {**defaults, **dict(zip(names, args)), **kwargs}
        for f in names:
            if f not in values:
                raise TypeError(f"{name} needs {f}")
            setattr(self, f, values.pop(f))
        if values:
            raise TypeError(f"{name} has no {', '.join(values)}")
        self._fields = tuple(names)

    def key(self):
        return tuple(getattr(self, f) for f in self._fields)

    return type(name, (), {
        "__init__": __init__, "_key": key,
        "__repr__": lambda self: f"{name}({', '.join(f'{f}={getattr(self, f)!r}' for f in self._fields)})",
        "__eq__": lambda self, o: type(self) is type(o) and key(self) == key(o),
        "__lt__": lambda self, o: key(self) < key(o),
        "__hash__": lambda self: hash(key(self)),
        "__iter__": lambda self: iter(key(self)),
        "replace": lambda self, **kw: type(self)(**{**{f: getattr(self, f) for f in self._fields}, **kw}),
    })

Point = record("Point", "x", "y", z=0)
p, q = Point(1, 2), Point(y=2, x=1)
print(p, p == q, hash(p) == hash(q), {p: "found"}[q], p.replace(z=9), list(p), sorted([Point(2, 0), Point(1, 5), Point(1, 2)]))
# expect: Point(x=1, y=2, z=0) True True found Point(x=1, y=2, z=9) [1, 2, 0] [Point(x=1, y=2, z=0), Point(x=1, y=5, z=0), Point(x=2, y=0, z=0)]
x, y, z = p
print(x + y + z, p != Point(0, 0), p == (1, 2, 0))  # expect: 3 True False
for bad in (lambda: Point(1), lambda: Point(1, 2, 3, 4), lambda: Point(1, 2, w=5), lambda: Point(1, 2) < 5):
    try:
        print(bad())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: TypeError Point needs y
# expect: TypeError Point takes 3 values but 4 were given
# expect: TypeError Point has no w
# expect: AttributeError 'int' object has no attribute '_fields'

class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) if p.isdigit() else p for p in text.split("."))
    def __eq__(self, o):
        return self.parts == o.parts
    def __lt__(self, o):
        return self.parts < o.parts
    def __le__(self, o):
        return self < o or self == o
    def __str__(self):
        return ".".join(map(str, self.parts))

versions = [Version(v) for v in ("1.10", "1.9", "1.9.1", "0.1")]
print(*sorted(versions), max(versions), Version("1.0") >= Version("0.9"), Version("2") > Version("10"))
# expect: 0.1 1.9 1.9.1 1.10 1.10 True False
try:
    Version("1.a") < Version("1.2")
except TypeError as e:
    print(e)
# expect: '<' not supported between instances of 'str' and 'int'
class Enum:
    def __init__(self, *names):
        for i, n in enumerate(names):
            setattr(self, n, i)
        self.names = names
    def __getitem__(self, i):
        return self.names[i]
    def __len__(self):
        return len(self.names)
Colour = Enum("RED", "GREEN", "BLUE")
print(Colour.GREEN, Colour[2], len(Colour), list(Colour), "RED" in Colour)
# expect: 1 BLUE 3 ['RED', 'GREEN', 'BLUE'] True
