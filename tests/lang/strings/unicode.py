# Text outside ASCII: width, case, slices, encoding, sorting.
s = "naïve café 日本語 😀"
print(len(s), s[2], s[-1], s[11:14], s.upper(), s.encode("utf-8"), len(s.encode()))
# expect: 16 ï 😀 日本語 NAÏVE CAFÉ 日本語 😀 b'na\xc3\xafve caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e \xf0\x9f\x98\x80' 27
print(s.split(), s.index("日"), s[::-1], "".join(c for c in s if c.isascii()), sorted("zäaß"), [hex(ord(c)) for c in "é日😀"])
# expect: ['naïve', 'café', '日本語', '😀'] 11 😀 語本日 éfac evïan nave caf   ['a', 'z', 'ß', 'ä'] ['0xe9', '0x65e5', '0x1f600']
print("ÀÉ".lower(), "straße".upper(), "ﬁ".upper(), "Σ".lower(), "ΑΣ".lower(), "ǆ".upper(), "ı".upper(), "é" == "e\u0301", len("e\u0301"))
# expect: àé STRASSE FI σ ας Ǆ I False 2
print(b"\xc3\xa9".decode(), "é".encode("latin-1"), "日".encode("utf-16-le"), b"abc\xff".decode("utf-8", "replace"), b"a\xffb".decode("ascii", "ignore"))
# expect: é b'\xe9' b'\xe5e' abc� ab
for f in (lambda: b"\xff\xfe".decode(), lambda: "é".encode("ascii"), lambda: b"x".decode("nope")):
    try:
        f()
    except (UnicodeError, LookupError) as e:
        print(type(e).__name__, e)
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# expect: LookupError unknown encoding: nope
print(repr("\u200b\x1b\u00e9"), ascii("日"), "\u00e9" in s, "%s|%5s|%-5s|" % ("é", "日", "😀"), f"{'日本':*^8}")
# expect: '\u200b\x1bé' '\u65e5' True é|    日|😀    | ***日本***
