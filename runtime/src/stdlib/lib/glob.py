"""File names by patterns."""

import os
import re
import fnmatch

__all__ = ["escape", "glob", "iglob"]

_special = re.compile("([*?[])")


def has_magic(s):
    return _special.search(s if isinstance(s, str) else os.fsdecode(s)) is not None


def escape(pathname):
    """The pattern that matches this name alone."""
    return _special.sub(r"[\1]", pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    if dir_fd is not None:
        raise NotImplementedError("glob: dir_fd is not supported")
    if isinstance(pathname, bytes):
        return (os.fsencode(name) for name in iglob(os.fsdecode(pathname), root_dir=root_dir, recursive=recursive))
    return _find(os.fspath(root_dir) if root_dir is not None else "", pathname, recursive, include_hidden)


def _find(root, pathname, recursive, hidden):
    if not has_magic(pathname):
        if pathname and os.path.lexists(os.path.join(root, pathname)):
            yield pathname
        return
    head, tail = os.path.split(pathname)
    if head and head != pathname and has_magic(head):
        heads = _find(root, head, recursive, hidden)
    else:
        heads = [head]
    for base in heads:
        folder = os.path.join(root, base)
        if base and not os.path.isdir(folder):
            continue
        if recursive and tail == "**":
            if base:
                yield os.path.join(base, "")
            for name in _below(folder, "", hidden):
                yield os.path.join(base, name)
        elif not tail:
            yield os.path.join(base, "")
        elif has_magic(tail):
            for name in _names(folder):
                if (hidden or tail[0] == "." or name[0] != ".") and fnmatch.fnmatchcase(name, tail):
                    yield os.path.join(base, name)
        elif os.path.lexists(os.path.join(folder, tail)):
            yield os.path.join(base, tail)


def _names(folder):
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []


def _below(folder, prefix, hidden):
    for name in _names(os.path.join(folder, prefix) if prefix else folder):
        if hidden or name[0] != ".":
            path = os.path.join(prefix, name)
            yield path
            if os.path.isdir(os.path.join(folder, path)):
                yield from _below(folder, path, hidden)
