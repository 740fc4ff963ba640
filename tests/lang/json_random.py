# Random values to text and back, and texts with mistakes: the quick way and the general one agree with CPython.
import json, random
rng = random.Random(5)
def val(d):
    k = rng.randrange(12 if d else 8)
    if k == 0: return None
    if k == 1: return rng.random() < .5
    if k == 2: return rng.randrange(-10**rng.randrange(1, 25), 10**rng.randrange(1, 25)+1)
    if k == 3: return rng.choice([0.0, -0.0, 1.5, 1e300, 5e-324, 1e16, 123456.789, float('inf'), float('-inf'), rng.random()*10**rng.randrange(-20,20)])
    if k < 8: return "".join(rng.choice('ab"\\/\n\t\x00\x1f\x7f\x80é日\ud800\U0001f600 ') for _ in range(rng.randrange(6)))
    if k < 10: return [val(d-1) for _ in range(rng.randrange(4))] if rng.random()<.8 else tuple(val(d-1) for _ in range(rng.randrange(4)))
    return {rng.choice(["a","b","c",1,2.5,None,True,"é"]) if rng.random()<.7 else "".join(rng.choice("xyz") for _ in range(3)): val(d-1) for _ in range(rng.randrange(4))}
def att(f, *a, **k):
    try: return repr(f(*a, **k))
    except Exception as e: return type(e).__name__ + ": " + str(e)
for i in range(120):
    v = val(4)
    kw = rng.choice([{}, {}, {"indent": 2}, {"indent": "\t"}, {"ensure_ascii": False}, {"sort_keys": True}, {"separators": (",", ":")}, {"indent": 0}, {"allow_nan": False}, {"skipkeys": True, "indent": 1, "sort_keys": True}])
    t = att(json.dumps, v, **kw)
    print(i, kw, t)
    try: t = json.dumps(v, **kw)
    except Exception: continue
    print(att(json.loads, t))
    if t:
        for _ in range(3):
            p = rng.randrange(len(t))
            m = t[:p] + rng.choice(['', '"', '}', ']', ',', '\\', '\\u12', '\\ud83d', 'e', '.', '-', '1', ' ', '\n', 'x']) + t[p + rng.randrange(3):]
            print(att(json.loads, m))
# expect: 0 {'indent': 2} '[\n  {},\n  "b"\n]'
# expect: [{}, 'b']
# expect: JSONDecodeError: Expecting value: line 1 column 2 (char 1)
# expect: JSONDecodeError: Extra data: line 3 column 7 (char 14)
# expect: JSONDecodeError: Expecting ',' delimiter: line 3 column 3 (char 10)
# expect: 1 {'ensure_ascii': False} '123456.789'
# expect: 123456.789
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: JSONDecodeError: Extra data: line 1 column 4 (char 3)
# expect: JSONDecodeError: Extra data: line 1 column 6 (char 5)
# expect: 2 {} '"/"'
# expect: '/'
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: '/'
# expect: '/'
# expect: 3 {'sort_keys': True} '[-96747861360628942049449]'
# expect: [-96747861360628942049449]
# expect: JSONDecodeError: Expecting ',' delimiter: line 1 column 14 (char 13)
# expect: JSONDecodeError: Expecting ',' delimiter: line 1 column 9 (char 8)
# expect: JSONDecodeError: Expecting ',' delimiter: line 2 column 1 (char 10)
# expect: 4 {'indent': 0} '[\ntrue,\n"\\u0080\\n "\n]'
# expect: [True, '\x80\n ']
# expect: JSONDecodeError: Expecting value: line 2 column 1 (char 2)
# expect: JSONDecodeError: Extra data: line 2 column 1 (char 2)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 3 column 3 (char 10)
# expect: 5 {'indent': 0} '"\\u65e5a"'
# expect: '日a'
# expect: JSONDecodeError: Extra data: line 1 column 2 (char 1)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 6 {'ensure_ascii': False} '"\\u001f😀\\\\é"'
# expect: '\x1f😀\\é'
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Invalid \escape: line 1 column 11 (char 10)
# expect: 7 {'sort_keys': True} '"\\"\\u007f"'
# expect: '"\x7f'
# expect: JSONDecodeError: Invalid \escape: line 1 column 4 (char 3)
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: '"\\ud83du007f'
# expect: 8 {} '{}'
# expect: {}
# expect: {}
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: 9 {'sort_keys': True} '586637164904657742484'
# expect: 586637164904657742484
# expect: JSONDecodeError: Extra data: line 1 column 7 (char 6)
# expect: JSONDecodeError: Extra data: line 1 column 19 (char 18)
# expect: JSONDecodeError: Extra data: line 1 column 14 (char 13)
# expect: 10 {'separators': (',', ':')} '"/b"'
# expect: '/b'
# expect: '/}'
# expect: 'eb'
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 11 {'separators': (',', ':')} '"\\u001f\\u007f "'
# expect: '\x1f\x7f '
# expect: '\x1f\x7f }'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: 12 {'indent': 0} '"\\""'
# expect: '"'
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: '"'
# expect: JSONDecodeError: Expecting value: line 1 column 2 (char 1)
# expect: 13 {'sort_keys': True} '"\\u001f \\u001f\\u007f"'
# expect: '\x1f \x1f\x7f'
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Invalid \escape: line 1 column 9 (char 8)
# expect: 14 {'ensure_ascii': False} '"\x7féé"'
# expect: '\x7féé'
# expect: '\x7f1é'
# expect: '\x7fxéé'
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 15 {} '[5e-324]'
# expect: [5e-324]
# expect: JSONDecodeError: Expecting ',' delimiter: line 1 column 7 (char 6)
# expect: JSONDecodeError: Expecting value: line 1 column 8 (char 7)
# expect: [0.0]
# expect: 16 {'indent': 2} '16002306.779062903'
# expect: 16002306.779062903
# expect: JSONDecodeError: Extra data: line 1 column 9 (char 8)
# expect: JSONDecodeError: Extra data: line 1 column 6 (char 5)
# expect: JSONDecodeError: Extra data: line 1 column 2 (char 1)
# expect: 17 {'sort_keys': True} '14426'
# expect: 14426
# expect: JSONDecodeError: Extra data: line 1 column 2 (char 1)
# expect: 1442
# expect: JSONDecodeError: Extra data: line 1 column 4 (char 3)
# expect: 18 {'skipkeys': True, 'indent': 1, 'sort_keys': True} '{}'
# expect: {}
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: 19 {'allow_nan': False} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 20 {'separators': (',', ':')} '"\\u007f\\u00e9/\\ud800"'
# expect: '\x7fé/\ud800'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 16 (char 15)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 9 (char 8)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: 21 {} '[-44642289827525266417]'
# expect: [-44642289827525266417]
# expect: [-44642289.75252664]
# expect: JSONDecodeError: Expecting ',' delimiter: line 1 column 18 (char 17)
# expect: JSONDecodeError: Expecting ',' delimiter: line 1 column 21 (char 20)
# expect: 22 {'ensure_ascii': False} '"\ud800\\u0000 "'
# expect: '\ud800\x00 '
# expect: '\ud800\x01 '
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 4 (char 3)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 23 {} '{"true": null, "2.5": "/ "}'
# expect: {'true': None, '2.5': '/ '}
# expect: {'t-e': None, '2.5': '/ '}
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 15 (char 14)
# expect: {'true': None, '2.5': '/ '}
# expect: 24 {'indent': 0} '""'
# expect: ''
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Invalid control character at: line 1 column 2 (char 1)
# expect: 25 {'allow_nan': False} '{"\\u00e9": [], "c": "\\u0080\\u007f"}'
# expect: {'é': [], 'c': '\x80\x7f'}
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 23 (char 22)
# expect: {'é': [], 'c': '\x80\x7f'}
# expect: 26 {'separators': (',', ':')} '"\\ud83d\\ude00\\\\\\ta"'
# expect: '😀\\\ta'
# expect: '😀.\ta'
# expect: JSONDecodeError: Invalid control character at: line 1 column 16 (char 15)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 17 (char 16)
# expect: 27 {'separators': (',', ':')} '{"yxy":null}'
# expect: {'yxy': None}
# expect: JSONDecodeError: Expecting value: line 1 column 8 (char 7)
# expect: JSONDecodeError: Expecting value: line 1 column 8 (char 7)
# expect: {'}xy': None}
# expect: 28 {} '{"zxy": {"yzy": null, "b": 1.5, "zyx": -66757945049879168576}, "1": ""}'
# expect: {'zxy': {'yzy': None, 'b': 1.5, 'zyx': -66757945049879168576}, '1': ''}
# expect: {'zxy': {'yzy': None, 'b': 5, 'zyx': -66757945049879168576}, '1': ''}
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 24 (char 23)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 10 (char 9)
# expect: 29 {'sort_keys': True} '[[true, [{"xzy": 331372570110819955144, "zzz": 1e+300}, "/\\u0000"], "\\u65e5\\n/"], {}, {"a": false, "\\u00e9": Infinity}]'
# expect: [[True, [{'xzy': 331372570110819955144, 'zzz': 1e+300}, '/\x00'], '日\n/'], {}, {'a': False, 'é': inf}]
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 41 (char 40)
# expect: JSONDecodeError: Expecting value: line 1 column 3 (char 2)
# expect: [[True, [{'xzy': 331372570110819955144, 'zzz': 1e+300}, '/\x00'], '日\n/'], {}, {'a': False, 'é': inf}]
# expect: 30 {'indent': 2} '"\\u0000\\\\\\" \\t"'
# expect: '\x00\\" \t'
# expect: '\x00\\".\t'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: 31 {} '{"yxz": "\\u007f\\ud800\\u00e9b\\t", "yxx": null}'
# expect: {'yxz': '\x7f\ud800éb\t', 'yxx': None}
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 11 (char 10)
# expect: {'\ud83dxz': '\x7f\ud800éb\t', 'yxx': None}
# expect: JSONDecodeError: Expecting value: line 1 column 41 (char 40)
# expect: 32 {'separators': (',', ':')} 'null'
# expect: None
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 33 {'ensure_ascii': False} '-351557950898786556792'
# expect: -351557950898786556792
# expect: JSONDecodeError: Extra data: line 1 column 4 (char 3)
# expect: JSONDecodeError: Extra data: line 1 column 10 (char 9)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 34 {} '"\\u0080b"'
# expect: '\x80b'
# expect: '\x80\ud83db'
# expect: ' 0080b'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: 35 {'skipkeys': True, 'indent': 1, 'sort_keys': True} '{\n "xxx": {}\n}'
# expect: {'xxx': {}}
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 2 column 2 (char 3)
# expect: JSONDecodeError: Expecting value: line 2 column 8 (char 9)
# expect: {'x-x': {}}
# expect: 36 {'indent': 0} '-924703712242997'
# expect: -924703712242997
# expect: JSONDecodeError: Extra data: line 1 column 7 (char 6)
# expect: JSONDecodeError: Extra data: line 1 column 6 (char 5)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 37 {'separators': (',', ':')} '"\\u001fa\\ud83d\\ude00b\\ud83d\\ude00"'
# expect: '\x1fa😀b😀'
# expect: '\x1fa😀b😀'
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: '\x11fa😀b😀'
# expect: 38 {'indent': 0} '-0.0'
# expect: -0.0
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 0.0
# expect: 39 {'indent': '\t'} '"\\u007fbb"'
# expect: '\x7fbb'
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: 40 {'indent': 2} 'true'
# expect: True
# expect: JSONDecodeError: Expecting value: line 2 column 1 (char 1)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: True
# expect: 41 {'ensure_ascii': False} '"日/a"'
# expect: '日/a'
# expect: '日/xa'
# expect: JSONDecodeError: Extra data: line 1 column 6 (char 5)
# expect: '日\ud83d/a'
# expect: 42 {'allow_nan': False} '"\\u0080//"'
# expect: '\x80//'
# expect: '\ud83d\x80//'
# expect: ' u0080//'
# expect: '\x80//-'
# expect: 43 {'indent': 0} '""'
# expect: ''
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 2 (char 1)
# expect: 'x'
# expect: 44 {'sort_keys': True} 'true'
# expect: True
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 45 {} '"a"'
# expect: 'a'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 4 (char 3)
# expect: JSONDecodeError: Expecting value: line 1 column 2 (char 1)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 46 {'indent': 2} 'true'
# expect: True
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 47 {} '[]'
# expect: []
# expect: JSONDecodeError: Expecting value: line 2 column 1 (char 1)
# expect: JSONDecodeError: Expecting value: line 2 column 1 (char 2)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 48 {'indent': '\t'} '"\\u00e9"'
# expect: 'é'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: 49 {'separators': (',', ':')} '"\\n/\\ud83d\\ude00\\ud800"'
# expect: '\n/😀\ud800'
# expect: '\n\\ud83d\ude00\ud800'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 12 (char 11)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 12 (char 11)
# expect: 50 {'indent': 2} '-247917865307898'
# expect: -247917865307898
# expect: JSONDecodeError: Extra data: line 1 column 16 (char 15)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: JSONDecodeError: Extra data: line 1 column 14 (char 13)
# expect: 51 {'indent': '\t'} '9.780099690041232e-19'
# expect: 9.780099690041232e-19
# expect: 9.780099690041213e-19
# expect: JSONDecodeError: Extra data: line 1 column 13 (char 12)
# expect: JSONDecodeError: Extra data: line 1 column 7 (char 6)
# expect: 52 {'indent': '\t'} '"\\u00e9\\u0000\\u00e9\\u00e9"'
# expect: 'é\x00éé'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 21 (char 20)
# expect: 'é\x00é\ud83du00e9'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 9 (char 8)
# expect: 53 {'indent': 2} '-0.0'
# expect: -0.0
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: 54 {} '"\\"\\t\\u65e5a"'
# expect: '"\t日a'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 7 (char 6)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 7 (char 6)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 55 {'skipkeys': True, 'indent': 1, 'sort_keys': True} 'null'
# expect: None
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 56 {'allow_nan': False} '{}'
# expect: {}
# expect: JSONDecodeError: Expecting value: line 1 column 2 (char 1)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 57 {'sort_keys': True} 'true'
# expect: True
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 58 {'ensure_ascii': False} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 59 {'indent': '\t'} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 60 {'allow_nan': False} '{"zyy": ""}'
# expect: {'zyy': ''}
# expect: {'zyy]': ''}
# expect: {'z,y': ''}
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 9 (char 8)
# expect: 61 {'indent': 2} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 62 {'skipkeys': True, 'indent': 1, 'sort_keys': True} TypeError: '<' not supported between instances of 'NoneType' and 'bool'
# expect: 63 {'sort_keys': True} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 64 {'indent': '\t'} '"\\u65e5\\u0000 \\\\a"'
# expect: '日\x00 \\a'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 9 (char 8)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: 65 {'indent': 0} '{\n"xzz": [],\n"b": 1.5\n}'
# expect: {'xzz': [], 'b': 1.5}
# expect: {'xzz': [], 'b': 1.51}
# expect: JSONDecodeError: Expecting ':' delimiter: line 2 column 6 (char 7)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 3 column 3 (char 15)
# expect: 66 {'sort_keys': True} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 67 {'indent': 2} '{\n  "\\u00e9": "\\t\\u0080\\u65e5/\\u007f",\n  "zzx": [\n    "",\n    [\n      "\\u001f"\n    ],\n    {}\n  ]\n}'
# expect: {'é': '\t\x80日/\x7f', 'zzx': ['', ['\x1f'], {}]}
# expect: JSONDecodeError: Invalid \uXXXX escape: line 2 column 30 (char 31)
# expect: JSONDecodeError: Expecting value: line 5 column 4 (char 61)
# expect: {'é': '\t\x80日/\x7f', 'zzx': ['', ['\x1f'], {}]}
# expect: 68 {} '1.5'
# expect: 1.5
# expect: 1.5
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 69 {'indent': '\t'} '"\\"b\\t"'
# expect: '"b\t'
# expect: '"b\t\ud83d'
# expect: '"eb\t'
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: 70 {'allow_nan': False} '"ab\\n\\u65e5"'
# expect: 'ab\n日'
# expect: JSONDecodeError: Invalid \escape: line 1 column 6 (char 5)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 7 (char 6)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 7 (char 6)
# expect: 71 {'separators': (',', ':')} '123456.789'
# expect: 123456.789
# expect: 123456.789
# expect: JSONDecodeError: Extra data: line 1 column 6 (char 5)
# expect: JSONDecodeError: Extra data: line 1 column 4 (char 3)
# expect: 72 {'separators': (',', ':')} '"\\u65e5"'
# expect: '日'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 73 {'indent': 0} 'false'
# expect: False
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 74 {'indent': 0} 'null'
# expect: None
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 75 {'ensure_ascii': False} '[""]'
# expect: ['']
# expect: []
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 2 (char 1)
# expect: JSONDecodeError: Expecting value: line 1 column 2 (char 1)
# expect: 76 {'ensure_ascii': False} '{}'
# expect: {}
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: 77 {'allow_nan': False} '[[]]'
# expect: [[]]
# expect: JSONDecodeError: Extra data: line 1 column 2 (char 1)
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: [[]]
# expect: 78 {'indent': '\t'} '418853143099.11957'
# expect: 418853143099.11957
# expect: 4188531439.11957
# expect: 4188531099.11957
# expect: JSONDecodeError: Extra data: line 1 column 13 (char 12)
# expect: 79 {'allow_nan': False} 'null'
# expect: None
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 80 {'indent': 0} '"\\u65e5\\u65e5\\u007f\\n\\""'
# expect: '日日\x7f\n"'
# expect: '1日日\x7f\n"'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 15 (char 14)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: 81 {'sort_keys': True} '"\\u00e9\\ud800/\\ud83d\\ude00"'
# expect: 'é\ud800/😀'
# expect: '\\ud83du00e9\ud800/😀'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 16 (char 15)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 16 (char 15)
# expect: 82 {} 'null'
# expect: None
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 83 {'ensure_ascii': False} '{}'
# expect: {}
# expect: {}
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: JSONDecodeError: Extra data: line 1 column 2 (char 1)
# expect: 84 {'skipkeys': True, 'indent': 1, 'sort_keys': True} '[\n -19663047646138927193,\n true,\n null\n]'
# expect: [-19663047646138927193, True, None]
# expect: JSONDecodeError: Expecting ',' delimiter: line 3 column 6 (char 31)
# expect: [19663047646138927193, True, None]
# expect: JSONDecodeError: Invalid control character at: line 3 column 7 (char 32)
# expect: 85 {'ensure_ascii': False} '{"1": [], "zzz": true, "yzz": []}'
# expect: {'1': [], 'zzz': True, 'yzz': []}
# expect: JSONDecodeError: Expecting value: line 1 column 8 (char 7)
# expect: JSONDecodeError: Expecting value: line 1 column 17 (char 16)
# expect: JSONDecodeError: Expecting value: line 1 column 18 (char 17)
# expect: 86 {'separators': (',', ':')} '["/\\t\\u001f","\\t\\ud83d\\ude00\\"/",""]'
# expect: ['/\t\x1f', '\t😀"/', '']
# expect: ['/\t\x1f', '\t😀./', '']
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 24 (char 23)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 7 (char 6)
# expect: 87 {'indent': 2} '-9669579551295178303365'
# expect: -9669579551295178303365
# expect: JSONDecodeError: Extra data: line 1 column 14 (char 13)
# expect: -inf
# expect: -inf
# expect: 88 {'ensure_ascii': False} '{"2.5": "\\\\\\t"}'
# expect: {'2.5': '\\\t'}
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 7 (char 6)
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 14 (char 13)
# expect: {'2.5': '\\-\t'}
# expect: 89 {} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 90 {'ensure_ascii': False} '"\x80"'
# expect: '\x80'
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: '1'
# expect: 91 {} '"\\"\\"\\u007f"'
# expect: '""\x7f'
# expect: '""\x7f'
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: '"""007f'
# expect: 92 {'indent': '\t'} '""'
# expect: ''
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: '-'
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 93 {} 'true'
# expect: True
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 94 {'ensure_ascii': False} '{"2.5": "😀\ud800b\\t", "xyz": {"yzz": true}, "é": "\\u001f\x7f\\n"}'
# expect: {'2.5': '😀\ud800b\t', 'xyz': {'yzz': True}, 'é': '\x1f\x7f\n'}
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 46 (char 45)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 47 (char 46)
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 7 (char 6)
# expect: 95 {'indent': '\t'} 'Infinity'
# expect: inf
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 96 {'indent': '\t'} '{\n\t"yxy": [\n\t\t{},\n\t\t[]\n\t]\n}'
# expect: {'yxy': [{}, []]}
# expect: JSONDecodeError: Expecting ',' delimiter: line 6 column 1 (char 25)
# expect: JSONDecodeError: Expecting value: line 4 column 1 (char 18)
# expect: JSONDecodeError: Expecting value: line 5 column 1 (char 21)
# expect: 97 {'separators': (',', ':')} '[[-40243195329097648,"\\u007f"],{"zxx":"\\u007f"}]'
# expect: [[-40243195329097648, '\x7f'], {'zxx': '\x7f'}]
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 41 (char 40)
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 38 (char 37)
# expect: JSONDecodeError: Expecting value: line 1 column 22 (char 21)
# expect: 98 {'indent': 2} '[]'
# expect: []
# expect: JSONDecodeError: Expecting value: line 1 column 2 (char 1)
# expect: JSONDecodeError: Expecting value: line 1 column 3 (char 2)
# expect: []
# expect: 99 {'indent': '\t'} '[]'
# expect: []
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 100 {'allow_nan': False} '{"a": -0.0}'
# expect: {'a': -0.0}
# expect: JSONDecodeError: Expecting value: line 1 column 6 (char 5)
# expect: JSONDecodeError: Expecting ':' delimiter: line 1 column 5 (char 4)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: 101 {'indent': '\t'} '[\n\t{},\n\t"a/\\ud800b",\n\t""\n]'
# expect: [{}, 'a/\ud800b', '']
# expect: JSONDecodeError: Extra data: line 5 column 1 (char 26)
# expect: JSONDecodeError: Expecting ',' delimiter: line 2 column 4 (char 5)
# expect: JSONDecodeError: Expecting ',' delimiter: line 5 column 1 (char 25)
# expect: 102 {} '"\\"a\\ud83d\\ude00\\t"'
# expect: '"a😀\t'
# expect: '"a🛠0\t'
# expect: JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 6 (char 5)
# expect: 103 {'indent': 2} '""'
# expect: ''
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 104 {'indent': '\t'} '"\\n\\\\\\u65e5"'
# expect: '\n\\日'
# expect: '\n}\\u65e5'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 7 (char 6)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 105 {'sort_keys': True} '[false, "\\ud83d\\ude00\\t\\t"]'
# expect: [False, '😀\t\t']
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 17 (char 16)
# expect: JSONDecodeError: Invalid control character at: line 1 column 22 (char 21)
# expect: JSONDecodeError: Expecting ',' delimiter: line 2 column 1 (char 7)
# expect: 106 {'separators': (',', ':')} '714046952455353773238'
# expect: 714046952455353773238
# expect: JSONDecodeError: Extra data: line 2 column 1 (char 12)
# expect: JSONDecodeError: Extra data: line 1 column 21 (char 20)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 107 {} '{"zxz": [{}, "\\u00e9"], "a": {"yyz": "\\ud800\\n", "\\u00e9": null}, "2.5": false}'
# expect: {'zxz': [{}, 'é'], 'a': {'yyz': '\ud800\n', 'é': None}, '2.5': False}
# expect: {'zxz': [{}, 'é'], 'a': {'yyz': '\ud800\n', 'é': None}, '2\ud83d.5': False}
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 11 (char 10)
# expect: JSONDecodeError: Expecting value: line 1 column 74 (char 73)
# expect: 108 {'separators': (',', ':')} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 109 {} 'false'
# expect: False
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: 110 {} '"\\ud83d\\ude00\\"\\u0000\\u007f"'
# expect: '😀"\x00\x7f'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 17 (char 16)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 9 (char 8)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: 111 {'skipkeys': True, 'indent': 1, 'sort_keys': True} TypeError: '<' not supported between instances of 'str' and 'NoneType'
# expect: 112 {'indent': 0} '5e-324'
# expect: 5e-324
# expect: JSONDecodeError: Extra data: line 1 column 5 (char 4)
# expect: JSONDecodeError: Extra data: line 1 column 5 (char 4)
# expect: JSONDecodeError: Extra data: line 1 column 5 (char 4)
# expect: 113 {} '"\\t\\u65e5\\ud800\\\\/"'
# expect: '\t日\ud800\\/'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 11 (char 10)
# expect: '\t日 ud800\\/'
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 11 (char 10)
# expect: 114 {'indent': 0} 'true'
# expect: True
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: 115 {'separators': (',', ':')} '"\\u007f\\u007f\\ud800\\u0000b"'
# expect: '\x7f\x7f\ud800\x00b'
# expect: JSONDecodeError: Invalid \escape: line 1 column 14 (char 13)
# expect: JSONDecodeError: Invalid \uXXXX escape: line 1 column 21 (char 20)
# expect: '\x7f\x7f\ud800ซ'
# expect: 116 {'sort_keys': True} '"\\ud83d\\ude00b\\n"'
# expect: '😀b\n'
# expect: JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)
# expect: '"d83d\ude00b\n'
# expect: '\ud83d\\de00b\n'
# expect: 117 {'separators': (',', ':')} '{}'
# expect: {}
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: 118 {'sort_keys': True} '56576243860786'
# expect: 56576243860786
# expect: JSONDecodeError: Extra data: line 1 column 5 (char 4)
# expect: JSONDecodeError: Extra data: line 1 column 3 (char 2)
# expect: JSONDecodeError: Extra data: line 1 column 9 (char 8)
# expect: 119 {'separators': (',', ':')} '"b\\t\\t"'
# expect: 'b\t\t'
# expect: '1\t\t'
# expect: 'b\t-'
# expect: JSONDecodeError: Expecting value: line 1 column 1 (char 0)
d = {}
d["x"] = d
print(att(json.dumps, d)); l = []; l.append(l); print(att(json.dumps, l)); print(att(json.dumps, {(1,2): 3})); print(att(json.dumps, {1,2}))
# expect: ValueError: Circular reference detected
# expect: ValueError: Circular reference detected
# expect: TypeError: keys must be str, int, float, bool or None, not tuple
# expect: TypeError: Object of type set is not JSON serializable
x = []
for i in range(300): x = [x]
print(len(json.dumps(x)), json.loads(json.dumps(x)) == x)  # expect: 602 True
class S(str): pass
class I(int): pass
class D(dict): pass
print(json.dumps(D(a=S("x"), b=I(3))), json.dumps([I(1)], default=str), json.dumps({"a": object}, default=lambda o: o.__name__))
# expect: {"a": "x", "b": 3} [1] {"a": "object"}
print(json.loads('{"a": 1, "a": 2}'), json.loads('[1.0, 2]', parse_float=str), json.loads('{"a":1}', object_pairs_hook=list), json.loads(b'[1]'), json.loads(bytearray(b'{}')))
# expect: {'a': 2} ['1.0', 2] [('a', 1)] [1] {}
