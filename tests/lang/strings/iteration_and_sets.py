# Strings as sequences.
s = "mississippi"
print(sorted(set(s)), [s.index(c) for c in "isp"], [(i, c) for i, c in enumerate(s) if c == "p"], list(zip(s, s[1:]))[:3])
# expect: ['i', 'm', 'p', 's'] [1, 2, 8] [(8, 'p'), (9, 'p')] [('m', 'i'), ('i', 's'), ('s', 's')]
print(len(s), s[len(s) // 2], [s[i:i + 3] for i in range(0, len(s), 3)], max(s), min(s), list(reversed("abc")), tuple("xy"))
# expect: 11 s ['mis', 'sis', 'sip', 'pi'] s i ['c', 'b', 'a'] ('x', 'y')
a, *b = "split"
print(a, b, "".join(b), [c for c in s if c not in "is"], {c: s.find(c) for c in s}, "m" in s, "sip" in s)
# expect: s ['p', 'l', 'i', 't'] plit ['m', 'p', 'p'] {'m': 0, 'i': 1, 's': 2, 'p': 8} True True
print(list(map(ord, "AZ")), "".join(map(chr, range(97, 103))), all(c.islower() for c in s), any(c.isdigit() for c in s), sum(c == "s" for c in s))
# expect: [65, 90] abcdef True False 4
print(all(x in s for x in ("miss", "iss", "")), [w for w in ("level", "hello", "noon") if w == w[::-1]], s * 0 == "", (s + "!")[-1])
# expect: True ['level', 'noon'] True !
