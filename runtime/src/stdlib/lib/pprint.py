"""Printing nested values so that lines stay short."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def saferepr(object):
    return PrettyPrinter()._repr(object, [], 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Sorts what cannot be compared by type and identity."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _pair(item):
    return _Key(item[0]), _Key(item[1])


class PrettyPrinter:
    """The settings, and the printer."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = int(indent)
        self._width = int(width)
        self._depth = depth
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort = sort_dicts
        self._underscores = underscore_numbers
        self._recursive = False
        self._readable = True

    def pprint(self, object):
        self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._recursive, self._readable = False, True
        self._format(object, out, 0, 0, [], 0)
        return "".join(out)

    def isrecursive(self, object):
        self.pformat(object)
        return self._recursive

    def isreadable(self, object):
        self.pformat(object)
        return self._readable and not self._recursive

    def format(self, object, context, maxlevels, level):
        text = self._repr(object, list(context), level)
        return text, self._readable, self._recursive

    def _format(self, value, out, indent, allowance, context, level):
        if any(value is seen for seen in context):
            out.append(self._recursion(value))
            return
        text = self._repr(value, context, level)
        room = self._width - indent - allowance
        if len(text) <= room:
            out.append(text)
            return
        how = self._printer(value)
        if how is None:
            out.append(text)
            return
        context.append(value)
        how(value, out, indent, allowance, context, level + 1)
        context.pop()

    def _printer(self, value):
        show = type(value).__repr__
        if show is dict.__repr__:
            return self._dict
        if show is list.__repr__:
            return lambda v, o, i, a, c, l: self._wrapped(v, "[", "]", o, i, a, c, l)
        if show is tuple.__repr__:
            return lambda v, o, i, a, c, l: self._wrapped(v, "(", ",)" if len(v) == 1 else ")", o, i, a, c, l)
        if show is set.__repr__ or show is frozenset.__repr__:
            return self._set
        if show is str.__repr__:
            return self._str
        fields = getattr(type(value), "__dataclass_fields__", None)
        if fields is not None and not isinstance(value, type) and "__create_fn__" in getattr(show, "__qualname__", ""):
            return self._dataclass
        name = type(value).__name__
        module = type(value).__module__
        if module == "collections":
            if name == "OrderedDict":
                return self._ordered
            if name == "defaultdict":
                return self._default
            if name == "Counter":
                return self._counter
            if name == "deque":
                return self._deque
        if module == "types" and name == "SimpleNamespace":
            return self._namespace
        return None

    def _dict(self, value, out, indent, allowance, context, level):
        out.append("{")
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        items = sorted(value.items(), key=_pair) if self._sort else list(value.items())
        if items:
            self._items(items, out, indent + self._indent, allowance + 1, context, level)
        out.append("}")

    def _items(self, items, out, indent, allowance, context, level):
        for i, (key, item) in enumerate(items):
            if i:
                out.append(",\n" + " " * indent)
            shown = self._repr(key, context, level)
            out.append(shown + ": ")
            last = i == len(items) - 1
            self._format(item, out, indent + len(shown) + 2, allowance if last else 1, context, level)

    def _ordered(self, value, out, indent, allowance, context, level):
        name = type(value).__name__
        if not value:
            out.append(repr(value))
            return
        out.append(name + "(")
        pairs = list(value.items())
        self._wrapped(pairs, "[", "]", out, indent + len(name) + 1, allowance + 1, context, level)
        out.append(")")

    def _default(self, value, out, indent, allowance, context, level):
        if not value:
            out.append(repr(value))
            return
        head = self._repr(value.default_factory, context, level)
        name = type(value).__name__
        indent += len(name) + 1
        out.append(f"{name}({head},\n{' ' * indent}")
        self._dict(value, out, indent, allowance + 1, context, level)
        out.append(")")

    def _counter(self, value, out, indent, allowance, context, level):
        if not value:
            out.append(repr(value))
            return
        name = type(value).__name__
        out.append(name + "({")
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        self._items(value.most_common(), out, indent + len(name) + 1 + self._indent, allowance + 2, context, level)
        out.append("})")

    def _deque(self, value, out, indent, allowance, context, level):
        name = type(value).__name__
        out.append(name + "(")
        indent += len(name) + 1
        if value.maxlen is None:
            self._wrapped(list(value), "[", "]", out, indent, allowance + 1, context, level)
            out.append(")")
        else:
            self._wrapped(list(value), "[", "]", out, indent, 2, context, level)
            out.append(f",\n{' ' * indent}maxlen={self._repr(value.maxlen, context, level)})")

    def _fields(self, pairs, out, indent, allowance, context, level):
        for i, (name, item) in enumerate(pairs):
            if i:
                out.append(",\n" + " " * indent)
            out.append(name + "=")
            last = i == len(pairs) - 1
            self._format(item, out, indent + len(name) + 1, allowance if last else 1, context, level)

    def _dataclass(self, value, out, indent, allowance, context, level):
        name = type(value).__name__
        pairs = [(f.name, getattr(value, f.name)) for f in type(value).__dataclass_fields__.values() if f.repr]
        out.append(name + "(")
        self._fields(pairs, out, indent + len(name) + 1, allowance, context, level)
        out.append(")")

    def _namespace(self, value, out, indent, allowance, context, level):
        out.append("namespace(")
        self._fields(list(value.__dict__.items()), out, indent + 10, allowance, context, level)
        out.append(")")

    def _set(self, value, out, indent, allowance, context, level):
        if not value:
            out.append(repr(value))
            return
        items = sorted(value, key=_Key)
        if type(value) is set:
            self._wrapped(items, "{", "}", out, indent, allowance, context, level)
            return
        name = type(value).__name__
        self._wrapped(items, name + "({", "})", out, indent + len(name) + 1, allowance + 1, context, level, 1)

    def _wrapped(self, items, head, tail, out, indent, allowance, context, level, inner=None):
        out.append(head)
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        if items:
            self._lines(items, out, indent + self._indent, allowance + len(tail), context, level)
        out.append(tail)

    def _lines(self, items, out, indent, allowance, context, level):
        separator = ",\n" + " " * indent
        room = width = self._width - indent + 1
        first = True
        items = list(items)
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                width -= allowance
                room -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if room < size:
                    room = width
                    if not first:
                        out.append(separator)
                        first = True
                if room >= size:
                    room -= size
                    out.append(text if first else ", " + text)
                    first = False
                    continue
            if not first:
                out.append(separator)
            first = False
            self._format(item, out, indent, allowance if last else 1, context, level)

    def _str(self, value, out, indent, allowance, context, level):
        if not value:
            out.append(repr(value))
            return
        chunks = []
        lines = value.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        full = room = self._width - indent
        text = ""
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                room -= allowance
            if len(text) <= room:
                chunks.append(text)
                continue
            parts = _words(line)
            limit = full
            now = ""
            for j, part in enumerate(parts):
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(now + part)) > limit:
                    if now:
                        chunks.append(repr(now))
                    now = part
                else:
                    now += part
            if now:
                chunks.append(repr(now))
        if len(chunks) == 1:
            out.append(text)
            return
        if level == 1:
            out.append("(")
        out.append(("\n" + " " * indent).join(chunks))
        if level == 1:
            out.append(")")

    def _recursion(self, value):
        self._recursive = True
        return f"<Recursion on {type(value).__name__} with id={id(value)}>"

    def _repr(self, value, context, level):
        kind = type(value)
        show = kind.__repr__
        if show is int.__repr__ and self._underscores:
            return f"{value:_d}"
        if show not in (dict.__repr__, list.__repr__, tuple.__repr__):
            text = repr(value)
            if text.startswith("<"):
                self._readable = False
            return text
        if not value:
            return repr(value)
        if self._depth is not None and level >= self._depth:
            return "{...}" if show is dict.__repr__ else "[...]" if show is list.__repr__ else "(...)"
        if any(value is seen for seen in context):
            return self._recursion(value)
        context.append(value)
        level += 1
        if show is dict.__repr__:
            items = sorted(value.items(), key=_pair) if self._sort else value.items()
            parts = [f"{self._repr(k, context, level)}: {self._repr(v, context, level)}" for k, v in items]
            text = "{" + ", ".join(parts) + "}"
        else:
            parts = [self._repr(item, context, level) for item in value]
            if show is list.__repr__:
                text = "[" + ", ".join(parts) + "]"
            else:
                text = "(" + parts[0] + ",)" if len(parts) == 1 else "(" + ", ".join(parts) + ")"
        context.pop()
        return text


def _words(line):
    """Words, each with the space behind it."""
    parts = []
    start = at = 0
    while at < len(line):
        while at < len(line) and not line[at].isspace():
            at += 1
        while at < len(line) and line[at].isspace():
            at += 1
        parts.append(line[start:at])
        start = at
    return parts
