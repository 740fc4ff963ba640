# A JSON parser and writer with errors that name the position.
class JSONError(ValueError):
    def __init__(self, message, pos):
        super().__init__(f"{message} at {pos}")


class Reader:
    ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "r": "\r", "b": "\b", "f": "\f"}

    def __init__(self, text):
        self.text = text
        self.pos = 0

    def fail(self, message):
        raise JSONError(message, self.pos)

    def skip(self):
        while self.pos < len(self.text) and self.text[self.pos] in " \t\n\r":
            self.pos += 1

    def expect(self, c):
        self.skip()
        if not self.text.startswith(c, self.pos):
            self.fail(f"expected {c!r}")
        self.pos += len(c)

    def value(self):
        self.skip()
        if self.pos >= len(self.text):
            self.fail("unexpected end")
        c = self.text[self.pos]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return v
        return self.number()

    def items(self, close, item):
        out = []
        self.pos += 1
        self.skip()
        if self.text.startswith(close, self.pos):
            self.pos += 1
            return out
        while True:
            out.append(item())
            self.skip()
            c = self.text[self.pos:self.pos + 1]
            if c == close:
                self.pos += 1
                return out
            if c != ",":
                self.fail(f"expected ',' or {close!r}")
            self.pos += 1

    def array(self):
        return self.items("]", self.value)

    def pair(self):
        self.skip()
        key = self.string()
        self.expect(":")
        return key, self.value()

    def object(self):
        return dict(self.items("}", self.pair))

    def string(self):
        self.expect('"')
        out = []
        while True:
            c = self.text[self.pos:self.pos + 1]
            if not c:
                self.fail("unterminated string")
            self.pos += 1
            if c == '"':
                return "".join(out)
            if c == "\\":
                e = self.text[self.pos]
                self.pos += 1
                if e == "u":
                    out.append(chr(int(self.text[self.pos:self.pos + 4], 16)))
                    self.pos += 4
                elif e in self.ESCAPES:
                    out.append(self.ESCAPES[e])
                else:
                    self.fail(f"bad escape {e!r}")
            else:
                out.append(c)

    def number(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos] in "+-0123456789.eE":
            self.pos += 1
        text = self.text[start:self.pos]
        try:
            return int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError:
            self.pos = start
            self.fail("unexpected character")


def dumps(v, indent=None, level=0):
    if v is None:
        return "null"
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, (int, float)):
        return repr(v)
    if isinstance(v, str):
        return '"' + "".join("\\" + c if c in '"\\' else "\\n" if c == "\n" else "\\t" if c == "\t" else c for c in v) + '"'
    if isinstance(v, dict):
        parts, brackets = [f"{dumps(k)}: {dumps(x, indent, level + 1)}" for k, x in v.items()], "{}"
    else:
        parts, brackets = [dumps(x, indent, level + 1) for x in v], "[]"
    if not parts or indent is None:
        return brackets[0] + ", ".join(parts) + brackets[1]
    pad = "\n" + " " * indent * (level + 1)
    return brackets[0] + pad + ("," + pad).join(parts) + "\n" + " " * indent * level + brackets[1]


doc = '{"name": "caf\\u00e9 \\"x\\"", "list": [1, -2.5, 1e3, true, null, []], "nested": {"a": {"b": "\\n"}}, "empty": {}}'
data = Reader(doc).value()
print(data)
# expect: {'name': 'café "x"', 'list': [1, -2.5, 1000.0, True, None, []], 'nested': {'a': {'b': '\n'}}, 'empty': {}}
print(dumps(data))
# expect: {"name": "café \"x\"", "list": [1, -2.5, 1000.0, true, null, []], "nested": {"a": {"b": "\n"}}, "empty": {}}
print(dumps(data, indent=2))
# expect: {
# expect:   "name": "café \"x\"",
# expect:   "list": [
# expect:     1,
# expect:     -2.5,
# expect:     1000.0,
# expect:     true,
# expect:     null,
# expect:     []
# expect:   ],
# expect:   "nested": {
# expect:     "a": {
# expect:       "b": "\n"
# expect:     }
# expect:   },
# expect:   "empty": {}
# expect: }
print(Reader(dumps(data)).value() == data)  # expect: True
for bad in ["", "[1, 2", '{"a" 1}', '["abc', "[1 2]", "nope", '"\\q"', "[1,]"]:
    try:
        print(Reader(bad).value())
    except JSONError as e:
        print(repr(bad), "->", e)
# expect: '' -> unexpected end at 0
# expect: '[1, 2' -> expected ',' or ']' at 5
# expect: '{"a" 1}' -> expected ':' at 5
# expect: '["abc' -> unterminated string at 5
# expect: '[1 2]' -> expected ',' or ']' at 3
# expect: 'nope' -> unexpected character at 0
# expect: '"\\q"' -> bad escape 'q' at 3
# expect: '[1,]' -> unexpected character at 3
