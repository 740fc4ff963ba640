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


class Template:
    """Text with `$name` and `${name}` in it."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, strict):
        text = self.template
        out = []
        at = 0
        while True:
            start = text.find(self.delimiter, at)
            if start < 0:
                out.append(text[at:])
                return "".join(out)
            out.append(text[at:start])
            at = start + 1
            if text[at:at + 1] == self.delimiter:
                out.append(self.delimiter)
                at += 1
                continue
            braced = text[at:at + 1] == "{"
            end = begin = at + braced
            while end < len(text) and text[end].isascii() and (text[end] == "_" or text[end].isalnum()):
                end += 1
            name = text[begin:end]
            good = name and not name[0].isdigit() and (not braced or text[end:end + 1] == "}")
            if not good:
                if strict:
                    line = text.count("\n", 0, start) + 1
                    column = start - (text.rfind("\n", 0, start) + 1) + 1
                    raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
                out.append(self.delimiter)
                continue
            at = end + braced
            if strict or name in mapping:
                out.append(str(mapping[name]))
            else:
                out.append(text[start:at])

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
