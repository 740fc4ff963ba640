# Insertion order through updates, deletions and reinsertion.
d = {}
for c in "hello world":
    d[c] = d.get(c, 0) + 1
print(d)  # expect: {'h': 1, 'e': 1, 'l': 3, 'o': 2, ' ': 1, 'w': 1, 'r': 1, 'd': 1}
d["h"] = "first stays first"
del d["e"]
d["e"] = "now last"
print(list(d))  # expect: ['h', 'l', 'o', ' ', 'w', 'r', 'd', 'e']
print(d.popitem(), d.pop("h"), list(d), next(iter(d)), list(d.items())[0], list(reversed(d))[0])
# expect: ('e', 'now last') first stays first ['l', 'o', ' ', 'w', 'r', 'd'] l ('l', 3) d
d.clear()
d.update(z=1, a=2)
d.setdefault("m", 3)
print(d, list(d.keys()), d == {"m": 3, "a": 2, "z": 1})  # expect: {'z': 1, 'a': 2, 'm': 3} ['z', 'a', 'm'] True
for k in sorted(d):
    print(k, d[k])
# expect: a 2
# expect: m 3
# expect: z 1
for k in [k for k in d if d[k] > 1]:
    del d[k]
print(d)  # expect: {'z': 1}
x = {i: None for i in range(6)}
for i in (0, 2, 4):
    del x[i]
x[2] = None
print(list(x), len(x))  # expect: [1, 3, 5, 2] 4
