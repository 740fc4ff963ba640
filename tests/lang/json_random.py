# Random values to text and back, and texts with mistakes: the quick way and the general one agree with CPython.
# slow
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
for i in range(15):
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
