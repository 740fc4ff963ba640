# Patterns and replacements that are wrong, with CPython's messages and positions.
import re


def wrong(pattern):
    try:
        re.compile(pattern)
        print("fine")
    except re.error as e:
        print(e, e.pos, e.lineno, e.colno)
    except OverflowError as e:
        print("OverflowError", e)


wrong("*a")  # expect: nothing to repeat at position 0 0 1 1
wrong("a**")  # expect: multiple repeat at position 2 2 1 3
wrong("a{2}{3}")  # expect: multiple repeat at position 4 4 1 5
wrong("^*")  # expect: nothing to repeat at position 1 1 1 2
wrong("(?:a+)+")  # expect: fine
wrong("a{3,2}")  # expect: min repeat greater than max repeat at position 2 2 1 3
wrong("a{99999999999}")  # expect: OverflowError the repetition number is too large
wrong("[a")  # expect: unterminated character set at position 0 0 1 1
wrong("[b-a]")  # expect: bad character range b-a at position 1 1 1 2
wrong(r"[\w-a]")  # expect: bad character range \w-a at position 1 1 1 2
wrong("(a")  # expect: missing ), unterminated subpattern at position 0 0 1 1
wrong("a)")  # expect: unbalanced parenthesis at position 1 1 1 2
wrong("(?")  # expect: unexpected end of pattern at position 2 2 1 3
wrong("(?P")  # expect: unexpected end of pattern at position 3 3 1 4
wrong("(?P<")  # expect: missing group name at position 4 4 1 5
wrong("(?P<a")  # expect: missing >, unterminated name at position 4 4 1 5
wrong("(?P<>x)")  # expect: missing group name at position 4 4 1 5
wrong("(?P<1a>x)")  # expect: bad character in group name '1a' at position 4 4 1 5
wrong("(?P<a>x)(?P<a>y)")  # expect: redefinition of group name 'a' as group 2; was group 1 at position 12 12 1 13
wrong("(?P=a)")  # expect: unknown group name 'a' at position 4 4 1 5
wrong("(?Px)")  # expect: unknown extension ?Px at position 1 1 1 2
wrong("(?<x)")  # expect: unknown extension ?<x at position 1 1 1 2
wrong("(?z)")  # expect: unknown extension ?z at position 1 1 1 2
wrong("(?#abc")  # expect: missing ), unterminated comment at position 0 0 1 1
wrong("(?i")  # expect: missing -, : or ) at position 3 3 1 4
wrong("(?i-")  # expect: missing flag at position 4 4 1 5
wrong("(?-i")  # expect: missing : at position 4 4 1 5
wrong("(?i-i:a)")  # expect: bad inline flags: flag turned on and off at position 5 5 1 6
wrong("(?iz)")  # expect: unknown flag at position 3 3 1 4
wrong("(?-a:x)")  # expect: bad inline flags: cannot turn off flags 'a', 'u' and 'L' at position 4 4 1 5
wrong("(?au)")  # expect: bad inline flags: flags 'a', 'u' and 'L' are incompatible at position 4 4 1 5
wrong("(?L)a")  # expect: bad inline flags: cannot use 'L' flag with a str pattern at position 3 3 1 4
wrong(b"(?u)a")  # expect: bad inline flags: cannot use 'u' flag with a bytes pattern at position 3 3 1 4
wrong("a(?i)b")  # expect: global flags not at the start of the expression at position 1 1 1 2
wrong("(?(1)a|b|c)")  # expect: conditional backref with more than two branches at position 8 8 1 9
wrong("(?(1)a|b)")  # expect: invalid group reference 1 at position 3 3 1 4
wrong("(?(0)a)")  # expect: bad group number at position 3 3 1 4
wrong("(?(x)a)")  # expect: unknown group name 'x' at position 3 3 1 4
wrong("(?<=a+)b")  # expect: look-behind requires fixed-width pattern None None None
wrong(r"(\1)")  # expect: cannot refer to an open group at position 1 1 1 2
wrong(r"\1")  # expect: invalid group reference 1 at position 1 1 1 2
wrong("\\")  # expect: bad escape (end of pattern) at position 0 0 1 1
wrong(r"\q")  # expect: bad escape \q at position 0 0 1 1
wrong(r"[\q]")  # expect: bad escape \q at position 1 1 1 2
wrong(r"\xg")  # expect: incomplete escape \x at position 0 0 1 1
wrong(r"\u12")  # expect: incomplete escape \u12 at position 0 0 1 1
wrong(r"\777")  # expect: octal escape value \777 outside of range 0-0o377 at position 0 0 1 1
wrong(r"\N{NOPE}")  # expect: undefined character name 'NOPE' at position 0 0 1 1
wrong(r"\Nx")  # expect: missing { at position 2 2 1 3
wrong("a\nb(c")  # expect: missing ), unterminated subpattern at position 3 (line 2, column 2) 3 2 2
for template in (r"\q", r"\2", r"\g<2>", r"\g<a", r"\g", r"\g<>", r"\g<1a>", "\\", r"\777"):
    try:
        print(re.sub("(a)", template, "a"))
    except re.error as e:
        print(e)
# expect: bad escape \q at position 0
# expect: invalid group reference 2 at position 1
# expect: invalid group reference 2 at position 3
# expect: missing >, unterminated name at position 3
# expect: missing < at position 2
# expect: missing group name at position 3
# expect: bad character in group name '1a' at position 3
# expect: bad escape (end of pattern) at position 0
# expect: octal escape value \777 outside of range 0-0o377 at position 0
re.compile("(a")
# expect error: re.error: missing ), unterminated subpattern at position 0
