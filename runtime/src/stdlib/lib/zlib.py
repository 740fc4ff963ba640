"""Compression as zlib does it. A compressor object keeps its input until it is flushed."""

import _zlib
from _zlib import adler32, crc32

__all__ = ["adler32", "compress", "compressobj", "crc32", "decompress", "decompressobj", "error"]

Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE = 8, 15, 8, 16384
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"


class error(Exception):
    pass


error.__module__ = "zlib"


def _head(level, wbits):
    """What stands before the raw stream."""
    if wbits in (-15, -14, -13, -12, -11, -10, -9):
        return b""
    if wbits == 31:
        return b"\x1f\x8b\x08\0\0\0\0\0" + (b"\x02" if level == 9 else b"\x04" if level < 2 else b"\0") + b"\x03"
    if wbits == 15:
        head = 0x7800 | (0 if level < 2 else 1 if level < 6 else 2 if level == 6 else 3) << 6
        return (head + 31 - head % 31).to_bytes(2, "big")
    raise NotImplementedError(f"zlib: windows of wbits={wbits} are not supported for compression")


def _tail(data, wbits):
    if wbits < 0:
        return b""
    if wbits == 31:
        return crc32(data).to_bytes(4, "little") + (len(data) & 0xffffffff).to_bytes(4, "little")
    return adler32(data).to_bytes(4, "big")


def compress(data, /, level=-1, wbits=15):
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    level = 6 if level == -1 else level
    return _head(level, wbits) + _zlib.deflate(data, level) + _tail(data, wbits)


def _fail(text):
    raise error("Error -3 while decompressing data: " + text)


def _gzip_head(data):
    """Where the raw stream begins; None if there is not enough data."""
    if len(data) < 10:
        return None
    if data[2] != 8:
        _fail("unknown compression method")
    flags, at = data[3], 10
    if flags & 4:
        if len(data) < at + 2:
            return None
        at += 2 + int.from_bytes(data[at:at + 2], "little")
    for bit in (8, 16):
        if flags & bit:
            end = data.find(b"\0", at)
            if end < 0:
                return None
            at = end + 1
    return at + 2 if flags & 2 else at


def _read(data, wbits):
    """(content, size of the whole stream), or None if it is cut off."""
    kind = "raw" if wbits < 0 else "gzip" if 24 <= wbits <= 31 else "zlib"
    if wbits >= 40:
        kind = "gzip" if data[:2] == b"\x1f\x8b" else "zlib"
    start = 0
    if kind == "zlib":
        if len(data) < 2:
            return None
        if int.from_bytes(data[:2], "big") % 31:
            _fail("incorrect header check")
        if data[0] & 15 != 8:
            _fail("unknown compression method")
        if data[0] >> 4 > 7:
            _fail("invalid window size")
        start = 2
    elif kind == "gzip":
        if len(data) >= 2 and data[:2] != b"\x1f\x8b":
            _fail("incorrect header check")
        start = _gzip_head(data)
        if start is None:
            return None
    found = _zlib.inflate(data[start:])
    if found is None:
        return None
    if isinstance(found, str):
        _fail(found)
    content, used = found
    end = start + used
    if kind == "zlib":
        if len(data) < end + 4:
            return None
        if int.from_bytes(data[end:end + 4], "big") != adler32(content):
            _fail("incorrect data check")
        end += 4
    elif kind == "gzip":
        if len(data) < end + 8:
            return None
        if int.from_bytes(data[end:end + 4], "little") != crc32(content):
            _fail("incorrect data check")
        if int.from_bytes(data[end + 4:end + 8], "little") != len(content) & 0xffffffff:
            _fail("incorrect length check")
        end += 8
    return content, end


def decompress(data, /, wbits=15, bufsize=16384):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    found = _read(bytes(data), wbits)
    if found is None:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return found[0]


class Compress:
    """What `compressobj` gives."""

    def __init__(self, level, wbits):
        self._level = 6 if level == -1 else level
        self._wbits = wbits
        self._data = bytearray()
        self._head = _head(self._level, wbits)

    def compress(self, data, /):
        self._data += data
        head, self._head = self._head, b""
        return head

    def flush(self, mode=Z_FINISH, /):
        if mode == Z_NO_FLUSH:
            return b""
        if mode != Z_FINISH:
            raise NotImplementedError("zlib: only flush(Z_FINISH) is supported")
        data, head = bytes(self._data), self._head
        self._head = b""
        return head + _zlib.deflate(data, self._level) + _tail(data, self._wbits)

    def copy(self):
        other = Compress(self._level, self._wbits)
        other._data, other._head = bytearray(self._data), self._head
        return other

    __copy__ = copy


def compressobj(level=-1, method=DEFLATED, wbits=15, memLevel=DEF_MEM_LEVEL, strategy=0, zdict=None):
    if zdict is not None or strategy != 0:
        raise NotImplementedError("zlib.compressobj: zdict and strategy are not supported")
    if not -1 <= level <= 9 or method != DEFLATED:
        raise ValueError("Invalid initialization option")
    return Compress(level, wbits)


class Decompress:
    """What `decompressobj` gives."""

    def __init__(self, wbits):
        self._wbits = wbits
        self._data = bytearray()
        self._ready = b""
        self.unused_data = b""
        self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        if self.eof and not self._ready:
            self.unused_data += bytes(data)
            return b""
        if not self.eof:
            self._data += data
            found = _read(bytes(self._data), self._wbits)
            if found is not None:
                self._ready, end = found
                self.unused_data = bytes(self._data[end:])
                self.eof = True
        if max_length and len(self._ready) > max_length:
            part, self._ready = self._ready[:max_length], self._ready[max_length:]
            self.unconsumed_tail = b"\0"
            return part
        part, self._ready = self._ready, b""
        self.unconsumed_tail = b""
        return part

    def flush(self, length=DEF_BUF_SIZE, /):
        part, self._ready = self._ready, b""
        return part


def decompressobj(wbits=15, zdict=b""):
    if zdict:
        raise NotImplementedError("zlib.decompressobj: zdict is not supported")
    return Decompress(wbits)
