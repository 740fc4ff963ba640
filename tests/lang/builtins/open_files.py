# open: write, read, append, iterate, with, binary, errors.
import sys
path = "/tmp/ungil_test_open_files.txt"
with open(path, "w") as f:
    f.write("first\n")
    print(f.write("second\n"))
    f.writelines(["third\n", "é fourth\n"])
# expect: 7
with open(path) as f:
    print(repr(f.read()))
# expect: 'first\nsecond\nthird\né fourth\n'
with open(path, "a") as f:
    print("fifth", file=f)
with open(path) as f:
    for line in f:
        print(line.rstrip())
# expect: first
# expect: second
# expect: third
# expect: é fourth
# expect: fifth
with open(path) as f:
    print(repr(f.readline()), f.readlines(), repr(f.read()))
# expect: 'first\n' ['second\n', 'third\n', 'é fourth\n', 'fifth\n'] ''
f = open(path)
print(f.read(3), f.closed, f.name == path, f.mode)  # expect: fir False True r
f.close()
print(f.closed)  # expect: True
try:
    f.read()
except ValueError as e:
    print(e)
# expect: I/O operation on closed file.
with open(path, "wb") as f:
    f.write(b"\x00\x01\xff")
    f.write(bytes(range(3)))
with open(path, "rb") as f:
    print(f.read())
# expect: b'\x00\x01\xff\x00\x01\x02'
with open(path, "r+b") as f:
    f.seek(1)
    f.write(b"X")
    print(f.tell())
# expect: 2
with open(path, "rb") as f:
    print(f.read(2), f.read(), f.read())
# expect: b'\x00X' b'\xff\x00\x01\x02' b''
try:
    open("/nonexistent/file.txt")
except FileNotFoundError as e:
    print(e, e.errno)
# expect: [Errno 2] No such file or directory: '/nonexistent/file.txt' 2
try:
    open(path, "zz")
except ValueError as e:
    print(e)
# expect: invalid mode: 'zz'
try:
    with open(path, "x") as f:
        pass
except FileExistsError as e:
    print(type(e).__name__)
# expect: FileExistsError
try:
    open("/tmp")
except IsADirectoryError as e:
    print(e)
# expect: [Errno 21] Is a directory: '/tmp'
