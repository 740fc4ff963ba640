"""Files, directories, the environment and the process."""

import sys
from _os import (
    _exit, chdir, chmod, cpu_count, fsync, getcwd, getpid, link, listdir, lstat, mkdir, readlink, remove, rename, replace,
    rmdir, stat, stat_result, strerror, symlink, terminal_size, truncate, unlink, urandom,
)
import _os
import posixpath as path

sys.modules["os.path"] = path

name = "posix"
sep = "/"
altsep = None
extsep = "."
pathsep = ":"
curdir = "."
pardir = ".."
linesep = "\n"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"

F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024

error = OSError


class _Environ(dict):
    """The variables of the environment. Names and values are text."""

    def __setitem__(self, key, value):
        for part in (key, value):
            if not isinstance(part, str):
                raise TypeError(f"str expected, not {type(part).__name__}")
        dict.__setitem__(self, key, value)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def copy(self):
        return dict(self)

    def __repr__(self):
        return "environ({" + ", ".join(f"{k!r}: {v!r}" for k, v in self.items()) + "})"


environ = _Environ(_os.environ())


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    if not hasattr(kind, "__fspath__"):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind.__name__}")
    text = kind.__fspath__(path)
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(text).__name__}")


class _PathLikeType(type):
    def __instancecheck__(cls, instance):
        return hasattr(type(instance), "__fspath__")

    def __subclasscheck__(cls, subclass):
        return hasattr(subclass, "__fspath__")


class PathLike(metaclass=_PathLikeType):
    """What has `__fspath__`."""


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def access(path, mode):
    try:
        status = stat(path)
    except OSError:
        return False
    return not mode & X_OK or bool(status.st_mode & 0o111) or (status.st_mode & 0o170000) == 0o040000


class DirEntry:
    """A name in a directory, with what the directory knows of it."""

    def __init__(self, directory, row):
        self.name, self._dir, self._file, self._link = row
        self.path = path.join(directory, self.name)

    def is_dir(self, *, follow_symlinks=True):
        return self._dir and (follow_symlinks or not self._link)

    def is_file(self, *, follow_symlinks=True):
        return self._file and (follow_symlinks or not self._link)

    def is_symlink(self):
        return self._link

    def stat(self, *, follow_symlinks=True):
        return stat(self.path) if follow_symlinks else lstat(self.path)

    def inode(self):
        return lstat(self.path).st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    directory = fspath(path)
    return _Scan([DirEntry(directory, row) for row in _os.scan(directory)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        rows = _os.scan(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    directories = [row[0] for row in rows if row[1]]
    files = [row[0] for row in rows if not row[1]]
    links = {row[0] for row in rows if row[3]}
    if topdown:
        yield top, directories, files
    for name in directories:
        if followlinks or name not in links:
            yield from walk(path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, directories, files


def get_terminal_size(fd=1):
    return terminal_size((int(environ.get("COLUMNS", 80)), int(environ.get("LINES", 24))))


def getcwdb():
    return fsencode(getcwd())


def system(command):
    raise NotImplementedError("os.system is not supported")
