"""JSON: values as text and back. What is plain goes through `_json`, in Rust; the rest, and what is wrong, is done here."""

import _json


class JSONDecodeError(ValueError):
    """A text that is no JSON."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


_quote = _json.quote


def _number(value, allow_nan=True, pretty=False):
    if value != value:
        text = "NaN"
    elif value == float("inf"):
        text = "Infinity"
    elif value == float("-inf"):
        text = "-Infinity"
    else:
        return float.__repr__(value)
    if not allow_nan:
        shown = ": " + repr(value) if pretty else ""
        raise ValueError("Out of range float values are not JSON compliant" + shown)
    return text


class JSONEncoder:
    """Values to text."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        if self.check_circular:
            text = _json.encode(o, self.ensure_ascii, self.allow_nan, self.sort_keys, self._indent_text(),
                                self.item_separator, self.key_separator)
            if text is not NotImplemented:
                return text
        return "".join(self.iterencode(o))

    def _indent_text(self):
        indent = self.indent
        return indent if indent is None or isinstance(indent, str) else " " * indent

    def iterencode(self, o, _one_shot=False):
        out = []
        indent = self._indent_text()
        self._write(o, out, indent, "\n" if indent is not None else None, [])
        return iter(out)

    def _write(self, o, out, indent, line, outer):
        if isinstance(o, str):
            out.append(_quote(o, self.ensure_ascii))
        elif o is None:
            out.append("null")
        elif o is True:
            out.append("true")
        elif o is False:
            out.append("false")
        elif isinstance(o, int):
            out.append(int.__repr__(o))
        elif isinstance(o, float):
            out.append(_number(o, self.allow_nan, indent is not None))
        else:
            if self.check_circular:
                if any(seen is o for seen in outer):
                    raise ValueError("Circular reference detected")
                outer.append(o)
            if isinstance(o, dict):
                self._write_dict(o, out, indent, line, outer)
            elif isinstance(o, (list, tuple)):
                self._write_list(o, out, indent, line, outer)
            else:
                self._write(self.default(o), out, indent, line, outer)
            if self.check_circular:
                outer.pop()

    def _write_list(self, o, out, indent, line, outer):
        if not o:
            out.append("[]")
            return
        inner = None if line is None else line + indent
        separator = self.item_separator + (inner or "")
        out.append("[" + (inner or ""))
        first = True
        for item in o:
            if not first:
                out.append(separator)
            first = False
            self._write(item, out, indent, inner, outer)
        out.append((line or "") + "]")

    def _write_dict(self, o, out, indent, line, outer):
        if not o:
            out.append("{}")
            return
        inner = None if line is None else line + indent
        separator = self.item_separator + (inner or "")
        out.append("{" + (inner or ""))
        first = True
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if isinstance(key, str):
                pass
            elif isinstance(key, float):
                key = _number(key, self.allow_nan, indent is not None)
            elif key is True:
                key = "true"
            elif key is False:
                key = "false"
            elif key is None:
                key = "null"
            elif isinstance(key, int):
                key = int.__repr__(key)
            elif self.skipkeys:
                continue
            else:
                raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
            if not first:
                out.append(separator)
            first = False
            out.append(_quote(key, self.ensure_ascii))
            out.append(self.key_separator)
            self._write(value, out, indent, inner, outer)
        out.append((line or "") + "}")


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    if (not skipkeys and ensure_ascii and check_circular and allow_nan and cls is None and indent is None
            and separators is None and default is None and not sort_keys and not kw):
        return _encoder.encode(obj)
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw
    ).encode(obj)


_encoder = JSONEncoder()


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


_escapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONDecoder:
    """Text to values."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self._plain = strict and not (object_hook or parse_float or parse_int or parse_constant or object_pairs_hook)
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or {"NaN": float("nan"), "Infinity": float("inf"),
                                                 "-Infinity": float("-inf")}.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        if self._plain:
            value = _json.decode(s)
            if value is not NotImplemented:
                return value
        value, end = self.raw_decode(s, self._space(s, 0))
        end = self._space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    @staticmethod
    def _space(s, at):
        while at < len(s) and s[at] in " \t\n\r":
            at += 1
        return at

    def _value(self, s, at):
        c = s[at:at + 1]
        if c == '"':
            return self._string(s, at + 1)
        if c == "{":
            return self._object(s, at + 1)
        if c == "[":
            return self._array(s, at + 1)
        if c == "n" and s.startswith("null", at):
            return None, at + 4
        if c == "t" and s.startswith("true", at):
            return True, at + 4
        if c == "f" and s.startswith("false", at):
            return False, at + 5
        end = at + (c == "-")
        if s[end:end + 1] == "0":
            end += 1
        else:
            while s[end:end + 1] in _digits:
                end += 1
        if end > at + (c == "-"):
            whole = end
            if s[end:end + 1] == "." and s[end + 1:end + 2] in _digits:
                end += 1
                while s[end:end + 1] in _digits:
                    end += 1
            if s[end:end + 1] in _exponents:
                after = end + 1 + (s[end + 1:end + 2] in _signs)
                if s[after:after + 1] in _digits:
                    end = after
                    while s[end:end + 1] in _digits:
                        end += 1
            if end == whole:
                return self.parse_int(s[at:end]), end
            return self.parse_float(s[at:end]), end
        for word in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise JSONDecodeError("Expecting value", s, at)

    def _string(self, s, at):
        begin = at - 1
        parts = []
        while True:
            quote = s.find('"', at)
            slash = s.find("\\", at, quote if quote >= 0 else len(s))
            end = slash if slash >= 0 else quote if quote >= 0 else len(s)
            part = s[at:end]
            if self.strict and not part.isprintable():
                for i, c in enumerate(part):
                    if c < " ":
                        raise JSONDecodeError("Invalid control character at", s, at + i)
            parts.append(part)
            if slash < 0:
                if quote < 0:
                    raise JSONDecodeError("Unterminated string starting at", s, begin)
                return "".join(parts), quote + 1
            c = s[slash + 1:slash + 2]
            if c == "u":
                code = self._hex(s, slash)
                at = slash + 6
                if 0xD800 <= code < 0xDC00 and at + 6 < len(s) and s.startswith("\\u", at):
                    low = self._hex(s, at)
                    if 0xDC00 <= low < 0xE000:
                        code = 0x10000 + ((code - 0xD800) << 10 | low - 0xDC00)
                        at += 6
                parts.append(chr(code))
            elif c in _escapes:
                parts.append(_escapes[c])
                at = slash + 2
            elif not c:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            else:
                raise JSONDecodeError("Invalid \\escape", s, slash)

    @staticmethod
    def _hex(s, slash):
        digits = s[slash + 2:slash + 6]
        if slash + 6 < len(s) and all(c in "0123456789abcdefABCDEF" for c in digits):
            return int(digits, 16)
        raise JSONDecodeError("Invalid \\uXXXX escape", s, slash + 1)

    def _array(self, s, at):
        values = []
        at = self._space(s, at)
        if s[at:at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = self._space(s, at)
            c = s[at:at + 1]
            if c == "]":
                return values, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = self._space(s, at + 1)

    def _object(self, s, at):
        pairs = []
        at = self._space(s, at)
        if s[at:at + 1] == "}":
            at += 1
        else:
            while True:
                if s[at:at + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
                key, at = self._string(s, at + 1)
                at = self._space(s, at)
                if s[at:at + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, at)
                value, at = self._value(s, self._space(s, at + 1))
                pairs.append((key, value))
                at = self._space(s, at)
                c = s[at:at + 1]
                if c == "}":
                    at += 1
                    break
                if c != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", s, at)
                at = self._space(s, at + 1)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at
        value = dict(pairs)
        if self.object_hook is not None:
            value = self.object_hook(value)
        return value, at


_digits = frozenset("0123456789")
_exponents = frozenset("eE")
_signs = frozenset("+-")


def loads(s, *, cls=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8-sig")
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    if cls is None and not kw:
        return _decoder.decode(s)
    return (cls or JSONDecoder)(**kw).decode(s)


_decoder = JSONDecoder()


def load(fp, **kw):
    return loads(fp.read(), **kw)
