"""Objects that stand in for others in tests and remember how they were used."""

import contextlib
import functools
import inspect
import sys

__all__ = ["Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock", "FILTER_DIR",
           "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal"]

FILTER_DIR = True


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    def __init__(self):
        self._made = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._made.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING


class _Any:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


def _arguments(args, kwargs):
    return ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])


class _Call(tuple):
    """Name, arguments and keywords of a call."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        n = len(value)
        if n == 3:
            name, args, kwargs = value
        elif n == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                if isinstance(second, tuple):
                    args = second
                else:
                    kwargs = second
            else:
                args, kwargs = first, second
        elif n == 1:
            (only,) = value
            if isinstance(only, str):
                name = only
            elif isinstance(only, tuple):
                args = only
            else:
                kwargs = only
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._from_kall = from_kall

    def _three(self):
        return tuple(self) if len(self) == 3 else ("", *self)

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        if not isinstance(other, _Call):
            try:
                other = _Call(other)
            except (TypeError, ValueError):
                return False
        mine, theirs = self._three(), other._three()
        return (not mine[0] or not theirs[0] or mine[0] == theirs[0]) and mine[1:] == theirs[1:]

    __ne__ = object.__ne__

    def __call__(self, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name=f"{self._mock_name}.{name}", parent=self, from_kall=False)

    @property
    def args(self):
        return self._three()[1]

    @property
    def kwargs(self):
        return self._three()[2]

    def __repr__(self):
        if not self._from_kall:
            name = self._mock_name or "call"
            return name if name.startswith("call") else f"call.{name}"
        name, args, kwargs = self._three()
        name = "call" if not name else f"call.{name}" if not name.startswith("()") else "call" + name
        return f"{name}({_arguments(args, kwargs)})"


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        n = len(value)
        return any(self[i : i + n] == value for i in range(len(self) - n + 1))


class InvalidSpecError(Exception):
    pass


class NonCallableMock:
    """A stand-in that cannot be called."""

    def __new__(cls, *args, **kwargs):
        # Special methods are looked up in classes, so each stand-in has a class of its own.
        return object.__new__(type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _new_name="", **kwargs):
        own = self.__dict__
        own["_mock_children"] = {}
        own["_mock_parent"] = parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_wraps"] = wraps
        own["_mock_sealed"] = False
        own["_mock_return_value"] = DEFAULT
        own["_mock_side_effect"] = None
        own["_mock_delegate"] = None
        spec = spec_set if spec_set is not None else spec
        own["_spec_set"] = spec_set is not None
        own["_spec_class"] = None
        own["_mock_methods"] = None
        if spec is not None:
            if isinstance(spec, list):
                own["_mock_methods"] = list(spec)
            else:
                own["_mock_methods"] = dir(spec)
                own["_spec_class"] = spec if isinstance(spec, type) else type(spec)
        self._forget()
        self.configure_mock(**kwargs)

    def _forget(self):
        own = self.__dict__
        own["called"] = False
        own["call_count"] = 0
        own["call_args"] = None
        own["call_args_list"] = _CallList()
        own["method_calls"] = _CallList()
        own["mock_calls"] = _CallList()

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        self._forget()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in self._mock_children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(return_value=return_value, side_effect=side_effect)
        returned = self._mock_return_value
        if isinstance(returned, NonCallableMock) and returned is not self:
            returned.reset_mock()

    def configure_mock(self, **kwargs):
        for key, value in sorted(kwargs.items(), key=lambda pair: pair[0].count(".")):
            *path, last = key.split(".")
            target = self
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def attach_mock(self, mock, attribute):
        mock.__dict__["_mock_parent"] = None
        mock.__dict__["_mock_name"] = ""
        setattr(self, attribute, mock)

    @property
    def __class__(self):
        return self._spec_class or type(self)

    @property
    def return_value(self):
        found = self._mock_return_value
        if found is DEFAULT and self._mock_wraps is None:
            found = self._get_child_mock(_new_name="()", parent=self)
            self.__dict__["_mock_return_value"] = found
        return found

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return_value"] = value
        if isinstance(value, NonCallableMock) and value._mock_parent is None and value._mock_name is None and value is not self:
            value.__dict__["_mock_parent"] = self
            value.__dict__["_mock_new_name"] = "()"

    @property
    def side_effect(self):
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not (isinstance(value, type) and issubclass(value, BaseException)):
            if not isinstance(value, BaseException):
                value = iter(value)
        self.__dict__["_mock_side_effect"] = value

    def _get_child_mock(self, **kwargs):
        for cls in type(self).__mro__:
            if cls in (Mock, MagicMock, NonCallableMock, NonCallableMagicMock, AsyncMock):
                kind = {NonCallableMock: Mock, NonCallableMagicMock: MagicMock}.get(cls, cls)
                return kind(**kwargs)
        return MagicMock(**kwargs)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_children", "_spec_class", "_mock_return_value"):
            raise AttributeError(name)
        if self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute {name!r}")
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name.lower().startswith(("assert", "assret", "asert", "aseert", "assrt")):
            raise AttributeError(
                f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute."
            )
        children = self._mock_children
        found = children.get(name)
        if found is _missing:
            raise AttributeError(name)
        if found is None:
            if self._mock_sealed:
                raise AttributeError(f"{self._full_name()}.{name}")
            wraps = getattr(self._mock_wraps, name) if self._mock_wraps is not None else None
            found = self._get_child_mock(parent=self, name=None, wraps=wraps, _new_name=name)
            children[name] = found
        return found

    def __setattr__(self, name, value):
        if name in ("return_value", "side_effect") or name in self.__dict__ and name.startswith("_mock"):
            object.__setattr__(self, name, value)
            return
        if self._spec_set and self._mock_methods is not None and name not in self._mock_methods and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name.startswith("__") and name.endswith("__") and name not in ("__class__", "__name__", "__qualname__", "__doc__",
                                                                           "__dict__", "__module__", "__wrapped__"):
            cls = type(self)
            if isinstance(value, NonCallableMock):
                setattr(cls, name, lambda self, *args, **kw: value(*args, **kw))
                value.__dict__["_mock_parent"] = self
                value.__dict__["_mock_new_name"] = name
                self._mock_children[name] = value
            elif callable(value) and inspect.isfunction(value):
                setattr(cls, name, value)
            else:
                setattr(cls, name, value)
            return
        if isinstance(value, NonCallableMock) and value._mock_parent is None and value._mock_name is None:
            value.__dict__["_mock_parent"] = self
            value.__dict__["_mock_new_name"] = name
            self._mock_children[name] = value
        self.__dict__[name] = value

    def __delattr__(self, name):
        self.__dict__.pop(name, None)
        if self._mock_children.get(name) is _missing:
            raise AttributeError(name)
        self._mock_children[name] = _missing

    def _full_name(self):
        parts = []
        at = self
        while at is not None:
            if at._mock_name:
                parts.append(at._mock_name)
                break
            if at._mock_new_name:
                parts.append(at._mock_new_name)
            elif at._mock_parent is None:
                parts.append("mock")
            at = at._mock_parent
        text = ""
        for part in reversed(parts):
            text += part if part.startswith("(") or not text else "." + part
        return text

    def __repr__(self):
        name = self._full_name()
        shown = f" name={name!r}" if name != "mock" else ""
        spec = f" spec={self._spec_class.__name__!r}" if self._spec_class is not None else ""
        return f"<{type(self).__name__}{shown}{spec} id='{id(self)}'>"

    def __dir__(self):
        names = set(self._mock_methods or dir(type(self))) | set(self.__dict__) | set(self._mock_children)
        return sorted(n for n in names if not n.startswith("_mock"))

    def _call_text(self, args, kwargs):
        return f"{self._mock_name or 'mock'}({_arguments(args, kwargs)})"

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def _seen(self):
        return f"\nCalls: {list(self.mock_calls)!r}." if self.mock_calls else ""

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(
                f"Expected '{self._mock_name or 'mock'}' to not have been called. Called {self.call_count} times.{self._seen()}"
            )

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._mock_name or 'mock'}' to have been called once. Called {self.call_count} times.{self._seen()}"
            )

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args is None:
            raise AssertionError(
                f"expected call not found.\nExpected: {self._call_text(args, kwargs)}\nActual: not called."
            )
        if self.call_args != _Call((args, kwargs), two=True):
            actual = self._call_text(*self.call_args)
            raise AssertionError(f"expected call not found.\nExpected: {self._call_text(args, kwargs)}\nActual: {actual}")

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._mock_name or 'mock'}' to be called once. Called {self.call_count} times.{self._seen()}"
            )
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        if _Call((args, kwargs), two=True) not in list(self.call_args_list):
            raise AssertionError(f"{self._call_text(args, kwargs)} call not found")

    def assert_has_calls(self, calls, any_order=False):
        expected = list(calls)
        every = list(self.mock_calls)
        if not any_order:
            if expected not in self.mock_calls:
                raise AssertionError(f"Calls not found.\nExpected: {expected!r}\n  Actual: {every!r}")
            return
        missing = []
        for one in expected:
            if one in every:
                every.remove(one)
            else:
                missing.append(one)
        if missing:
            raise AssertionError(f"{tuple(missing)!r} not all found in call list")


class Mock(NonCallableMock):
    """A stand-in that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None,
                 _new_name="", **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, _new_name)
        if return_value is not DEFAULT:
            self.return_value = return_value
        if side_effect is not None:
            self.side_effect = side_effect
        self.configure_mock(**kwargs)

    def __call__(self, /, *args, **kwargs):
        self._record(args, kwargs)
        return self._answer(args, kwargs)

    def _record(self, args, kwargs):
        own = self.__dict__
        own["called"] = True
        own["call_count"] += 1
        seen = _Call((args, kwargs), two=True)
        own["call_args"] = seen
        own["call_args_list"].append(seen)
        self.mock_calls.append(_Call(("", args, kwargs)))
        name = self._mock_new_name
        at = self._mock_parent
        method = not name.startswith("(")
        while at is not None:
            at.mock_calls.append(_Call((name, args, kwargs)))
            if method and name:
                at.method_calls.append(_Call((name, args, kwargs)))
            above = at._mock_new_name
            if above:
                name = above + name if name.startswith("(") else f"{above}.{name}"
                method = method and not above.startswith("(")
            at = at._mock_parent

    def _answer(self, args, kwargs):
        effect = self._mock_side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if not callable(effect) or hasattr(effect, "__next__"):
                result = next(effect)
                if isinstance(result, BaseException) or isinstance(result, type) and issubclass(result, BaseException):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self._mock_return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


_NUMBERS = ("add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod").split()
_RESULTS = {"__len__": 0, "__contains__": False, "__bool__": True, "__int__": 1, "__float__": 1.0, "__complex__": 1j,
            "__index__": 1, "__exit__": False}


def _magic(name, default):
    def method(self, *args, **kwargs):
        return self._magic_mock(name)(*args, **kwargs)

    method.__name__ = name
    return method


class _Magics:
    """Gives a stand-in its special methods."""

    def _magic_mock(self, name):
        children = self._mock_children
        found = children.get(name)
        if found is None:
            found = MagicMock(parent=self, _new_name=name)
            if name in _RESULTS:
                found.return_value = _RESULTS[name]
            elif name == "__iter__":
                found.side_effect = lambda: iter([])
            elif name in ("__lt__", "__gt__", "__le__", "__ge__"):
                found.return_value = NotImplemented
            children[name] = found
        return found


for _name in ("__len__ __contains__ __bool__ __int__ __float__ __complex__ __index__ __enter__ __exit__ __iter__ __getitem__ "
              "__setitem__ __delitem__ __lt__ __gt__ __le__ __ge__ __neg__ __pos__ __invert__ __abs__").split():
    setattr(_Magics, _name, _magic(_name, None))
for _name in _NUMBERS:
    setattr(_Magics, f"__{_name}__", _magic(f"__{_name}__", None))
    setattr(_Magics, f"__i{_name}__", _magic(f"__i{_name}__", None))
del _name


class NonCallableMagicMock(_Magics, NonCallableMock):
    pass


class MagicMock(_Magics, Mock):
    """A stand-in with special methods."""

    def __getattr__(self, name):
        return super().__getattr__(name)

    def __getattribute__(self, name):
        if name in ("__len__", "__iter__", "__enter__", "__exit__", "__getitem__", "__setitem__", "__contains__", "__bool__",
                    "__int__", "__float__", "__delitem__"):
            cls = type(self)
            for base in cls.__mro__:
                if name in base.__dict__:
                    if base is _Magics:
                        return object.__getattribute__(self, "_magic_mock")(name)
                    break
        return object.__getattribute__(self, name)


class AsyncMock(MagicMock):
    """A stand-in whose calls are awaited."""

    async def __call__(self, /, *args, **kwargs):
        self._record(args, kwargs)
        self.__dict__["await_count"] = self.__dict__.get("await_count", 0) + 1
        effect = self._mock_side_effect
        if effect is not None and inspect.iscoroutinefunction(effect):
            return await effect(*args, **kwargs)
        return self._answer(args, kwargs)

    def assert_awaited(self):
        if not self.__dict__.get("await_count"):
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited.")


class PropertyMock(Mock):
    """A stand-in for a property of a class."""

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


class _patch:
    def __init__(self, getter, attribute, new, create, kwargs, additional=()):
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.create = create
        self.kwargs = kwargs
        self.additional = list(additional)

    def _copy(self):
        return _patch(self.getter, self.attribute, self.new, self.create, self.kwargs)

    def __call__(self, target):
        if isinstance(target, type):
            for name in dir(target):
                if name.startswith(patch.TEST_PREFIX) and callable(getattr(target, name)):
                    setattr(target, name, self._copy()(getattr(target, name)))
            return target
        if hasattr(target, "patchings"):
            target.patchings.append(self)
            return target
        if inspect.iscoroutinefunction(target):

            @functools.wraps(target)
            async def patched(*args, **kwargs):
                with contextlib.ExitStack() as stack:
                    more = [stack.enter_context(p) for p in patched.patchings if p.new is DEFAULT or stack.enter_context(p) and 0]
                    return await target(*args, *more, **kwargs)

        else:

            @functools.wraps(target)
            def patched(*args, **kwargs):
                with contextlib.ExitStack() as stack:
                    more = []
                    for p in patched.patchings:
                        made = stack.enter_context(p)
                        if p.new is DEFAULT:
                            more.append(made)
                    return target(*args, *more, **kwargs)

        patched.patchings = [self]
        return patched

    def __enter__(self):
        target = self.target = self.getter()
        name = self.attribute
        self.local = name in getattr(target, "__dict__", {})
        try:
            self.original = target.__dict__[name] if self.local else getattr(target, name)
        except AttributeError:
            self.original = DEFAULT
            if not self.create:
                raise AttributeError(f"{target} does not have the attribute {name!r}") from None
        new = self.new
        if new is DEFAULT:
            kwargs = dict(self.kwargs)
            kind = kwargs.pop("new_callable", None)
            if kwargs.pop("autospec", None):
                kwargs.setdefault("spec", self.original)
            if kwargs.get("spec") is True:
                kwargs["spec"] = self.original
            if kwargs.get("spec_set") is True:
                kwargs["spec_set"] = self.original
            if kind is None:
                kind = AsyncMock if inspect.iscoroutinefunction(self.original) else MagicMock
                kwargs.setdefault("name", name)
            new = kind(**kwargs)
        setattr(target, name, new)
        return new

    def __exit__(self, *info):
        if self.original is not DEFAULT and self.local:
            setattr(self.target, self.attribute, self.original)
        else:
            delattr(self.target, self.attribute)
            if self.original is not DEFAULT and not hasattr(self.target, self.attribute):
                setattr(self.target, self.attribute, self.original)
        return False

    def start(self):
        made = self.__enter__()
        _started.append(self)
        return made

    def stop(self):
        if self in _started:
            _started.remove(self)
            return self.__exit__(None, None, None)


_started = []


def _import(path):
    parts = path.split(".")
    found = __import__(parts[0])
    at = parts[0]
    for part in parts[1:]:
        at += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(at)
            found = getattr(found, part)
    return found


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    try:
        path, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    options = {"spec": spec, "spec_set": spec_set, "autospec": autospec, "new_callable": new_callable}
    kwargs.update({k: v for k, v in options.items() if v is not None})
    return _patch(lambda: _import(path), attribute, new, create, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None,
                  **kwargs):
    options = {"spec": spec, "spec_set": spec_set, "autospec": autospec, "new_callable": new_callable}
    kwargs.update({k: v for k, v in options.items() if v is not None})
    return _patch(lambda: target, attribute, new, create, kwargs)


class _patch_dict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values, **kwargs)
        self.clear = clear

    def __call__(self, function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            with self:
                return function(*args, **kwargs)

        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import(self.in_dict)
        self.saved = dict(self.in_dict)
        if self.clear:
            self.in_dict.clear()
        self.in_dict.update(self.values)
        return self.in_dict

    def __exit__(self, *info):
        self.in_dict.clear()
        self.in_dict.update(self.saved)
        return False

    start = __enter__

    def stop(self):
        self.__exit__()


def _stopall():
    for one in reversed(_started[:]):
        one.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.stopall = _stopall
patch.TEST_PREFIX = "test"


def create_autospec(spec, spec_set=False, instance=False, **kwargs):
    return MagicMock(**({"spec_set": spec} if spec_set else {"spec": spec}), **kwargs)


def seal(mock):
    mock.__dict__["_mock_sealed"] = True
    for child in mock._mock_children.values():
        if isinstance(child, NonCallableMock):
            seal(child)


def mock_open(mock=None, read_data=""):
    import io

    mock = mock or MagicMock(name="open")
    handle = MagicMock()

    def opened(*args, **kwargs):
        stream = io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)
        handle.read.side_effect = stream.read
        handle.readline.side_effect = stream.readline
        handle.readlines.side_effect = stream.readlines
        handle.__iter__.side_effect = lambda: iter(stream)
        return DEFAULT

    handle.__enter__.return_value = handle
    mock.side_effect = opened
    mock.return_value = handle
    return mock
