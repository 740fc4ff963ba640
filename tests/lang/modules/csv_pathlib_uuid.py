# Tables, paths and identifiers.
import csv
import io
import pathlib
import tempfile
import uuid
from pathlib import Path, PurePosixPath

text = 'name,age,note\r\n"Smith, J",42,"said ""hi"""\r\n\r\nAnn,7,"two\r\nlines"\r\nBob,,x y\r\n'
for row in csv.reader(io.StringIO(text, newline="")):
    print(row)
# expect: ['name', 'age', 'note']
# expect: ['Smith, J', '42', 'said "hi"']
# expect: []
# expect: ['Ann', '7', 'two\r\nlines']
# expect: ['Bob', '', 'x y']
for row in csv.DictReader(io.StringIO(text)):
    print(row)
# expect: {'name': 'Smith, J', 'age': '42', 'note': 'said "hi"'}
# expect: {'name': 'Ann', 'age': '7', 'note': 'two\r\nlines'}
# expect: {'name': 'Bob', 'age': '', 'note': 'x y'}
print(list(csv.reader(["a;b;'c;d'"], delimiter=";", quotechar="'")), list(csv.reader(["1,x,2.5"], quoting=csv.QUOTE_NONE)))
# expect: [['a', 'b', 'c;d']] [['1', 'x', '2.5']]
print(list(csv.reader(['1,"x",2.5'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a\\,b,c"], escapechar="\\")))
# expect: [[1.0, 'x', 2.5]] [['a,b', 'c']]
print(list(csv.reader(["a, b,  c"], skipinitialspace=True)), list(csv.reader(['a"b,"c"d'])), list(csv.reader(["", "x"])))
# expect: [['a', 'b', 'c']] [['a"b', 'cd']] [[], ['x']]
out = io.StringIO()
sheet = csv.writer(out)
print(sheet.writerow(["plain", 1, 2.5, None, True, "with,comma", 'quo"te', "new\nline", ""]))  # expect: 54
sheet.writerows([[""], [], ["a"], (1, [2, 3])])
print(repr(out.getvalue()))
# expect: 'plain,1,2.5,,True,"with,comma","quo""te","new\nline",\r\n""\r\n\r\na\r\n1,"[2, 3]"\r\n'
for options in ({"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": "\t"},
                {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"doublequote": False, "escapechar": "\\"},
                {"dialect": "unix"}, {"lineterminator": "|"}):
    out = io.StringIO()
    csv.writer(out, **options).writerow(["a,b", 1, 'q"', "t\tb", 1.5])
    print(repr(out.getvalue()))
# expect: '"a,b","1","q""","t\tb","1.5"\r\n'
# expect: '"a,b",1,"q""","t\tb",1.5\r\n'
# expect: 'a,b\t1\t"q"""\t"t\tb"\t1.5\r\n'
# expect: 'a\\,b,1,q\\",t\tb,1.5\r\n'
# expect: '"a,b",1,q\\",t\tb,1.5\r\n'
# expect: '"a,b","1","q""","t\tb","1.5"\n'
# expect: '"a,b",1,"q""",t\tb,1.5|'
out = io.StringIO()
table = csv.DictWriter(out, ["x", "y"], restval="-", lineterminator="\n")
table.writeheader()
table.writerows([{"x": 1, "y": 2}, {"x": 3}])
print(out.getvalue(), csv.list_dialects())
# expect: x,y
# expect: 1,2
# expect: 3,-
# expect:  ['excel', 'excel-tab', 'unix']
for action in (lambda: table.writerow({"z": 1}), lambda: csv.reader([], "nope"), lambda: csv.writer(io.StringIO(), delimiter=",,"),
               lambda: csv.writer(out).writerow(5), lambda: list(csv.reader(["a\rb"])), lambda: list(csv.reader([b"x"]))):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError dict contains fields not in fieldnames: 'z'
# expect: Error unknown dialect
# expect: TypeError "delimiter" must be a 1-character string
# expect: Error iterable expected, not int
# expect: Error new-line character seen in unquoted field - do you need to open the file in universal-newline mode?
# expect: Error iterator should return strings, not bytes (the file should be opened in text mode)

p = PurePosixPath("/usr/lib//python3/./site.tar.gz")
print(p, repr(p), p.parts, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.root, p.is_absolute(), p.anchor)
# expect: /usr/lib/python3/site.tar.gz PurePosixPath('/usr/lib/python3/site.tar.gz') ('/', 'usr', 'lib', 'python3', 'site.tar.gz') site.tar.gz site.tar .gz ['.tar', '.gz'] /usr/lib/python3 / True /
print([str(x) for x in p.parents], p.with_suffix(".zip"), p.with_name("x"), p.with_stem("s"), p.relative_to("/usr"))
# expect: ['/usr/lib/python3', '/usr/lib', '/usr', '/'] /usr/lib/python3/site.tar.zip /usr/lib/python3/x /usr/lib/python3/s.gz lib/python3/site.tar.gz
print(p / "a" / "../b", "base" / PurePosixPath("x"), p / "/abs", p.match("*.gz"), p.match("lib/*"), Path("."), Path("a/.."))
# expect: /usr/lib/python3/site.tar.gz/a/../b base/x /abs True False . a/..
print(Path("b") < Path("c"), Path("a") == PurePosixPath("a"), {Path("a"), Path("./a")}, Path("a/b").joinpath("c", "d"))
# expect: True True {PosixPath('a')} a/b/c/d
for action in (lambda: p.relative_to("/var"), lambda: p.with_suffix("x"), lambda: Path(3), lambda: Path("/").with_name("a")):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError '/usr/lib/python3/site.tar.gz' is not in the subpath of '/var' OR one path is relative and the other is absolute.
# expect: ValueError Invalid suffix 'x'
# expect: TypeError expected str, bytes or os.PathLike object, not int
# expect: ValueError PosixPath('/') has an empty name
with tempfile.TemporaryDirectory() as folder:
    base = Path(folder)
    (base / "d" / "e").mkdir(parents=True)
    print((base / "f.txt").write_text("hello\n"), (base / "f.txt").read_text(), (base / "d/g.bin").write_bytes(b"\0\1"))
    (base / "d/e/h.txt").touch()
    print(sorted(str(x.relative_to(base)) for x in base.rglob("*")), [x.name for x in base.glob("*.txt")])
    print(sorted(x.name for x in base.iterdir()), (base / "f.txt").stat().st_size, (base / "no").exists())
    (base / "f.txt").rename(base / "k.txt")
    (base / "k.txt").unlink()
    (base / "k.txt").unlink(missing_ok=True)
    print([x.name for x in base.glob("**/*.txt")], base.is_dir(), (base / "d").is_file())
    with open(base / "o.txt", "w") as file:
        file.write("x")
    try:
        (base / "missing").read_text()
    except FileNotFoundError as error:
        print(error.strerror)
# expect: 6 hello
# expect:  2
# expect: ['d', 'd/e', 'd/e/h.txt', 'd/g.bin', 'f.txt'] ['f.txt']
# expect: ['d', 'f.txt'] 6 False
# expect: ['h.txt'] True False
# expect: No such file or directory
u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.fields, u.version, u.variant, u.urn, u.bytes_le == u.bytes)
# expect: 12345678-1234-5678-1234-567812345678 UUID('12345678-1234-5678-1234-567812345678') 12345678123456781234567812345678 24197857161011715162171839636988778104 b'\x124Vx\x124Vx\x124Vx\x124Vx' (305419896, 4660, 22136, 18, 52, 95073701484152) None reserved for NCS compatibility urn:uuid:12345678-1234-5678-1234-567812345678 False
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "http://x.y"), uuid.uuid4().version)
# expect: 886313e1-3b8a-5372-9b90-0c9aee199e5d 1488dcfe-503b-38f1-95ef-72b8e90fbaa1 4
print(len(str(uuid.uuid4())), uuid.UUID(int=5) < uuid.UUID(int=6), len({uuid.uuid4() for _ in range(50)}))
# expect: 36 True 50
try:
    uuid.UUID("xyz")
except ValueError as error:
    print(error)
# expect: badly formed hexadecimal UUID string
