# What patterns match: every kind of syntax, with groups, flags and places.
import re


def show(pattern, text, flags=0):
    found = re.search(pattern, text, flags)
    print(found and (found.span(), found.groups(), found.lastindex))


show(r"a|ab", "xab")  # expect: ((1, 2), (), None)
show(r"(a|ab)(c|bcd)(d*)", "abcd")  # expect: ((0, 4), ('a', 'bcd', ''), 3)
show(r"(a+)(b+)?", "caab")  # expect: ((1, 4), ('aa', 'b'), 2)
show(r"(?:(a)|b)*", "ab")  # expect: ((0, 2), ('a',), 1)
show(r"(a*)*", "b")  # expect: ((0, 0), ('',), 1)
show(r"(a*)+", "aab")  # expect: ((0, 2), ('',), 1)
show(r"(?:a|(b))*?c", "abc")  # expect: ((0, 3), ('b',), 1)
show(r"x{2,3}?", "xxxx")  # expect: ((0, 2), (), None)
show(r"x{2,3}", "xxxx")  # expect: ((0, 3), (), None)
show(r"x{,2}", "xxxx")  # expect: ((0, 2), (), None)
show(r"x{a}", "x{a}")  # expect: ((0, 4), (), None)
show(r"(ab){2}", "ababab")  # expect: ((0, 4), ('ab',), 1)
show(r"(?:ab){1,2}(a)", "ababa")  # expect: ((0, 5), ('a',), 1)
show(r"[^abc]+", "abxyzc")  # expect: ((2, 5), (), None)
show(r"[]a]+", "x]a]")  # expect: ((1, 4), (), None)
show(r"[a\]-]+", "x-]a")  # expect: ((1, 4), (), None)
show(r"\d+\s\w+", "x 12 é_1")  # expect: ((2, 8), (), None)
show(r"\bfoo\b", "a foo.")  # expect: ((2, 5), (), None)
show(r"\Boo\b", "a foo.")  # expect: ((3, 5), (), None)
show(r"^b", "a\nb")  # expect: None
show(r"^b", "a\nb", re.M)  # expect: ((2, 3), (), None)
show(r"a$", "a\n")  # expect: ((0, 1), (), None)
show(r"a$", "a\nb", re.M)  # expect: ((0, 1), (), None)
show(r"a\Z", "a\n")  # expect: None
show(r"a.b", "a\nb")  # expect: None
show(r"a.b", "a\nb", re.S)  # expect: ((0, 3), (), None)
show(r"(?s:a.b)", "a\nb")  # expect: ((0, 3), (), None)
show(r"(?i)straße", "STRAßE")  # expect: ((0, 6), (), None)
show(r"[a-z]+", "ABCſ", re.I)  # expect: ((0, 4), (), None)
show(r"k", "\u212a", re.I)  # expect: ((0, 1), (), None)
show(r"(?i:A)b", "ab aB")  # expect: ((0, 2), (), None)
show(r"(?a)\w+", "éa")  # expect: ((1, 2), (), None)
show(r"(.)\1", "abccd")  # expect: ((2, 4), ('c',), 1)
show(r"(?P<x>.)(?P=x)", "abccd")  # expect: ((2, 4), ('c',), 1)
show(r"(?i)(a)\1", "aA")  # expect: ((0, 2), ('a',), 1)
show(r"(a)?(?(1)b|c)", "ab c")  # expect: ((0, 2), ('a',), 1)
show(r"(a)?(?(1)b|c)", "c")  # expect: ((0, 1), (None,), None)
show(r"foo(?=bar)", "foobaz foobar")  # expect: ((7, 10), (), None)
show(r"foo(?!bar)", "foobar foobaz")  # expect: ((7, 10), (), None)
show(r"(?<=foo)bar", "bar foobar")  # expect: ((7, 10), (), None)
show(r"(?<!foo)bar", "foobar xbar")  # expect: ((8, 11), (), None)
show(r"(?<=(a))b", "ab")  # expect: ((1, 2), ('a',), 1)
show(r"(?>a+)ab", "aaab")  # expect: None
show(r"a++b", "aaab")  # expect: ((0, 4), (), None)
show(r"a*+a", "aaa")  # expect: None
show(r"(?x) a  b # comment", "ab")  # expect: ((0, 2), (), None)
show(r"a(?#comment)b", "ab")  # expect: ((0, 2), (), None)
show(r"\x41\u00e9\101\N{BULLET}", "AéA•")  # expect: ((0, 4), (), None)
show(r"é+(.)", "aéé😀b")  # expect: ((1, 4), ('😀',), 1)
show(r".*b", "aéb😀b!")  # expect: ((0, 5), (), None)
show(r".*?b", "aéb😀b!")  # expect: ((0, 3), (), None)
show(r"(?=(a+))\1b", "aab")  # expect: ((0, 3), ('aa',), 1)
show(r"(a(?!c)|b)+", "abac")  # expect: ((0, 2), ('b',), 1)
show(r"", "abc")  # expect: ((0, 0), (), None)
show(r"(|a)+", "aaa")  # expect: ((0, 0), ('',), 1)
show(r"(?:|a)*b", "aab")  # expect: ((0, 3), (), None)
show(r"(?:(x)|(y)|z){3}", "xyz")  # expect: ((0, 3), ('x', 'y'), 2)
print(re.findall(r"\b", "a b"), re.findall(r"\B", ""))  # expect: ['', '', '', ''] []
print(re.findall(b"[\x80-\xff]+", b"a\x80\xffb"))  # expect: [b'\x80\xff']
print(re.fullmatch(r"a|ab", "ab"), re.fullmatch(r"a*?", "aaa"), re.fullmatch("a", "ab"))
# expect: <re.Match object; span=(0, 2), match='ab'> <re.Match object; span=(0, 3), match='aaa'> None
print(re.match(r"(\w+) (\w+)", "Isaac Newton, physicist").group(1, 2, 0))
# expect: ('Isaac', 'Newton', 'Isaac Newton')
print(re.search("a.*?(b|$)", "a" * 1000).span())  # expect: (0, 1000)
print(re.match(r"(?:a|b)*c", "ab" * 20000 + "c").end())  # expect: 40001
