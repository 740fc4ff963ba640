"""Bytes as text: hexadecimal and base 64; checksums."""

from _zlib import crc32

__all__ = [
    "Error", "Incomplete", "a2b_base64", "a2b_hex", "b2a_base64", "b2a_hex", "crc32", "crc_hqx", "hexlify", "unhexlify",
]


class Error(ValueError):
    """What is read is not well formed."""


class Incomplete(Exception):
    """What is read ends too early."""


def _text(data):
    # An ASCII str may stand for bytes.
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode("ascii")
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    name = type(data).__name__
    raise TypeError(f"argument should be bytes, buffer or ASCII string, not {name!r}")


def _bytes(data):
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}")


def b2a_hex(data, *separator):
    return _bytes(data).hex(*separator).encode("ascii")


_HEX = frozenset(b"0123456789abcdefABCDEF")


def a2b_hex(hexstr, /):
    data = _text(hexstr)
    if len(data) % 2:
        raise Error("Odd-length string")
    for byte in data:
        if byte not in _HEX:
            raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(data.decode("ascii"))


hexlify = b2a_hex
unhexlify = a2b_hex

_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}


def b2a_base64(data, /, *, newline=True):
    data = _bytes(data)
    out = bytearray()
    for at in range(0, len(data) - 2, 3):
        n = data[at] << 16 | data[at + 1] << 8 | data[at + 2]
        out.append(_DIGITS[n >> 18])
        out.append(_DIGITS[n >> 12 & 63])
        out.append(_DIGITS[n >> 6 & 63])
        out.append(_DIGITS[n & 63])
    rest = len(data) % 3
    if rest == 1:
        n = data[-1]
        out += bytes([_DIGITS[n >> 2], _DIGITS[n << 4 & 63], 61, 61])
    elif rest == 2:
        n = data[-2] << 8 | data[-1]
        out += bytes([_DIGITS[n >> 10], _DIGITS[n >> 4 & 63], _DIGITS[n << 2 & 63], 61])
    if newline:
        out.append(10)
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    data = _text(data)
    out = bytearray()
    value = count = pads = digits = 0
    for at, byte in enumerate(data):
        if byte == 61:
            pads += 1
            if strict_mode and digits == 0:
                raise Error("Leading padding not allowed")
            if count >= 2 and count + pads >= 4:
                if strict_mode and at + 1 < len(data):
                    raise Error("Excess data after padding")
                return bytes(out)
            continue
        digit = _VALUES.get(byte)
        if digit is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        digits += 1
        value = value << 6 | digit
        count += 1
        if count == 2:
            out.append(value >> 4 & 255)
        elif count == 3:
            out.append(value >> 2 & 255)
        elif count == 4:
            out.append(value & 255)
            value = count = 0
    if count == 1:
        raise Error(
            f"Invalid base64-encoded string: number of data characters ({digits}) cannot be 1 more than a multiple of 4"
        )
    if count:
        raise Error("Incorrect padding")
    return bytes(out)


def crc_hqx(data, crc, /):
    crc &= 0xFFFF
    for byte in _bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc
