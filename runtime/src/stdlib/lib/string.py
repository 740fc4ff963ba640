"""Constants of characters, and templates."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_unset = {}


class Template:
    """Text with `$name` and `${name}` in it."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None

    # The pattern is made from the parts at first use: most programs have no template of their own.
    _compiled = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compiled = None
        if "pattern" in cls.__dict__:
            cls._rule()

    def __init__(self, template):
        self.template = template

    @classmethod
    def _rule(cls):
        if cls._compiled is None:
            import re

            text = getattr(cls, "pattern", None)
            if text is None:
                mark = re.escape(cls.delimiter)
                plain = cls.idpattern
                braced = cls.braceidpattern or plain
                text = (f"{mark}(?:(?P<escaped>{mark})|(?P<named>{plain})|"
                        + "{(?P<braced>" + braced + ")}|(?P<invalid>))")
            cls._compiled = re.compile(text, getattr(cls, "flags", re.IGNORECASE) | re.VERBOSE)
        return cls._compiled

    def _invalid(self, found):
        at = found.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        line, column = 1, 1
        if lines:
            line, column = len(lines), at - len("".join(lines[:-1]))
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _mapping(self, mapping, kws):
        if mapping is _unset:
            return kws
        if kws:
            from collections import ChainMap

            return ChainMap(kws, mapping)
        return mapping

    def _unknown(self):
        raise ValueError("Unrecognized named group in pattern", self._rule())

    def substitute(self, mapping=_unset, /, **kws):
        mapping = self._mapping(mapping, kws)

        def value(found):
            name = found.group("named") or found.group("braced")
            if name is not None:
                return str(mapping[name])
            if found.group("escaped") is not None:
                return self.delimiter
            if found.group("invalid") is not None:
                self._invalid(found)
            self._unknown()

        return self._rule().sub(value, self.template)

    def safe_substitute(self, mapping=_unset, /, **kws):
        mapping = self._mapping(mapping, kws)

        def value(found):
            name = found.group("named") or found.group("braced")
            if name is not None:
                try:
                    return str(mapping[name])
                except KeyError:
                    return found.group()
            if found.group("escaped") is not None:
                return self.delimiter
            if found.group("invalid") is not None:
                return found.group()
            self._unknown()

        return self._rule().sub(value, self.template)

    def is_valid(self):
        for found in self._rule().finditer(self.template):
            if found.group("invalid") is not None:
                return False
            if not (found.group("named") or found.group("braced") or found.group("escaped") is not None):
                self._unknown()
        return True

    def get_identifiers(self):
        names = {}
        for found in self._rule().finditer(self.template):
            name = found.group("named") or found.group("braced")
            if name is not None:
                names[name] = None
            elif found.group("invalid") is None and found.group("escaped") is None:
                self._unknown()
        return list(names)


def _parts_of(text):
    """The literal pieces and fields of a format string: (literal, field, spec, conversion)."""
    at, end = 0, len(text)
    literal = ""
    while at < end:
        c = text[at]
        at += 1
        if c not in "{}":
            literal += c
            continue
        if at < end and text[at] == c:
            literal += c
            at += 1
            yield literal, None, None, None
            literal = ""
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if at >= end:
            raise ValueError("Single '{' encountered in format string")
        start, depth, square = at, 1, False
        while at < end:
            c = text[at]
            at += 1
            if c == "[" and depth == 1:
                square = True
            elif c == "]":
                square = False
            elif c == "{":
                depth += 1
            elif c == "}":
                depth -= 1
                if not depth:
                    break
        if depth:
            raise ValueError("expected '}' before end of string")
        yield literal, *_field_of(text[start:at - 1])
        literal = ""
    if literal:
        yield literal, None, None, None


def _field_of(body):
    """A field's name, its specification and its conversion."""
    at, square = 0, False
    while at < len(body):
        c = body[at]
        if c == "{" and not square:
            raise ValueError("unexpected '{' in field name")
        if c == "[":
            square = True
        elif c == "]":
            square = False
        elif c in "!:" and not square:
            break
        at += 1
    name, rest = body[:at], body[at:]
    if not rest.startswith("!"):
        return name, rest[1:], None
    if len(rest) < 2:
        raise ValueError("end of string while looking for conversion specifier")
    if len(rest) > 2 and rest[2] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return name, rest[3:], rest[1]


def _path_of(name):
    """The head of a field's name, and the attributes and items after it."""
    at = 0
    while at < len(name) and name[at] not in ".[":
        at += 1
    head, path = name[:at], []
    while at < len(name):
        if name[at] == ".":
            start = at = at + 1
            while at < len(name) and name[at] not in ".[":
                at += 1
            piece = name[start:at]
            path.append((True, piece))
        elif name[at] == "[":
            stop = name.find("]", at)
            if stop < 0:
                raise ValueError("Missing ']' in format string")
            piece = name[at + 1:stop]
            path.append((False, int(piece) if piece.isdecimal() else piece))
            at = stop + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not piece:
            raise ValueError("Empty attribute in format string")
    return int(head) if head.isdecimal() else head, path


class Formatter:
    """`str.format` in steps that a subclass may change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            if name == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index)
                auto_arg_index += 1
            elif isinstance(name, str) and name.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            value, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            out.append(self.format_field(value, spec))
        return "".join(out), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _parts_of(format_string)

    def get_field(self, field_name, args, kwargs):
        first, path = _path_of(field_name)
        value = self.get_value(first, args, kwargs)
        for attribute, key in path:
            value = getattr(value, key) if attribute else value[key]
        return value, first
