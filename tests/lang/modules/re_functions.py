# Functions of `re`, methods of patterns and matches.
import re

print(re.findall(r"a*", "baac"))  # expect: ['', 'aa', '', '']
print(re.findall(r"(\w)(\d)?", "a1b"))  # expect: [('a', '1'), ('b', '')]
print(re.findall(r"(\d)x", "1x2x"))  # expect: ['1', '2']
print([m.span() for m in re.finditer(r"\w*", "ab cd")])  # expect: [(0, 2), (2, 2), (3, 5), (5, 5)]
print(re.split(r"\W+", "Words, words, words."))  # expect: ['Words', 'words', 'words', '']
print(re.split(r"(\W+)", "Words, words, words.", 1))  # expect: ['Words', ', ', 'words, words.']
print(re.split(r"x*", "axbc"))  # expect: ['', 'a', '', 'b', 'c', '']
print(re.split(r"(x)|,", "axb,c"))  # expect: ['a', 'x', 'b', None, 'c']
print(re.split("(?i)[a-f]+", "0a3B9", maxsplit=1))  # expect: ['0', '3B9']
print(re.sub(r"x*", "-", "abxd"))  # expect: -a-b--d-
print(re.sub(r"(a)(b)?", r"[\1\2]", "ab a"))  # expect: [ab] [a]
print(re.sub(r"(?P<first>\w+) (?P<second>\w+)", r"\g<second> \g<first> \g<0>\n", "hello world"))
# expect: world hello hello world
# expect:
print(re.sub(r"\d", lambda m: str(int(m[0]) + 1), "a1b9", count=1))  # expect: a2b9
print(re.subn("a", "b", "banana", 2))  # expect: ('bbnbna', 2)
print(re.sub("é", "e\\\\", "café é"))  # expect: cafe\ e\
print(re.sub(b"a", b"<\\g<0>>", b"banana"))  # expect: b'b<a>n<a>n<a>'
print(re.escape("a.b*c d-é_\n"), re.escape(b"a+b"))
# expect: a\.b\*c\ d\-é_\
# expect:  b'a\\+b'
p = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(x)?", re.I | re.M)
print(p, p.flags, p.groups, dict(p.groupindex), p.pattern)
# expect: re.compile('(?P<year>\\d{4})-(?P<month>\\d\\d)(x)?', re.IGNORECASE|re.MULTILINE) 42 3 {'year': 1, 'month': 2} (?P<year>\d{4})-(?P<month>\d\d)(x)?
m = p.search("on 2024-05!", 2, 100)
print(m)  # expect: <re.Match object; span=(3, 10), match='2024-05'>
print(m.group("year"), m["month"], m[0], m.group(), m.groups(), m.groups("?"), m.groupdict())
# expect: 2024 05 2024-05 2024-05 ('2024', '05', None) ('2024', '05', '?') {'year': '2024', 'month': '05'}
print(m.start(), m.end("year"), m.span(2), m.span(3), m.regs, m.pos, m.endpos)
# expect: 3 7 (8, 10) (-1, -1) ((3, 10), (3, 7), (8, 10), (-1, -1)) 2 11
print(m.lastindex, m.lastgroup, m.string, m.re is p, m.expand(r"\2/\g<year>"))
# expect: 2 month on 2024-05! True 05/2024
print(p.match("x2024-05", 1).span(), p.match("x2024-05"), bool(m))  # expect: (1, 8) None True
print(re.compile("a").match("ba", 1), re.compile("^a").match("ba", 1), re.compile("a$").search("aab", 0, 2))
# expect: <re.Match object; span=(1, 2), match='a'> None <re.Match object; span=(1, 2), match='a'>
print(re.compile("a") == re.compile("a"), re.compile("a") == re.compile("a", re.I), hash(p) == hash(p))
# expect: True False True
print(re.I, repr(re.I | re.S), re.compile("x", re.A), re.compile(b"x"), re.compile("a" * 250))
# expect: re.IGNORECASE re.IGNORECASE|re.DOTALL re.compile('x', re.ASCII) re.compile(b'x') re.compile('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)
print(type(p), type(m), re.Pattern, isinstance(m, re.Match))
# expect: <class 're.Pattern'> <class 're.Match'> <class 're.Pattern'> True
s = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\s+", None), (r"\w+", lambda s, t: t)])
print(s.scan("ab 12 c!d"))  # expect: (['ab', 12, 'c'], '!d')
scanner = re.compile("a").scanner("aab")
print(scanner.match().span(), scanner.search().span(), scanner.match())  # expect: (0, 1) (1, 2) None
for word in re.compile(r"\w+").finditer("é ü"):
    print(word.group(), word.start(), word)
# expect: é 0 <re.Match object; span=(0, 1), match='é'>
# expect: ü 2 <re.Match object; span=(2, 3), match='ü'>
text = "Éa" * 30
print(re.search("a{1}$", text), re.sub("É", "", text) == "a" * 30)
# expect: <re.Match object; span=(59, 60), match='a'> True
try:
    m.group(9)
except IndexError as e:
    print(e)
# expect: no such group
try:
    m["nope"]
except IndexError as e:
    print(e)
# expect: no such group
for call in (
    lambda: re.match("a", 5),
    lambda: re.match("a", b"a"),
    lambda: re.match(b"a", "a"),
    lambda: re.compile(5),
    lambda: re.compile(p, re.I),
    lambda: re.sub("a", lambda m: 5, "ba"),
    lambda: re.sub("a", r"\g<x>", "a"),
    lambda: re.compile("a", re.L),
    lambda: re.compile(b"a", re.U),
):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError expected string or bytes-like object, got 'int'
# expect: TypeError cannot use a string pattern on a bytes-like object
# expect: TypeError cannot use a bytes pattern on a string-like object
# expect: TypeError first argument must be string or compiled pattern
# expect: ValueError cannot process flags argument with a compiled pattern
# expect: TypeError sequence item 1: expected str instance, int found
# expect: IndexError unknown group name 'x'
# expect: ValueError cannot use LOCALE flag with a str pattern
# expect: ValueError cannot use UNICODE flag with a bytes pattern
