"""The class of frame objects."""

import builtins
import _thread


class frame:
    __slots__ = ("f_code", "_line", "f_globals", "_index", "_owner", "f_trace", "f_trace_lines", "f_trace_opcodes", "f_lasti")

    def __init__(self, code, line, names, index, owner):
        self.f_code = code
        self._line = line
        self.f_globals = names
        self._index = index
        self._owner = owner
        self.f_trace = None
        self.f_trace_lines = True
        self.f_trace_opcodes = False
        self.f_lasti = -1

    @property
    def f_builtins(self):
        return builtins.__dict__

    @property
    def f_lineno(self):
        if self._index >= 0:
            now = _thread._frame_now(self._index, self._owner)
        elif self._owner is not None:
            now = _thread._generator_now(self._owner)
        else:
            now = None
        if now is not None:
            self._line = now
        return self._line

    @property
    def f_locals(self):
        if self._index >= 0:
            return _thread._frame_locals(self._index, self._owner)
        if self._owner is not None:
            return _thread._generator_locals(self._owner)
        if self.f_code.co_name == "<module>":
            return self.f_globals
        return {}

    @property
    def f_back(self):
        if self._index > 0 and _thread._frame_now(self._index, self._owner) is not None:
            return _thread._frame_object(self._index - 1)
        return None

    def clear(self):
        pass

    def __eq__(self, other):
        if not isinstance(other, frame):
            return NotImplemented
        if self._owner is None or other._owner is None:
            return self is other
        return self._index == other._index and self._owner is other._owner

    def __hash__(self):
        return hash((self._index, id(self.f_code)))

    def __repr__(self):
        code = self.f_code
        return f"<frame at {id(self):#x}, file {code.co_filename!r}, line {self.f_lineno}, code {code.co_name}>"


frame.__module__ = "builtins"
