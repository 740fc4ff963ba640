# Module re: patterns, errors, substitution, tokens.
import re
def t(p, s, *a, **k):
    try:
        m = re.search(p, s, *a, **k)
        print(p, repr(s), m and (m.span(), m.group(), m.groups(), m.groupdict(), m.lastindex, m.lastgroup))
    except Exception as e: print(p, type(e).__name__, e)
for p, s in [('a*b', 'xaaab'), ('(a|b)*c', 'ababc'), ('(?P<y>\\d{4})-(?P<m>\\d\\d)', 'on 2024-05-06'), ('^$', ''), ('a??b', 'aab'), ('(a+)+b', 'aaab'), ('(\\w+) \\1', 'the the cat'), ('(?i)HeLLo', 'say hello'), ('[^a-c]+', 'abcxyz'), ('[]a]+', 'a]b'), ('[\\w-]+', 'a-b c'), ('(?<=\\$)\\d+', 'cost $42'), ('(?<!\\$)\\b\\d+', '$42 17'), ('foo(?=bar)', 'foobaz foobar'), ('foo(?!bar)', 'foobar foobaz'), ('(a)|(b)', 'b'), ('(?:a|b){2,3}', 'ababab'), ('a{,2}', 'aaa'), ('a{2}', 'aaa'), ('a{x', 'a{x'), ('\\bfoo\\b', 'a foo b'), ('.+?,', 'a,b,c'), ('(?s).+', 'a\nb'), ('(?m)^b$', 'a\nb\nc'), ('\\Ab', 'ab'), ('b\\Z', 'ab'), ('x*', 'aaa'), ('(x*)*', 'aaa'), ('(a*)*', 'aab'), ('(a*)+', 'aab'), ('(?:a?)*?b', 'aab'), ('(a(b)?)+', 'aba'), ('(?P<q>[\'"]).*?(?P=q)', 'say "hi" ok'), ('(?(1)a|b)', 'b'), ('(a)?(?(1)b|c)', 'ab c'), ('\\x41\\u0042', 'AB'), ('é+', 'caféé'), ('[à-ÿ]+', 'caféé'), ('\\d+', '١٢٣'), ('(?a)\\d+', '١٢'), ('(?>a+)b', 'aaab'), ('a++b', 'aab'), ('a++a', 'aaa'), ('(?x) a  b # comment', 'ab'), ('(?i:A)b', 'ab'), ('\\.', 'a.b'), ('[.]', 'a.b'), ('[a\\]b]+', 'a]b'), ('\\s+', 'a \t\nb'), ('$', 'a\n'), ('(?=(a+))', 'baaa'), ('(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\\10', 'abcdefghijj'), ('\\0', 'a\0'), ('[\\d\\s]+', 'a1 2b'), ('(?#comment)a', 'a'), ('|a', 'a'), ('a||b', 'b'), ('()', 'a'), ('((a)(b(c)))', 'abc'), ('[b]', 'b'), ('(?i)[a-z]+', 'ABC'), ('(?i)ß', 'ß'), ('^(?:(\\d+)|(\\w+))$', 'abc'), ('(?<=a|b)c', 'bc'), ('(?<=(a))b', 'ab')]: t(p, s)
# expect: a*b 'xaaab' ((1, 5), 'aaab', (), {}, None, None)
# expect: (a|b)*c 'ababc' ((0, 5), 'ababc', ('b',), {}, 1, None)
# expect: (?P<y>\d{4})-(?P<m>\d\d) 'on 2024-05-06' ((3, 10), '2024-05', ('2024', '05'), {'y': '2024', 'm': '05'}, 2, 'm')
# expect: ^$ '' ((0, 0), '', (), {}, None, None)
# expect: a??b 'aab' ((1, 3), 'ab', (), {}, None, None)
# expect: (a+)+b 'aaab' ((0, 4), 'aaab', ('aaa',), {}, 1, None)
# expect: (\w+) \1 'the the cat' ((0, 7), 'the the', ('the',), {}, 1, None)
# expect: (?i)HeLLo 'say hello' ((4, 9), 'hello', (), {}, None, None)
# expect: [^a-c]+ 'abcxyz' ((3, 6), 'xyz', (), {}, None, None)
# expect: []a]+ 'a]b' ((0, 2), 'a]', (), {}, None, None)
# expect: [\w-]+ 'a-b c' ((0, 3), 'a-b', (), {}, None, None)
# expect: (?<=\$)\d+ 'cost $42' ((6, 8), '42', (), {}, None, None)
# expect: (?<!\$)\b\d+ '$42 17' ((4, 6), '17', (), {}, None, None)
# expect: foo(?=bar) 'foobaz foobar' ((7, 10), 'foo', (), {}, None, None)
# expect: foo(?!bar) 'foobar foobaz' ((7, 10), 'foo', (), {}, None, None)
# expect: (a)|(b) 'b' ((0, 1), 'b', (None, 'b'), {}, 2, None)
# expect: (?:a|b){2,3} 'ababab' ((0, 3), 'aba', (), {}, None, None)
# expect: a{,2} 'aaa' ((0, 2), 'aa', (), {}, None, None)
# expect: a{2} 'aaa' ((0, 2), 'aa', (), {}, None, None)
# expect: a{x 'a{x' ((0, 3), 'a{x', (), {}, None, None)
# expect: \bfoo\b 'a foo b' ((2, 5), 'foo', (), {}, None, None)
# expect: .+?, 'a,b,c' ((0, 2), 'a,', (), {}, None, None)
# expect: (?s).+ 'a\nb' ((0, 3), 'a\nb', (), {}, None, None)
# expect: (?m)^b$ 'a\nb\nc' ((2, 3), 'b', (), {}, None, None)
# expect: \Ab 'ab' None
# expect: b\Z 'ab' ((1, 2), 'b', (), {}, None, None)
# expect: x* 'aaa' ((0, 0), '', (), {}, None, None)
# expect: (x*)* 'aaa' ((0, 0), '', ('',), {}, 1, None)
# expect: (a*)* 'aab' ((0, 2), 'aa', ('',), {}, 1, None)
# expect: (a*)+ 'aab' ((0, 2), 'aa', ('',), {}, 1, None)
# expect: (?:a?)*?b 'aab' ((0, 3), 'aab', (), {}, None, None)
# expect: (a(b)?)+ 'aba' ((0, 3), 'aba', ('a', 'b'), {}, 1, None)
# expect: (?P<q>['"]).*?(?P=q) 'say "hi" ok' ((4, 8), '"hi"', ('"',), {'q': '"'}, 1, 'q')
# expect: (?(1)a|b) error invalid group reference 1 at position 3
# expect: (a)?(?(1)b|c) 'ab c' ((0, 2), 'ab', ('a',), {}, 1, None)
# expect: \x41\u0042 'AB' ((0, 2), 'AB', (), {}, None, None)
# expect: é+ 'caféé' ((3, 5), 'éé', (), {}, None, None)
# expect: [à-ÿ]+ 'caféé' ((3, 5), 'éé', (), {}, None, None)
# expect: \d+ '١٢٣' ((0, 3), '١٢٣', (), {}, None, None)
# expect: (?a)\d+ '١٢' None
# expect: (?>a+)b 'aaab' ((0, 4), 'aaab', (), {}, None, None)
# expect: a++b 'aab' ((0, 3), 'aab', (), {}, None, None)
# expect: a++a 'aaa' None
# expect: (?x) a  b # comment 'ab' ((0, 2), 'ab', (), {}, None, None)
# expect: (?i:A)b 'ab' ((0, 2), 'ab', (), {}, None, None)
# expect: \. 'a.b' ((1, 2), '.', (), {}, None, None)
# expect: [.] 'a.b' ((1, 2), '.', (), {}, None, None)
# expect: [a\]b]+ 'a]b' ((0, 3), 'a]b', (), {}, None, None)
# expect: \s+ 'a \t\nb' ((1, 4), ' \t\n', (), {}, None, None)
# expect: $ 'a\n' ((1, 1), '', (), {}, None, None)
# expect: (?=(a+)) 'baaa' ((1, 1), '', ('aaa',), {}, 1, None)
# expect: (.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\10 'abcdefghijj' ((0, 11), 'abcdefghijj', ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), {}, 10, None)
# expect: \0 'a\x00' ((1, 2), '\x00', (), {}, None, None)
# expect: [\d\s]+ 'a1 2b' ((1, 4), '1 2', (), {}, None, None)
# expect: (?#comment)a 'a' ((0, 1), 'a', (), {}, None, None)
# expect: |a 'a' ((0, 0), '', (), {}, None, None)
# expect: a||b 'b' ((0, 0), '', (), {}, None, None)
# expect: () 'a' ((0, 0), '', ('',), {}, 1, None)
# expect: ((a)(b(c))) 'abc' ((0, 3), 'abc', ('abc', 'a', 'bc', 'c'), {}, 1, None)
# expect: [b] 'b' ((0, 1), 'b', (), {}, None, None)
# expect: (?i)[a-z]+ 'ABC' ((0, 3), 'ABC', (), {}, None, None)
# expect: (?i)ß 'ß' ((0, 1), 'ß', (), {}, None, None)
# expect: ^(?:(\d+)|(\w+))$ 'abc' ((0, 3), 'abc', (None, 'abc'), {}, 2, None)
# expect: (?<=a|b)c 'bc' ((1, 2), 'c', (), {}, None, None)
# expect: (?<=(a))b 'ab' ((1, 2), 'b', ('a',), {}, 1, None)
for p in ['(', ')', '[', 'a**', '*a', '+', '?', 'a{2,1}', '(?P<1>a)', '(?P<a>x)(?P<a>y)', '(?P=b)', '\\1', '(a\\1)', '[z-a]', '\\q', '(?z)', '(?P>', '(?', '(?<', '(?<a', 'a\\', '[a', '[\\', '(?<=a*)b', '(?i', 'a(?i)b', '(?P<a', '(?(2)a)', '\\x4', '\\u12', 'x{1}{2}', 'x**', 'x*??', '(?:', '((a)', '[a-\\d]', '(?#', '(?P', '(?-)', '(?i-i:a)']: t(p, 'a')
# expect: ( error missing ), unterminated subpattern at position 0
# expect: ) error unbalanced parenthesis at position 0
# expect: [ error unterminated character set at position 0
# expect: a** error multiple repeat at position 2
# expect: *a error nothing to repeat at position 0
# expect: + error nothing to repeat at position 0
# expect: ? error nothing to repeat at position 0
# expect: a{2,1} error min repeat greater than max repeat at position 2
# expect: (?P<1>a) error bad character in group name '1' at position 4
# expect: (?P<a>x)(?P<a>y) error redefinition of group name 'a' as group 2; was group 1 at position 12
# expect: (?P=b) error unknown group name 'b' at position 4
# expect: \1 error invalid group reference 1 at position 1
# expect: (a\1) error cannot refer to an open group at position 2
# expect: [z-a] error bad character range z-a at position 1
# expect: \q error bad escape \q at position 0
# expect: (?z) error unknown extension ?z at position 1
# expect: (?P> error unknown extension ?P> at position 1
# expect: (? error unexpected end of pattern at position 2
# expect: (?< error unexpected end of pattern at position 3
# expect: (?<a error unknown extension ?<a at position 1
# expect: a\ error bad escape (end of pattern) at position 1
# expect: [a error unterminated character set at position 0
# expect: [\ error bad escape (end of pattern) at position 1
# expect: (?<=a*)b error look-behind requires fixed-width pattern
# expect: (?i error missing -, : or ) at position 3
# expect: a(?i)b error global flags not at the start of the expression at position 1
# expect: (?P<a error missing >, unterminated name at position 4
# expect: (?(2)a) error invalid group reference 2 at position 3
# expect: \x4 error incomplete escape \x4 at position 0
# expect: \u12 error incomplete escape \u12 at position 0
# expect: x{1}{2} error multiple repeat at position 4
# expect: x** error multiple repeat at position 2
# expect: x*?? error multiple repeat at position 3
# expect: (?: error missing ), unterminated subpattern at position 0
# expect: ((a) error missing ), unterminated subpattern at position 0
# expect: [a-\d] error bad character range a-\d at position 1
# expect: (?# error missing ), unterminated comment at position 0
# expect: (?P error unexpected end of pattern at position 3
# expect: (?-) error missing flag at position 3
# expect: (?i-i:a) error bad inline flags: flag turned on and off at position 5
print(re.findall('a(b)?', 'abaab'), re.findall('\\w+', 'hi there you'), re.findall('(a)(b)', 'abab'), re.findall('', 'abc'), re.findall('x*', 'axb'), re.findall('\\b', 'a b'))
# expect: ['b', '', 'b'] ['hi', 'there', 'you'] [('a', 'b'), ('a', 'b')] ['', '', '', ''] ['', 'x', '', ''] ['', '', '', '']
print(re.split('[,;]', 'a,b;c'), re.split('([,;])', 'a,b;c'), re.split(',', 'a,b,c', 1), re.split('x*', 'axbc'), re.split('(x)|(y)', 'axbyc'), re.split('\\W+', 'Words, words, words.'))
# expect: ['a', 'b', 'c'] ['a', ',', 'b', ';', 'c'] ['a', 'b,c'] ['', 'a', '', 'b', 'c', ''] ['a', 'x', None, 'b', None, 'y', 'c'] ['Words', 'words', 'words', '']
print(re.sub('a', 'b', 'banana'), re.sub('a', 'b', 'banana', count=2), re.sub('(\\w)(\\d)', r'\2\1', 'a1 b2'), re.sub('(?P<x>a)', r'<\g<x>\g<0>\g<1>>', 'banana'), re.sub('a', lambda m: m.group().upper() + str(m.start()), 'banana'), re.subn('x*', '-', 'abxd'), re.sub('', '-', 'abc'), re.sub('\\n', r'\\n', 'a\nb'), re.sub('x', r'\n\t', 'axb'))
# expect: bbnbnb bbnbna 1a 2b b<aaa>n<aaa>n<aaa> bA1nA3nA5 ('-a-b--d-', 5) -a-b-c- a\nb a
# expect: 	b
for r in (r'\2', r'\g<a>', r'\q', '\\', r'\g<', r'\g'):
    try: print(re.sub('(a)', r, 'a'))
    except Exception as e: print(type(e).__name__, e)
# expect: error invalid group reference 2 at position 1
# expect: IndexError unknown group name 'a'
# expect: error bad escape \q at position 0
# expect: error bad escape (end of pattern) at position 0
# expect: error missing group name at position 3
# expect: error missing < at position 2
m = re.match('(?P<a>x)(y)?', 'xz'); print(m, m.groups(), m.groups('d'), m.groupdict(), m['a'], m[2], m.start('a'), m.end(), m.span(2), m.pos, m.endpos, m.string, m.re, m.regs, m.expand(r'\1-\g<a>'))
# expect: <re.Match object; span=(0, 1), match='x'> ('x', None) ('x', 'd') {'a': 'x'} x None 0 1 (-1, -1) 0 2 xz re.compile('(?P<a>x)(y)?') ((0, 1), (0, 1), (-1, -1)) x-x
try: m.group(3)
except IndexError as e: print(e)
# expect: no such group
p = re.compile('a.c', re.I | re.S); print(p, p.flags, p.groups, p.pattern, p.match('A\nC'), p.search('xabc', 1), p.fullmatch('abcd'), p.groupindex, re.compile('x') == re.compile('x'), re.compile('x', re.M), re.I, re.I | re.M, repr(re.X))
# expect: re.compile('a.c', re.IGNORECASE|re.DOTALL) 50 0 a.c <re.Match object; span=(0, 3), match='A\nC'> <re.Match object; span=(1, 4), match='abc'> None {} True re.compile('x', re.MULTILINE) re.IGNORECASE re.IGNORECASE|re.MULTILINE re.VERBOSE
print([m.span() for m in re.finditer('a.', 'abacad')], re.escape('a.b*c d-é_'), re.match('a', 'ba'), bool(re.match('', 'a')), re.fullmatch('a|ab', 'ab'))
# expect: [(0, 2), (2, 4), (4, 6)] a\.b\*c\ d\-é_ None True <re.Match object; span=(0, 2), match='ab'>
print(re.findall(rb'\w+', b'ab cd'), re.sub(b'a', b'x', b'banana'), re.match(b'(a)', b'ab').group(1))
# expect: [b'ab', b'cd'] b'bxnxnx' b'a'
for f in (lambda: re.match('a', b'a'), lambda: re.match(b'a', 'a'), lambda: re.match('a', 1), lambda: re.compile(1), lambda: re.match('a', None), lambda: re.sub('a', 1, 'a')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# expect: TypeError cannot use a string pattern on a bytes-like object
# expect: TypeError cannot use a bytes pattern on a string-like object
# expect: TypeError expected string or bytes-like object, got 'int'
# expect: TypeError first argument must be string or compiled pattern
# expect: TypeError expected string or bytes-like object, got 'NoneType'
# expect: TypeError decoding to str: need a bytes-like object, int found
tok = re.compile(r'(?P<NUM>\d+(\.\d*)?)|(?P<ID>[A-Za-z_]\w*)|(?P<OP>[+\-*/=()])|(?P<WS>\s+)|(?P<BAD>.)')
print([(m.lastgroup, m.group()) for m in tok.finditer('x = 3.14 * (y + 2) $') if m.lastgroup != 'WS'])
# expect: [('ID', 'x'), ('OP', '='), ('NUM', '3.14'), ('OP', '*'), ('OP', '('), ('ID', 'y'), ('OP', '+'), ('NUM', '2'), ('OP', ')'), ('BAD', '$')]
print(re.sub(r'(?<!^)(?=[A-Z])', '_', 'camelCaseString').lower(), re.sub(r'(\d)(?=(\d{3})+$)', r'\1,', '1234567'), re.findall(r'[^\W\d_]+', 'a1_b c'), re.split(r'\s*[,;]\s*', 'a , b;c'))
# expect: camel_case_string 1,234,567 ['a', 'b', 'c'] ['a', 'b', 'c']
print(re.findall(r'(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|\b)){4}', '192.168.1.1 and 10.0.0.255'), re.match(r'^[\w.+-]+@[\w-]+\.[\w.-]+$', 'a.b+c@d-e.co.uk') is not None)
# expect: ['192.168.1.1', '10.0.0.255'] True
try: re.compile('(a')
except re.error as e: print(e.msg, e.pos, e.pattern, e.lineno, e.colno)
# expect: missing ), unterminated subpattern 0 (a 1 1
print(re.search('(a|ab)(c|bcd)(d*)', 'abcd').groups(), re.search('a(?:b|c|d){5,6}?(.)', 'acdbcdbe').groups(), re.search('(([a-z]+):)?([a-z]+)$', 'smil').groups(), re.findall('(?i)(ab)+', 'ABabAb xab'))
# expect: ('a', 'bcd', '') ('b',) (None, None, 'smil') ['Ab', 'ab']
