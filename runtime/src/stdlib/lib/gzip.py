"""Files and bytes in gzip's form. A file is read or written as a whole."""

import io
import struct
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

_open = open


class BadGzipFile(OSError):
    """The file has not gzip's form."""


def compress(data, compresslevel=9, *, mtime=None):
    stamp = int(time.time() if mtime is None else mtime)
    whole = zlib.compress(data, compresslevel, 31)
    if stamp == 0:
        return whole
    return whole[:4] + struct.pack("<L", stamp) + whole[8:9] + b"\xff" + whole[10:]


def decompress(data):
    out = []
    data = bytes(data)
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
        reader = zlib.decompressobj(31)
        out.append(reader.decompress(data))
        if not reader.eof:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data = reader.unused_data.lstrip(b"\0")
    return b"".join(out)


class GzipFile(io.BytesIO):
    """A file whose content is compressed; it is written when it is closed."""

    def __init__(self, filename=None, mode="rb", compresslevel=9, fileobj=None, mtime=None):
        self._mode = mode.replace("t", "").replace("b", "") or "r"
        self.name = filename
        self._level, self._mtime = compresslevel, mtime
        self._own = fileobj is None
        self._file = _open(filename, self._mode + "b") if fileobj is None else fileobj
        super().__init__(decompress(self._file.read()) if self._mode == "r" else b"")

    def close(self):
        if not self.closed:
            if self._mode != "r":
                self._file.write(compress(self.getvalue(), self._level, mtime=self._mtime))
            if self._own:
                self._file.close()
            super().close()

    def __exit__(self, *args):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    if "t" not in mode:
        return GzipFile(filename, mode, compresslevel)
    if "r" in mode:
        with GzipFile(filename, "rb") as file:
            return io.StringIO(file.read().decode(encoding or "utf-8", errors or "strict"))
    raise NotImplementedError("gzip.open: writing in text mode is not supported")
