"""Objects as bytes and back. What is written is protocol 4 or less; all of its instructions are read."""

import copyreg
import io
import sys
import types

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads",
           "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"
bytes_types = (bytes, bytearray)


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def _find_name(module, name):
    found = module
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError(f"Can't get local object {name!r}")
        found = getattr(found, part)
    return found


def _module_of(obj, name):
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for key, candidate in list(sys.modules.items()):
        try:
            if key != "__main__" and _find_name(candidate, name) is obj:
                return key
        except AttributeError:
            continue
    return "builtins"


class Pickler:
    """Writes objects to a file."""

    dispatch_table = None

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        self.proto = protocol
        self._file = file
        self.memo = {}
        self.fast = False

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        self._out = []
        self._out.append(b"\x80" + bytes([max(self.proto, 2)]))
        self.save(obj)
        self._out.append(b".")
        self._file.write(b"".join(self._out))

    def _memoize(self, obj):
        if id(obj) in self.memo:
            return
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        self._out.append(b"q" + bytes([index]) if index < 256 else b"r" + index.to_bytes(4, "little"))

    def save(self, obj, save_persistent_id=True):
        write = self._out.append
        if save_persistent_id:
            persistent = self.persistent_id(obj)
            if persistent is not None:
                self.save(persistent, False)
                write(b"Q")
                return
        known = self.memo.get(id(obj))
        if known is not None:
            index = known[0]
            write(b"h" + bytes([index]) if index < 256 else b"j" + index.to_bytes(4, "little"))
            return
        cls = type(obj)
        writer = _WRITERS.get(cls)
        override = getattr(self, "reducer_override", None)
        if override is not None and writer is None:
            parts = override(obj)
            if parts is not NotImplemented:
                self._save_parts(parts, obj)
                return
        if writer is not None:
            writer(self, obj)
            return
        table = self.dispatch_table if self.dispatch_table is not None else copyreg.dispatch_table
        reduce = table.get(cls)
        if reduce is not None:
            parts = reduce(obj)
        elif issubclass(cls, type):
            self._save_global(obj)
            return
        elif isinstance(obj, (types.FunctionType, types.BuiltinFunctionType)):
            owner = getattr(obj, "__self__", None)
            if isinstance(obj, types.BuiltinFunctionType) and owner is not None and not isinstance(owner, types.ModuleType):
                parts = getattr, (owner, obj.__name__)
            else:
                self._save_global(obj)
                return
        elif isinstance(obj, types.MethodType):
            parts = getattr, (obj.__self__, obj.__func__.__name__)
        elif cls.__reduce_ex__ is not object.__reduce_ex__:
            parts = obj.__reduce_ex__(self.proto)
        elif cls.__reduce__ is not object.__reduce__:
            parts = obj.__reduce__()
        else:
            parts = copyreg._parts(obj)
        if isinstance(parts, str):
            self._save_global(obj, parts)
            return
        self._save_parts(parts, obj)

    def _save_parts(self, parts, obj):
        if not isinstance(parts, tuple):
            raise PicklingError(f"{type(obj).__reduce__} must return string or tuple")
        if not 2 <= len(parts) <= 6:
            raise PicklingError(f"Tuple returned by {type(obj).__reduce__} must have two to six elements")
        make, args, state, items, pairs, setter = parts + (None,) * (6 - len(parts))
        if not callable(make):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        write = self._out.append
        if make is copyreg.__newobj__ or getattr(make, "__name__", "") == "__newobj__":
            self.save(args[0])
            self.save(args[1:])
            write(b"\x81")
        elif make is copyreg.__newobj_ex__:
            for arg in args:
                self.save(arg)
            write(b"\x92")
        else:
            self.save(make)
            self.save(args)
            write(b"R")
        if id(obj) in self.memo:
            # It was written while its own arguments were: that one stands.
            index = self.memo[id(obj)][0]
            write(b"0" + (b"h" + bytes([index]) if index < 256 else b"j" + index.to_bytes(4, "little")))
        else:
            self._memoize(obj)
        if items is not None:
            self._items(items)
        if pairs is not None:
            self._pairs(pairs)
        if state is not None:
            if setter is None:
                self.save(state)
                write(b"b")
            else:
                self.save(setter)
                self.save(obj)
                self.save(state)
                write(b"\x86R0")

    def _items(self, items):
        self._out.append(b"(")
        for item in items:
            self.save(item)
        self._out.append(b"e")

    def _pairs(self, pairs):
        self._out.append(b"(")
        for key, value in pairs:
            self.save(key)
            self.save(value)
        self._out.append(b"u")

    def _save_global(self, obj, name=None):
        if obj is type(None):
            self._save_parts((type, (None,)), obj)
            return
        if obj is type(NotImplemented):
            self._save_parts((type, (NotImplemented,)), obj)
            return
        if obj is type(...):
            self._save_parts((type, (...,)), obj)
            return
        if name is None:
            name = getattr(obj, "__qualname__", None) or obj.__name__
        module = _module_of(obj, name)
        try:
            __import__(module)
            found = _find_name(sys.modules[module], name)
        except (ImportError, KeyError, AttributeError):
            raise (AttributeError if "<locals>" in name else PicklingError)(
                f"Can't pickle local object {name!r}" if "<locals>" in name
                else f"Can't pickle {obj!r}: it's not found as {module}.{name}"
            ) from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        self.save(module)
        self.save(name)
        self._out.append(b"\x93")
        self._memoize(obj)

    def _none(self, obj):
        self._out.append(b"N")

    def _bool(self, obj):
        self._out.append(b"\x88" if obj else b"\x89")

    def _int(self, obj):
        if 0 <= obj < 256:
            self._out.append(b"K" + bytes([obj]))
        elif -0x80000000 <= obj < 0x80000000:
            self._out.append(b"J" + obj.to_bytes(4, "little", signed=True))
        else:
            data = obj.to_bytes(obj.bit_length() // 8 + 1, "little", signed=True)
            size = len(data)
            self._out.append((b"\x8a" + bytes([size]) if size < 256 else b"\x8b" + size.to_bytes(4, "little")) + data)

    def _float(self, obj):
        import struct

        self._out.append(b"G" + struct.pack(">d", obj))

    def _str(self, obj):
        data = obj.encode("utf-8", "surrogatepass")
        self._out.append(b"X" + len(data).to_bytes(4, "little") + data)
        self._memoize(obj)

    def _bytes(self, obj):
        self._out.append(b"B" + len(obj).to_bytes(4, "little") + obj)
        self._memoize(obj)

    def _bytearray(self, obj):
        self._out.append(b"\x96" + len(obj).to_bytes(8, "little") + bytes(obj))
        self._memoize(obj)

    def _tuple(self, obj):
        if not obj:
            self._out.append(b")")
            return
        if len(obj) > 3:
            self._out.append(b"(")
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            # It holds itself: what was built meanwhile is taken instead.
            self._out.append(b"0" * len(obj) if len(obj) <= 3 else b"1")
            index = known[0]
            self._out.append(b"h" + bytes([index]) if index < 256 else b"j" + index.to_bytes(4, "little"))
            return
        self._out.append({1: b"\x85", 2: b"\x86", 3: b"\x87"}.get(len(obj), b"t"))
        self._memoize(obj)

    def _list(self, obj):
        self._out.append(b"]")
        self._memoize(obj)
        if obj:
            self._items(obj)

    def _dict(self, obj):
        self._out.append(b"}")
        self._memoize(obj)
        if obj:
            self._pairs(obj.items())

    def _set(self, obj):
        self._out.append(b"\x8f")
        self._memoize(obj)
        self._out.append(b"(")
        for item in obj:
            self.save(item)
        self._out.append(b"\x90")

    def _frozenset(self, obj):
        self._out.append(b"(")
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            index = known[0]
            self._out.append(b"1" + (b"h" + bytes([index]) if index < 256 else b"j" + index.to_bytes(4, "little")))
            return
        self._out.append(b"\x91")
        self._memoize(obj)

    def _constant(self, obj):
        self._save_global(obj, "Ellipsis" if obj is ... else "NotImplemented")

    def _complex(self, obj):
        self._save_parts((complex, (obj.real, obj.imag)), obj)

    def _range(self, obj):
        self._save_parts((range, (obj.start, obj.stop, obj.step)), obj)

    def _slice(self, obj):
        self._save_parts((slice, (obj.start, obj.stop, obj.step)), obj)


_WRITERS = {
    type(None): Pickler._none, bool: Pickler._bool, int: Pickler._int, float: Pickler._float, str: Pickler._str,
    bytes: Pickler._bytes, bytearray: Pickler._bytearray, tuple: Pickler._tuple, list: Pickler._list, dict: Pickler._dict,
    set: Pickler._set, frozenset: Pickler._frozenset, type(...): Pickler._constant, type(NotImplemented): Pickler._constant,
    complex: Pickler._complex, range: Pickler._range, slice: Pickler._slice,
}

_MARK = object()


class Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._file = file
        self.memo = {}

    def persistent_load(self, pid):
        raise UnpicklingError("unsupported persistent id encountered")

    def find_class(self, module, name):
        module = {"__builtin__": "builtins", "copy_reg": "copyreg"}.get(module, module)
        __import__(module)
        return _find_name(sys.modules[module], name)

    def _read(self, n):
        data = self._file.read(n)
        if len(data) < n:
            raise EOFError("Ran out of input") if not data else UnpicklingError("pickle data was truncated")
        return data

    def _size(self, n):
        return int.from_bytes(self._read(n), "little")

    def _line(self):
        return self._file.readline()[:-1]

    def _to_mark(self):
        stack = self.stack
        at = len(stack) - 1
        while at >= 0 and stack[at] is not _MARK:
            at -= 1
        if at < 0:
            raise UnpicklingError("could not find MARK")
        items = stack[at + 1 :]
        del stack[at:]
        return items

    def load(self):
        self.stack = stack = []
        memo = self.memo
        push, pop = stack.append, stack.pop
        while True:
            op = self._read(1)
            if op == b"\x80":
                version = self._read(1)[0]
                if version > HIGHEST_PROTOCOL:
                    raise ValueError(f"unsupported pickle protocol: {version}")
            elif op == b"\x95":
                self._read(8)
            elif op == b".":
                return pop()
            elif op == b"(":
                push(_MARK)
            elif op == b"0":
                pop()
            elif op == b"1":
                self._to_mark()
            elif op == b"2":
                push(stack[-1])
            elif op == b"N":
                push(None)
            elif op == b"\x88":
                push(True)
            elif op == b"\x89":
                push(False)
            elif op == b"K":
                push(self._size(1))
            elif op == b"M":
                push(self._size(2))
            elif op == b"J":
                push(int.from_bytes(self._read(4), "little", signed=True))
            elif op == b"\x8a":
                push(int.from_bytes(self._read(self._size(1)), "little", signed=True))
            elif op == b"\x8b":
                push(int.from_bytes(self._read(self._size(4)), "little", signed=True))
            elif op == b"I":
                line = self._line()
                push({b"00": False, b"01": True}[line] if line in (b"00", b"01") else int(line))
            elif op == b"L":
                push(int(self._line().rstrip(b"L")))
            elif op == b"F":
                push(float(self._line()))
            elif op == b"G":
                import struct

                push(struct.unpack(">d", self._read(8))[0])
            elif op in (b"X", b"\x8c", b"\x8d"):
                push(self._read(self._size({b"X": 4, b"\x8c": 1, b"\x8d": 8}[op])).decode("utf-8", "surrogatepass"))
            elif op == b"V":
                push(self._line().decode("raw-unicode-escape"))
            elif op in (b"B", b"C", b"\x8e"):
                push(self._read(self._size({b"B": 4, b"C": 1, b"\x8e": 8}[op])))
            elif op in (b"T", b"U"):
                push(self._read(self._size(4 if op == b"T" else 1)).decode("ascii"))
            elif op == b"S":
                push(self._line().decode("ascii")[1:-1])
            elif op == b"\x96":
                push(bytearray(self._read(self._size(8))))
            elif op == b")":
                push(())
            elif op == b"t":
                push(tuple(self._to_mark()))
            elif op in (b"\x85", b"\x86", b"\x87"):
                n = op[0] - 0x84
                items = tuple(stack[-n:])
                del stack[-n:]
                push(items)
            elif op == b"]":
                push([])
            elif op == b"l":
                push(self._to_mark())
            elif op == b"}":
                push({})
            elif op == b"d":
                items = self._to_mark()
                push(dict(zip(items[::2], items[1::2])))
            elif op == b"\x8f":
                push(set())
            elif op == b"\x91":
                push(frozenset(self._to_mark()))
            elif op == b"\x90":
                items = self._to_mark()
                stack[-1].update(items)
            elif op == b"a":
                item = pop()
                stack[-1].append(item)
            elif op == b"e":
                items = self._to_mark()
                target = stack[-1]
                if hasattr(target, "extend"):
                    target.extend(items)
                else:
                    for item in items:
                        target.append(item)
            elif op == b"s":
                value, key = pop(), pop()
                stack[-1][key] = value
            elif op == b"u":
                items = self._to_mark()
                target = stack[-1]
                for key, value in zip(items[::2], items[1::2]):
                    target[key] = value
            elif op == b"p":
                memo[int(self._line())] = stack[-1]
            elif op in (b"q", b"r"):
                memo[self._size(1 if op == b"q" else 4)] = stack[-1]
            elif op == b"\x94":
                memo[len(memo)] = stack[-1]
            elif op == b"g":
                push(memo[int(self._line())])
            elif op in (b"h", b"j"):
                index = self._size(1 if op == b"h" else 4)
                if index not in memo:
                    raise UnpicklingError(f"Memo value not found at index {index}")
                push(memo[index])
            elif op == b"c":
                module = self._line().decode("utf-8")
                push(self.find_class(module, self._line().decode("utf-8")))
            elif op == b"\x93":
                name, module = pop(), pop()
                push(self.find_class(module, name))
            elif op == b"R":
                args, function = pop(), pop()
                push(function(*args))
            elif op == b"\x81":
                args, cls = pop(), pop()
                push(cls.__new__(cls, *args))
            elif op == b"\x92":
                kwargs, args, cls = pop(), pop(), pop()
                push(cls.__new__(cls, *args, **kwargs))
            elif op == b"b":
                self._build(pop(), stack[-1])
            elif op == b"Q":
                push(self.persistent_load(pop()))
            elif op == b"P":
                push(self.persistent_load(self._line().decode("ascii")))
            else:
                raise UnpicklingError(f"invalid load key, '\\x{op[0]:02x}'." if not 32 <= op[0] < 127
                                      else f"invalid load key, '{op.decode()}'.")

    def _build(self, state, obj):
        setter = getattr(obj, "__setstate__", None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            obj.__dict__.update(state)
        if slots:
            for key, value in slots.items():
                setattr(obj, key, value)


_Pickler, _Unpickler = Pickler, Unpickler


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


_dumps = dumps


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data)).load()


_loads = loads
