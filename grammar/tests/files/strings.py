'a' "b" '''c
d''' """e"f""g"""
u'x' 'y', 'x' u'y', U'z'
r'\n' R"\""
b'a\x41\101\n\q' rb'\x' bR'\''
'\a\b\f\n\r\t\v\\\'\"\0\12\1234\777\x41\u00e9\U0001F600\N{BULLET}\N{latin small letter a}\
continued\q'
'\ud800', '\ud83d\ude00', '\udfff x'
'é \xe9 \xad ​ ' '"' "'" '\'"' '\x7f\x00'
b'\'"' b'"', b"'", b'\xff\x00\t'
"""
line
"""
"", b"", r"", ''
"\N{LINE FEED}\N{DIGIT ONE}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{HANGUL SYLLABLE GA}"
