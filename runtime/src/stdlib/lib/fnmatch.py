"""Names and the patterns of a shell."""

import posixpath
import re
from functools import lru_cache

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def translate(pat):
    made = ""
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if not made.endswith(".*"):
                made += ".*"
        elif c == "?":
            made += "."
        elif c == "[":
            j = i
            if j < len(pat) and pat[j] == "!":
                j += 1
            if j < len(pat) and pat[j] == "]":
                j += 1
            while j < len(pat) and pat[j] != "]":
                j += 1
            if j >= len(pat):
                made += "\\["
            else:
                inside = pat[i:j].replace("\\", "\\\\").replace("[", "\\[")
                i = j + 1
                if inside.startswith("!"):
                    inside = "^" + inside[1:]
                elif inside.startswith("^"):
                    inside = "\\" + inside
                made += f"[{inside}]"
        else:
            made += re.escape(c)
    return rf"(?s:{made})\Z"


@lru_cache(maxsize=256, typed=True)
def _compiled(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode("latin-1")).encode("latin-1")).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    match = _compiled(pat)
    return [name for name in names if match(name)]


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def fnmatchcase(name, pat):
    return _compiled(pat)(name) is not None
