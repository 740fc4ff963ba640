# Quotes, escapes, raw strings, joining, triple quotes.
print('single', "double", 'it\'s', "say \"hi\"", '"mixed"', "it's")  # expect: single double it's say "hi" "mixed" it's
print("tab\there", "line\\n", "a\x41\u0042\U00000043\103", "\N{GREEK SMALL LETTER ALPHA}")
# expect: tab	here line\n aABCC α
print(r"raw\n\t", R'\d+', "a" 'b' """c""")  # expect: raw\n\t \d+ abc
print("""two
lines""")
# expect: two
# expect: lines
print('''quote ' inside''')  # expect: quote ' inside
print("continued \
line")
# expect: continued line
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\r\\\0\x7f\xa0é\u200b"))
# expect: "it's" 'say "hi"' 'both \' and "' '\n\t\r\\\x00\x7f\xa0é\u200b'
print(len("é"), len("日本語"), len("😀"), "😀"[0] == "😀")  # expect: 1 3 1 True
print("a\vb".split(), ascii("é日😀"))  # expect: ['a', 'b'] '\xe9\u65e5\U0001f600'
print(str(), str(5), str("x"), str(None), str([1, "a"]))  # expect:  5 x None [1, 'a']
