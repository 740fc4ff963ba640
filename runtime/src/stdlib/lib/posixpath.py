"""Paths with slashes."""

import _os
from _os import exists, isdir, isfile, islink, lexists

sep = "/"
altsep = None
extsep = "."
pathsep = ":"
curdir = "."
pardir = ".."
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False


def _text(path):
    if isinstance(path, (str, bytes)):
        return path
    import os
    return os.fspath(path)


def _slash(path):
    return b"/" if isinstance(path, bytes) else "/"


def _dot(path):
    return b"." if isinstance(path, bytes) else "."


def normcase(s):
    return _text(s)


def isabs(s):
    s = _text(s)
    return s.startswith(_slash(s))


def join(a, *p):
    a = _text(a)
    slash = _slash(a)
    path = a
    for b in map(_text, p):
        if isinstance(b, str) is not isinstance(a, str):
            raise TypeError("Can't mix strings and bytes in path components")
        if b.startswith(slash):
            path = b
        elif not path or path.endswith(slash):
            path += b
        else:
            path += slash + b
    return path


def split(p):
    p = _text(p)
    slash = _slash(p)
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = _text(p)
    name = p.rfind(_slash(p)) + 1
    dot = p.rfind(_dot(p))
    if dot > name and p[name:dot].strip(_dot(p)):
        return p[:dot], p[dot:]
    return p, p[:0]


def splitdrive(p):
    p = _text(p)
    return p[:0], p


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    if not m:
        return ""
    m = [_text(p) if not isinstance(p, (list, tuple)) else p for p in m]
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def getsize(filename):
    return _os.stat(filename).st_size


def getmtime(filename):
    return _os.stat(filename).st_mtime


def getatime(filename):
    return _os.stat(filename).st_atime


def getctime(filename):
    return _os.stat(filename).st_ctime


def samefile(f1, f2):
    a, b = _os.stat(f1), _os.stat(f2)
    return a.st_ino == b.st_ino and a.st_dev == b.st_dev


def ismount(path):
    try:
        here, above = _os.lstat(path), _os.lstat(join(path, ".."))
    except OSError:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    path = _text(path)
    if not path.startswith("~"):
        return path
    import os
    name, slash, rest = path[1:].partition("/")
    if name:
        return path
    home = os.environ.get("HOME", "/root").rstrip("/")
    return (home + slash + rest) or "/"


def expandvars(path):
    path = _text(path)
    import os
    out = []
    at = 0
    while at < len(path):
        c = path[at]
        if c != "$":
            out.append(c)
            at += 1
            continue
        if path[at + 1:at + 2] == "{":
            end = path.find("}", at)
            key, after = (path[at + 2:end], end + 1) if end >= 0 else ("", at + 1)
        else:
            after = at + 1
            while after < len(path) and (path[after].isalnum() or path[after] == "_"):
                after += 1
            key = path[at + 1:after]
        out.append(os.environ[key] if key in os.environ else path[at:after])
        at = after
    return "".join(out)


def normpath(path):
    path = _text(path)
    slash, dot = _slash(path), _dot(path)
    if not path:
        return dot
    start = slash if path.startswith(slash) else path[:0]
    if path.startswith(slash * 2) and not path.startswith(slash * 3):
        start = slash * 2
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dot * 2 or (not start and not parts) or (parts and parts[-1] == dot * 2):
            parts.append(part)
        elif parts:
            parts.pop()
    return (start + slash.join(parts)) or dot


def abspath(path):
    path = _text(path)
    if not isabs(path):
        import os
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    filename = abspath(filename)
    found = _os.realpath(filename)
    if found is not None:
        return found
    if strict:
        _os.stat(filename)
    head, tail = split(filename)
    return join(realpath(head), tail) if tail and head != filename else filename


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath("." if start is None else start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    common = len(commonprefix([here, there]))
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def commonpath(paths):
    paths = [_text(p) for p in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = {p.startswith("/") for p in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[c for c in p.split("/") if c and c != "."] for p in paths]
    return ("/" if absolute.pop() else "") + "/".join(commonprefix(parts))
