"""Compiled files: there are none here, modules are compiled when they are imported."""


class PyCompileError(Exception):
    pass


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    raise NotImplementedError("py_compile.compile is not supported: nothing would read the file")


def main():
    raise NotImplementedError("py_compile.main is not supported")
