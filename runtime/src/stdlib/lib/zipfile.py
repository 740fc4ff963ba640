"""Archives: not there yet; using one says so."""

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14


class BadZipFile(Exception):
    pass


class LargeZipFile(Exception):
    pass


BadZipfile = error = BadZipFile


def is_zipfile(filename):
    try:
        with open(filename, "rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


class ZipFile:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("zipfile.ZipFile is not supported")
