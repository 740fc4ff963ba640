# bytes: literals, indexing, slices, methods, conversion.
b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1])  # expect: b'hello\x00\xff' 7 104 255 b'el' b'\xff\x00olleh'
print(list(b"abc"), bytes([65, 66]), bytes(3), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)))
# expect: [97, 98, 99] b'AB' b'\x00\x00\x00' b'\xc3\xa9' b'x' b'\x00\x01\x02'
print(b"a" + b"b", b"ab" * 2, b"a" < b"b", b"abc" == b"abc", b"ab" in b"cabd", 97 in b"abc")
# expect: b'ab' b'abab' True True True True
print(b"a,b".split(b","), b"-".join([b"x", b"y"]), b" x ".strip(), b"abc".replace(b"b", b"ZZ"), b"abc".find(b"c"), b"aba".count(b"a"))
# expect: [b'a', b'b'] b'x-y' b'x' b'aZZc' 2 2
print(b"abc".decode(), "é".encode().decode("utf-8"), b"abc".hex(), bytes.fromhex("00ff 10"), b"Ab".upper(), b"Ab".lower())
# expect: abc é 616263 b'\x00\xff\x10' b'AB' b'ab'
print(repr(b"it's"), repr(b'"'), repr(b"\n\t\\"), rb"\n", b"a" b"b")  # expect: b"it's" b'"' b'\n\t\\' b'\\n' b'ab'
print(b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"c")), b"12".isdigit(), hash(b"a") == hash(b"a"))
# expect: True True True True
for f in (lambda: bytes([256]), lambda: b"a" + "b", lambda: b"\xff".decode(), lambda: bytes("x"), lambda: b"abc"[5], lambda: bytes(-1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError can't concat str to bytes
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: TypeError string argument without an encoding
# expect: IndexError index out of range
# expect: ValueError negative count
for x in b"ab":
    print(x)
# expect: 97
# expect: 98
