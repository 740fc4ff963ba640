"""Files and directories for a while."""

import os
import _os
from io import open as _open

tempdir = None
template = "tmp"
_letters = "abcdefghijklmnopqrstuvwxyz0123456789_"


def gettempdir():
    global tempdir
    if tempdir is None:
        for name in ("TMPDIR", "TEMP", "TMP"):
            directory = os.environ.get(name)
            if directory and os.path.isdir(directory):
                break
        else:
            directory = "/tmp"
        tempdir = os.path.abspath(directory)
    return tempdir


def gettempprefix():
    return template


def _names(suffix, prefix, dir):
    prefix = template if prefix is None else prefix
    directory = gettempdir() if dir is None else os.fspath(dir)
    for _ in range(10000):
        middle = "".join([_letters[byte % 37] for byte in os.urandom(8)])
        yield os.path.abspath(os.path.join(directory, prefix + middle + (suffix or "")))
    raise FileExistsError(17, "No usable temporary file name found")


def mkdtemp(suffix=None, prefix=None, dir=None):
    for name in _names(suffix, prefix, dir):
        try:
            os.mkdir(name, 0o700)
        except FileExistsError:
            continue
        return name


def mktemp(suffix="", prefix="tmp", dir=None):
    for name in _names(suffix, prefix, dir):
        if not os.path.lexists(name):
            return name


class _TemporaryFile:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self.delete:
            self.delete = False
            try:
                os.unlink(self.name)
            except FileNotFoundError:
                pass


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    for name in _names(suffix, prefix, dir):
        try:
            _open(name, "x").close()
        except FileExistsError:
            continue
        os.chmod(name, 0o600)
        file = _open(name, mode, buffering, encoding=encoding, newline=newline, errors=errors)
        return _TemporaryFile(file, name, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    file = NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir, False, errors=errors)
    os.unlink(file.name)
    return file.file


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    raise NotImplementedError("mkstemp needs file descriptors: use NamedTemporaryFile(delete=False)")


def _remove_tree(path):
    for entry in os.scandir(path):
        if entry.is_dir(follow_symlinks=False):
            _remove_tree(entry.path)
        else:
            os.unlink(entry.path)
    os.rmdir(path)


class TemporaryDirectory:
    """A directory that is removed with all it holds."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self._ignore = ignore_cleanup_errors
        self._delete = delete
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if os.path.exists(self.name):
            try:
                _remove_tree(self.name)
            except OSError:
                if not self._ignore:
                    raise
