"""Showing exceptions with their tracebacks."""

import sys
import _thread

__all__ = ["extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list", "format_tb", "print_exc",
           "print_exception", "print_tb", "print_list", "FrameSummary", "StackSummary", "TracebackException", "walk_tb"]


class FrameSummary:
    """A line of a traceback."""

    __slots__ = ("filename", "lineno", "name", "line", "locals", "_text")

    def __init__(self, filename, lineno, name, *, line=None, _text=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = None
        self._text = _text

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, (FrameSummary, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The lines of a traceback."""

    def format_frame_summary(self, frame):
        if frame._text is not None:
            return frame._text
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        return text + f"    {frame.line.strip()}\n" if frame.line else text

    def format(self):
        lines = []
        last = None
        count = 0
        for frame in self:
            key = (frame.filename, frame.lineno, frame.name)
            if key != last:
                _repeated(lines, count)
                last, count = key, 0
            count += 1
            if count <= 3:
                lines.append(self.format_frame_summary(frame))
        _repeated(lines, count)
        return lines

    @classmethod
    def from_list(cls, entries):
        made = cls()
        for entry in entries:
            made.append(entry if isinstance(entry, FrameSummary) else FrameSummary(*entry[:3], line=entry[3]))
        return made


def _repeated(lines, count):
    if count > 3:
        more = count - 3
        lines.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def walk_tb(tb):
    while tb is not None:
        yield tb, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    made = StackSummary()
    texts = _thread._format_entries(tb)
    entries = list(walk_tb(tb))
    pairs = list(zip(entries, texts))
    if limit is not None:
        pairs = pairs[:limit] if limit >= 0 else pairs[limit:]
    for (entry, line), text in pairs:
        lines = text.split("\n")
        source = lines[1].strip() if len(lines) > 2 else ""
        code = entry.tb_code
        made.append(FrameSummary(code.co_filename, line, code.co_name, line=source, _text=text))
    return made


def format_list(extracted):
    return StackSummary.from_list(extracted).format()


def print_list(extracted, file=None):
    for line in format_list(extracted):
        print(line, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    for line in format_tb(tb, limit):
        print(line, file=sys.stderr if file is None else file, end="")


_missing = object()


def _exception_of(exc, value):
    if value is _missing:
        return exc
    return value


def format_exception_only(exc, /, value=_missing):
    exc = _exception_of(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    kind = type(exc)
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = f"{kind.__module__}.{name}"
    lines = []
    if isinstance(exc, SyntaxError):
        if exc.lineno is not None:
            lines.append(f'  File "{exc.filename or "<string>"}", line {exc.lineno}\n')
        if exc.text is not None:
            text = exc.text.rstrip("\n")
            stripped = text.lstrip(" \n\f")
            lines.append(f"    {stripped}\n")
            if exc.offset is not None and exc.offset >= 1:
                at = exc.offset - 1 - (len(text) - len(stripped))
                if at >= 0:
                    width = max(1, (exc.end_offset or 0) - exc.offset) if exc.end_lineno == exc.lineno else 1
                    lines.append(f"    {' ' * at}{'^' * width}\n")
        lines.append(f"{name}: {exc.msg or '<no detail available>'}\n")
    else:
        try:
            text = str(exc)
        except Exception:
            text = "<exception str() failed>"
        lines.append(f"{name}: {text}\n" if text else f"{name}\n")
    for note in getattr(exc, "__notes__", None) or ():
        lines.extend([line + "\n" for line in str(note).split("\n")])
    return lines


def _format(exc, limit, chain, seen, lines):
    seen.append(exc)
    if chain:
        cause, context = exc.__cause__, exc.__context__
        if cause is not None and not any(cause is e for e in seen):
            _format(cause, limit, chain, seen, lines)
            lines.append("\nThe above exception was the direct cause of the following exception:\n\n")
        elif cause is None and context is not None and not exc.__suppress_context__ and not any(context is e for e in seen):
            _format(context, limit, chain, seen, lines)
            lines.append("\nDuring handling of the above exception, another exception occurred:\n\n")
    if exc.__traceback__ is not None:
        lines.append("Traceback (most recent call last):\n")
        lines.extend(format_tb(exc.__traceback__, limit))
    lines.extend(format_exception_only(exc))


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    exc = _exception_of(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    if tb is not _missing and tb is not exc.__traceback__:
        # The frames that are asked for, for the time of the formatting.
        own = exc.__traceback__
        exc.__traceback__ = tb
        try:
            return format_exception(exc, limit=limit, chain=chain)
        finally:
            exc.__traceback__ = own
    if isinstance(exc, BaseExceptionGroup):
        return _thread._format_exception(exc).splitlines(keepends=True)
    lines = []
    _format(exc, limit, chain, [], lines)
    return lines


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    text = "".join(format_exception(exc, value, tb, limit, chain))
    print(text, file=sys.stderr if file is None else file, end="")


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), file=sys.stderr if file is None else file, end="")


def print_last(limit=None, file=None, chain=True):
    raise NotImplementedError("traceback.print_last is not supported")


def print_stack(f=None, limit=None, file=None):
    raise NotImplementedError("traceback.print_stack is not supported: frames are no objects here")


def extract_stack(f=None, limit=None):
    raise NotImplementedError("traceback.extract_stack is not supported: frames are no objects here")


def format_stack(f=None, limit=None):
    raise NotImplementedError("traceback.format_stack is not supported: frames are no objects here")


class TracebackException:
    """An exception made ready to be shown later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **kwargs):
        self.exc_type = exc_type
        self._only = format_exception_only(exc_value)
        self._lines = format_exception(exc_type, exc_value, exc_traceback, limit=limit)
        self.stack = extract_tb(exc_traceback, limit)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True):
        yield from self._lines

    def format_exception_only(self):
        yield from self._only

    def __str__(self):
        return self._only[-1].rstrip("\n").partition(": ")[2]
