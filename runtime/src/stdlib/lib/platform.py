"""What machine this is."""

import os
import sys


def _uname():
    return os.uname() if hasattr(os, "uname") else ("Linux", "localhost", "", "", "x86_64")


def system():
    return "Linux"


def node():
    return _uname()[1]


def release():
    return _uname()[2]


def version():
    return _uname()[3]


def machine():
    return _uname()[4]


def processor():
    return ""


def python_version():
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(map(str, sys.version_info[:3]))


def python_implementation():
    return sys.implementation.name.capitalize() if sys.implementation.name != "cpython" else "CPython"


def python_compiler():
    return "rustc"


def python_build():
    return ("main", "")


def platform(aliased=False, terse=False):
    return f"Linux-{release()}-{machine()}"


def architecture(executable=None, bits="", linkage=""):
    return ("64bit", "ELF")


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    return ("glibc", "")
