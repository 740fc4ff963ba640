"""Regular expressions. The engine is the module `_re`; here are patterns, matches and templates."""

import _re

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL",
    "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]

_names = ((256, "ASCII"), (128, "DEBUG"), (2, "IGNORECASE"), (4, "LOCALE"), (8, "MULTILINE"), (16, "DOTALL"),
          (64, "VERBOSE"), (32, "UNICODE"), (1, "TEMPLATE"))


class RegexFlag(int):
    """Flags of a pattern, which combine by `|`."""

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(int(self) ^ 511)

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return "|".join([name for bit, name in _names if self & bit]) or None

    def __repr__(self):
        names = [f"re.{name}" for bit, name in sorted(_names) if int(self) & bit]
        return "|".join(names) if names else "re.NOFLAG"

    __str__ = __repr__
    __format__ = int.__format__


NOFLAG = RegexFlag(0)
A = ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
X = VERBOSE = RegexFlag(64)
U = UNICODE = RegexFlag(32)
T = TEMPLATE = RegexFlag(1)
DEBUG = RegexFlag(128)


class error(Exception):
    """A pattern or template that is no valid one."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


class Match:
    """What matched."""

    __slots__ = ("re", "string", "pos", "endpos", "_spans")
    __module__ = "re"

    def _index(self, group):
        if isinstance(group, int):
            if 0 <= group <= self.re.groups:
                return int(group)
        elif isinstance(group, str) and group in self.re._names:
            return self.re._names[group]
        elif hasattr(group, "__index__"):
            return self._index(group.__index__())
        raise IndexError("no such group")

    def _get(self, group, default=None):
        start = self._spans[2 * group]
        end = self._spans[2 * group + 1]
        return default if start < 0 or end < 0 else self.string[start:end]

    def group(self, *groups):
        if not groups:
            return self.string[self._spans[0]:self._spans[1]]
        if len(groups) == 1:
            return self._get(self._index(groups[0]))
        return tuple([self._get(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._get(self._index(group))

    def groups(self, default=None):
        return tuple([self._get(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._get(i, default) for name, i in self.re._names.items()}

    def span(self, group=0):
        i = self._index(group)
        return (self._spans[2 * i], self._spans[2 * i + 1]) if self._spans[2 * i + 1] >= 0 else (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    @property
    def regs(self):
        return tuple([self.span(i) for i in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        last = self._spans[-1]
        return last if last > 0 else None

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, i in self.re._names.items():
            if i == last:
                return name
        return None

    def expand(self, template):
        return _expand(_parse_template(template, self.re), self)

    def __bool__(self):
        return True

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"


def _match(pattern, string, pos, endpos, spans):
    match = object.__new__(Match)
    match.re = pattern
    match.string = string
    match.pos = pos
    match.endpos = endpos
    match._spans = spans
    return match


_END = 9223372036854775807


class Pattern:
    """A compiled pattern."""

    __slots__ = ("pattern", "flags", "groups", "_names", "_program", "_bytes", "_templates", "__weakref__")
    __module__ = "re"

    @property
    def groupindex(self):
        import types
        return types.MappingProxyType(self._names)

    def _check(self, string):
        if self._bytes:
            if isinstance(string, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
        elif not isinstance(string, str):
            if isinstance(string, (bytes, bytearray)):
                raise TypeError("cannot use a string pattern on a bytes-like object")
            raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'")

    def _find(self, string, pos, endpos, mode):
        if type(string) is not str or self._bytes:
            self._check(string)
        spans = _re.find(self._program, string, pos, endpos, mode)
        if spans is None:
            return None
        size = len(string)
        return _match(self, string, max(0, min(pos, size)), max(0, min(endpos, size)), spans)

    def search(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, 0)

    def match(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, 2)

    def finditer(self, string, pos=0, endpos=_END):
        self._check(string)
        size = len(string)
        found = _re.scan(self._program, string, pos, endpos, 0)
        pos, endpos = max(0, min(pos, size)), max(0, min(endpos, size))
        return iter([_match(self, string, pos, endpos, spans) for spans in found])

    def findall(self, string, pos=0, endpos=_END):
        self._check(string)
        found = _re.scan(self._program, string, pos, endpos, 0)
        empty = string[:0]
        if self.groups == 0:
            return [string[spans[0]:spans[1]] for spans in found]
        if self.groups == 1:
            return [string[spans[2]:spans[3]] if spans[3] >= 0 else empty for spans in found]
        every = range(2, 2 * self.groups + 2, 2)
        return [tuple([string[spans[i]:spans[i + 1]] if spans[i + 1] >= 0 else empty for i in every]) for spans in found]

    def split(self, string, maxsplit=0):
        self._check(string)
        if maxsplit < 0:
            return [string]
        parts = []
        at = 0
        for spans in _re.scan(self._program, string, 0, _END, maxsplit):
            parts.append(string[at:spans[0]])
            for i in range(2, 2 * self.groups + 2, 2):
                parts.append(string[spans[i]:spans[i + 1]] if spans[i + 1] >= 0 else None)
            at = spans[1]
        parts.append(string[at:])
        return parts

    def subn(self, repl, string, count=0):
        self._check(string)
        if count < 0:
            return string, 0
        template = None
        if not callable(repl):
            if not isinstance(repl, (str, bytes, bytearray)):
                raise TypeError(f"decoding to str: need a bytes-like object, {type(repl).__name__} found")
            if isinstance(repl, str) == self._bytes:
                expected = "a bytes-like object" if self._bytes else "str instance"
                raise TypeError(f"sequence item 0: expected {expected}, {type(repl).__name__} found")
            if ("\\" if isinstance(repl, str) else b"\\") in repl:
                template = _parse_template(repl, self)
        found = _re.scan(self._program, string, 0, _END, count)
        parts = []
        at = 0
        size = len(string)
        for spans in found:
            parts.append(string[at:spans[0]])
            if template is not None:
                parts.append(_expand(template, _match(self, string, 0, size, spans)))
            elif callable(repl):
                made = repl(_match(self, string, 0, size, spans))
                if made is not None:
                    parts.append(made)
            else:
                parts.append(repl)
            at = spans[1]
        parts.append(string[at:])
        return string[:0].join(parts), len(found)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def scanner(self, string, pos=0, endpos=_END):
        raise NotImplementedError("re.Pattern.scanner is not supported")

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.flags == other.flags and self.pattern == other.pattern and self._bytes == other._bytes

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def __repr__(self):
        flags = self.flags if self._bytes else self.flags & ~32
        text = repr(self.pattern)
        if len(text) > 200:
            text = text[:200]
        return f"re.compile({text}, {RegexFlag(flags)!r})" if flags else f"re.compile({text})"


Match.__class_getitem__ = Pattern.__class_getitem__

_cache = {}


def compile(pattern, flags=0):
    flags = int(flags)
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray)):
        raise TypeError("first argument must be string or compiled pattern")
    key = (type(pattern), bytes(pattern) if isinstance(pattern, bytearray) else pattern, flags)
    found = _cache.get(key)
    if found is not None:
        return found
    if flags & 4:
        if isinstance(pattern, str):
            raise ValueError("cannot use LOCALE flag with a str pattern")
        raise NotImplementedError("re.LOCALE is not supported")
    if flags & 256 and flags & 32:
        raise ValueError("ASCII and UNICODE flags are incompatible")
    if flags & 32 and not isinstance(pattern, str):
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    made = _re.compile(pattern, flags)
    if len(made) == 2:
        raise error(made[0], pattern, made[1])
    compiled = object.__new__(Pattern)
    compiled.pattern = pattern
    compiled._program, compiled.groups, compiled._names, compiled.flags = made
    compiled._bytes = not isinstance(pattern, str)
    compiled._templates = {}
    _cache[key] = compiled
    return compiled


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    """The cache is kept: a compiled pattern stays valid for as long as the engine lives."""


_special = {ord(c): "\\" + c for c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


_plain = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _parse_template(template, pattern):
    """The literal parts and group numbers of a replacement."""
    known = pattern._templates.get(template) if isinstance(template, (str, bytes)) else None
    if known is not None:
        return known
    is_bytes = not isinstance(template, str)
    text = str(template, "latin1") if is_bytes else template
    parts = []
    literal = []
    at = 0

    def flush():
        if literal:
            joined = "".join(literal)
            parts.append(joined.encode("latin1") if is_bytes else joined)
            literal.clear()

    def group(number, pos):
        if number > pattern.groups:
            raise error(f"invalid group reference {number}", template, pos)
        flush()
        parts.append(number)

    while True:
        found = text.find("\\", at)
        if found < 0:
            literal.append(text[at:])
            break
        literal.append(text[at:found])
        if found + 1 >= len(text):
            raise error("bad escape (end of pattern)", template, found)
        c = text[found + 1]
        at = found + 2
        if c == "g":
            if at >= len(text) or text[at] != "<":
                raise error("missing <", template, at)
            end = text.find(">", at)
            if end < 0 and at + 1 == len(text):
                raise error("missing group name", template, at + 1)
            if end < 0:
                raise error("missing >, unterminated name", template, at + 1)
            name = text[at + 1:end]
            if not name:
                raise error("missing group name", template, at + 1)
            if name.isascii() and name.isdigit():
                group(int(name), at + 1)
            elif not name.isidentifier():
                raise error(f"bad character in group name {name!r}", template, at + 1)
            elif name in pattern._names:
                group(pattern._names[name], at + 1)
            else:
                raise IndexError(f"unknown group name {name!r}")
            at = end + 1
        elif c == "0":
            digits = c
            while len(digits) < 3 and at < len(text) and text[at] in "01234567":
                digits += text[at]
                at += 1
            literal.append(chr(int(digits, 8) & 255))
        elif c.isascii() and c.isdigit():
            digits = c
            if at < len(text) and text[at].isascii() and text[at].isdigit():
                digits += text[at]
                at += 1
                if digits[0] in "01234567" and digits[1] in "01234567" and at < len(text) and text[at] in "01234567":
                    digits += text[at]
                    at += 1
                    value = int(digits, 8)
                    if value > 255:
                        raise error(f"octal escape value \\{digits} outside of range 0-0o377", template, found)
                    literal.append(chr(value))
                    continue
            group(int(digits), found + 1)
        elif c in _plain:
            literal.append(_plain[c])
        elif c.isascii() and c.isalpha():
            raise error(f"bad escape \\{c}", template, found)
        else:
            literal.append("\\" + c)
    flush()
    if isinstance(template, (str, bytes)):
        pattern._templates[template] = parts
    return parts


def _expand(parts, match):
    empty = match.string[:0]
    return empty.join([match._get(part, empty) if isinstance(part, int) else part for part in parts])
