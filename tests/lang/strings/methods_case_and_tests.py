# Case changes and the is... tests.
print("Hello World".upper(), "Hello".lower(), "hello world".title(), "hello World".capitalize(), "aBc".swapcase())
# expect: HELLO WORLD hello Hello World Hello world AbC
print("ß".upper(), "ÉCOLE".lower(), "Straße".casefold(), "ǆ".title(), "İ".lower() == "i̇")
# expect: SS école strasse ǅ True
print("they're bill's".title(), "x-ray 3d".title())  # expect: They'Re Bill'S X-Ray 3D
print([t.isalpha() for t in ("abc", "ab1", "", "é日")])  # expect: [True, False, False, True]
print([t.isdigit() for t in ("123", "12a", "", "²", "٣")])  # expect: [True, False, False, True, True]
print([t.isdecimal() for t in ("123", "²", "٣")], [t.isnumeric() for t in ("½", "5", "x")])
# expect: [True, False, True] [True, True, False]
print([t.isalnum() for t in ("a1", "a_", "")])  # expect: [True, False, False]
print([t.isspace() for t in (" \t\n", "", " a")])  # expect: [True, False, False]
print([t.isupper() for t in ("ABC", "AbC", "A1", "1")], [t.islower() for t in ("abc", "aBc", "a1", "")])
# expect: [True, False, True, False] [True, False, True, False]
print([t.istitle() for t in ("Hello World", "Hello world", "")])  # expect: [True, False, False]
print([t.isidentifier() for t in ("abc", "_x1", "1a", "", "class", "é")])
# expect: [True, True, False, False, True, True]
print([t.isprintable() for t in ("abc", "a\n", "")], [t.isascii() for t in ("abc", "é", "")])
# expect: [True, False, True] [True, False, True]
