"""Files and streams in memory. The work is done in `_io`."""

from _io import BufferedRandom, BufferedReader, BufferedWriter, BytesIO, StringIO, TextIOWrapper, open

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192

BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    pass


class _Base(type):
    """The abstract classes of files: instances are those of the concrete types."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, cls._kinds) or type.__instancecheck__(cls, instance)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, cls._kinds) or type.__subclasscheck__(cls, subclass)


class IOBase(metaclass=_Base):
    _kinds = (BufferedRandom, BufferedReader, BufferedWriter, BytesIO, StringIO, TextIOWrapper)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        pass

    def flush(self):
        pass

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        return False


class RawIOBase(IOBase):
    _kinds = ()


class BufferedIOBase(IOBase):
    _kinds = (BufferedRandom, BufferedReader, BufferedWriter, BytesIO)


class TextIOBase(IOBase):
    _kinds = (StringIO, TextIOWrapper)


def text_encoding(encoding, stacklevel=2):
    return "locale" if encoding is None else encoding
