"""Looking at living objects: what they are, their source, their signatures."""

import builtins
import collections
import collections.abc
import enum
import functools
import os
import re
import sys
import types
from operator import attrgetter

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE = 16, 32, 64
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType) and not isinstance(object, types.BuiltinFunctionType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def _has_code_flag(f, flag):
    while isinstance(f, functools.partial):
        f = f.func
    if ismethod(f):
        f = f.__func__
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isawaitable(object):
    return isinstance(object, types.CoroutineType) or isinstance(object, collections.abc.Awaitable)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object) or ismethodwrapper(object)


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__") or isinstance(
        object, (types.MethodDescriptorType, types.WrapperDescriptorType, types.ClassMethodDescriptorType)
    )


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__") or isinstance(object, (property, types.GetSetDescriptorType))


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def _members(object, predicate, getter):
    found = []
    names = dir(object)
    if isclass(object):
        for base in object.__bases__:
            for key, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute):
                    names.append(key)
    done = set()
    for name in names:
        try:
            value = getter(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in getattr(object, "__mro__", (object,)):
                if name in getattr(base, "__dict__", ()):
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            found.append((name, value))
        done.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


def getmembers(object, predicate=None):
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    return _members(object, predicate, getattr_static)


_missing = object()


def getattr_static(obj, attr, default=_missing):
    if not isinstance(obj, type):
        own = getattr(obj, "__dict__", {})
        for base in type(obj).__mro__:
            if attr in base.__dict__:
                value = base.__dict__[attr]
                if isdatadescriptor(value) or attr not in own:
                    return value
                break
        if attr in own:
            return own[attr]
    else:
        for base in obj.__mro__ + type(obj).__mro__:
            if attr in base.__dict__:
                return base.__dict__[attr]
    if default is not _missing:
        return default
    raise AttributeError(attr)


Attribute = collections.namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    made = []
    for name in dir(cls):
        home = None
        for base in cls.__mro__:
            if name in base.__dict__:
                home = base
                break
        raw = home.__dict__[name] if home else getattr(cls, name, None)
        if isinstance(raw, (staticmethod, types.BuiltinMethodType)):
            kind = "static method"
        elif isinstance(raw, (classmethod, types.ClassMethodDescriptorType)):
            kind = "class method"
        elif isinstance(raw, property):
            kind = "property"
        elif isroutine(raw):
            kind = "method"
        else:
            kind = "data"
        made.append(Attribute(name, kind, home, raw))
    return made


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    seen = {id(func)}
    first = func
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) > sys.getrecursionlimit():
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen.add(id(func))
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()], default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__[1:]:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    owner = None
    name = getattr(obj, "__name__", None)
    if ismethod(obj):
        owner = obj.__self__ if isclass(obj.__self__) else type(obj.__self__)
    elif isfunction(obj):
        module = sys.modules.get(obj.__module__)
        owner = module
        for part in obj.__qualname__.split(".")[:-1]:
            owner = getattr(owner, part, None)
    elif isinstance(obj, property) and obj.fget is not None:
        return None
    if isclass(owner):
        for base in owner.__mro__:
            doc = getattr(getattr(base, name, None), "__doc__", None)
            if doc is not None:
                return doc
    return None


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = getfile(object)
    except TypeError:
        return None
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) == file:
            return module
    return None


def getmodulename(path):
    name = os.path.basename(path)
    return name[:-3] if name.endswith(".py") else None


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was expected, got " + type(object).__name__
    )


def getsourcefile(object):
    name = getfile(object)
    return name if os.path.exists(name) else None


getabsfile = getfile


def _file_lines(object):
    name = getfile(object)
    try:
        with open(name, encoding="utf-8") as file:
            return file.read().splitlines(keepends=True)
    except (OSError, ValueError):
        raise OSError("could not get source code") from None


def findsource(object):
    lines = _file_lines(object)
    if ismodule(object):
        return lines, 0
    if isclass(object):
        names = object.__qualname__.split(".")
        depth = [name for name in names if name != "<locals>"]
        pattern = re.compile(r"^(\s*)(?:class|def|async\s+def)\s+(\w+)")
        stack = []
        found = None
        for number, line in enumerate(lines):
            match = pattern.match(line)
            if not match:
                continue
            indent = len(match.group(1).expandtabs())
            while stack and stack[-1][0] >= indent:
                stack.pop()
            stack.append((indent, match.group(2)))
            if [name for _, name in stack] == depth and line.lstrip().startswith("class"):
                found = number
                break
        if found is None:
            raise OSError("could not find class definition")
        while found > 0 and lines[found - 1].lstrip().startswith("@"):
            found -= 1
        return lines, found
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        return lines, object.tb_lineno - 1
    if isframe(object):
        object = object.f_code
    if iscode(object):
        at = object.co_firstlineno - 1
        if at >= len(lines):
            raise OSError("lineno is out of bounds")
        # The first line of a decorated function is that of its first decorator.
        if object.co_name != "<lambda>":
            while at > 0 and lines[at - 1].lstrip().startswith("@"):
                at -= 1
        return lines, at
    raise OSError("could not find code object")


class EndOfBlock(Exception):
    pass


def _open_brackets(text, state):
    """Follows brackets and strings over one line: (depth, open quote)."""
    depth, quote = state
    i = 0
    while i < len(text):
        c = text[i]
        if quote:
            if c == "\\":
                i += 2
                continue
            if text.startswith(quote, i):
                i += len(quote)
                quote = ""
                continue
            i += 1
            continue
        if c == "#":
            break
        if c in "\"'":
            quote = c * 3 if text.startswith(c * 3, i) else c
            i += len(quote)
            continue
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        i += 1
    if len(quote) == 1:
        quote = ""
    return depth, quote


def getblock(lines):
    """The lines of the block that begins with the first one."""
    state = (0, "")
    head = None
    end = 0
    opened = False
    indent = 0
    for number, line in enumerate(lines):
        inside = state[0] > 0 or bool(state[1])
        text = line.strip()
        if not inside and text and not text.startswith("#"):
            now = len(line.expandtabs()) - len(line.expandtabs().lstrip())
            if head is None:
                if not text.startswith("@"):
                    head = number
                    indent = now
            elif opened and now <= indent:
                break
            elif not opened:
                break
        state = _open_brackets(line, state)
        if text and not (text.startswith("#") and not inside):
            end = number + 1
        if head is not None and not opened and state[0] <= 0 and not state[1]:
            code = re.sub(r"\s*#.*$", "", text)
            if code.endswith(":"):
                opened = True
            elif not code.endswith("\\"):
                if re.match(r"(async\s+def|def|class)\b", lines[head].strip()) or True:
                    return lines[:end]
    return lines[:end]


def getsourcelines(object):
    object = unwrap(object)
    lines, at = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object) and object.f_code.co_name == "<module>"):
        return lines, 0
    return getblock(lines[at:]), at + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


def getcomments(object):
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    comments = []
    at -= 1
    while at >= 0 and lines[at].lstrip().startswith("#"):
        comments.insert(0, lines[at].expandtabs().lstrip())
        at -= 1
    return "".join(comments) or None


def indentsize(line):
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


Traceback = collections.namedtuple("Traceback", "filename lineno function code_context index")
FrameInfo = collections.namedtuple("FrameInfo", "frame filename lineno function code_context index")


def getframeinfo(frame, context=1):
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        lineno = frame.f_lineno
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        try:
            every = _file_lines(frame)
            start = max(0, min(lineno - 1 - context // 2, len(every) - context))
            lines = every[start : start + context]
            index = lineno - 1 - start
        except OSError:
            lines = index = None
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getlineno(frame):
    return frame.f_lineno


def currentframe():
    return sys._getframe(1)


def getouterframes(frame, context=1):
    made = []
    while frame:
        made.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return made


def getinnerframes(tb, context=1):
    made = []
    while tb:
        made.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return made


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    return getinnerframes(sys.exc_info()[2], context)


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = generator.gi_frame
    return frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_frame is None:
        return CORO_CLOSED
    if getattr(coroutine, "cr_suspended", False):
        return CORO_SUSPENDED
    return CORO_CREATED


def getcoroutinelocals(coroutine):
    frame = coroutine.cr_frame
    return frame.f_locals if frame is not None else {}


ClosureVars = collections.namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {}
    if func.__closure__:
        nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__)}
    names, found_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in func.__globals__:
            names[name] = func.__globals__[name]
        elif hasattr(builtins, name):
            found_builtins[name] = getattr(builtins, name)
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, names, found_builtins, unbound)


class _empty:
    """Marks what a parameter or signature does not have."""


class _void:
    pass


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    @property
    def description(self):
        return ("positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword")[self]

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """A parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier() and not (name[:1] == "." and name[1:].isdigit()):
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._default = default
        self._annotation = annotation

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation,
        )

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if self._annotation is not _empty else f"={self._default!r}"
        if self._kind == _VAR_POSITIONAL:
            text = "*" + text
        elif self._kind == _VAR_KEYWORD:
            text = "**" + text
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name, self._kind, self._default, self._annotation) == (
            other._name, other._kind, other._default, other._annotation)


class BoundArguments:
    """Arguments given to the parameters of a signature."""

    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if not by_name:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_name = True
                elif name not in self.arguments:
                    by_name = True
                    continue
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        made = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif parameter.default is not _empty:
                made[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                made[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                made[name] = {}
        self.arguments = made

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<{self.__class__.__name__} ({', '.join([f'{k}={v!r}' for k, v in self.arguments.items()])})>"


class Signature:
    """The parameters of a callable and what it returns."""

    __slots__ = ("_return_annotation", "_parameters")
    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        made = {}
        top = _POSITIONAL_ONLY
        defaults = False
        for parameter in parameters or ():
            kind, name = parameter.kind, parameter.name
            if kind < top:
                raise ValueError(
                    f"wrong parameter order: {top.description} parameter before {kind.description} parameter"
                )
            top = kind
            if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if parameter.default is not _empty:
                    defaults = True
                elif defaults:
                    raise ValueError("non-default argument follows default argument")
            if name in made:
                raise ValueError(f"duplicate parameter name: {name!r}")
            made[name] = parameter
        self._parameters = types.MappingProxyType(made)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature(obj, follow_wrapped, eval_str, globals, locals, cls)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(
            self._parameters.values() if parameters is _void else parameters,
            return_annotation=self._return_annotation if return_annotation is _void else return_annotation,
        )

    def _split(self):
        named = {name: p for name, p in self._parameters.items() if p.kind != _KEYWORD_ONLY}
        return tuple(named.values()), {n: p for n, p in self._parameters.items() if p.kind == _KEYWORD_ONLY}, self._return_annotation

    def __hash__(self):
        params, by_name, returned = self._split()
        return hash((params, frozenset(by_name.values()), returned))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._split() == other._split()

    def _bind(self, args, kwargs, partial):
        arguments = {}
        args = list(args)
        kwargs = dict(kwargs)
        left = list(self._parameters.values())
        at = 0
        star = None
        while args:
            if at >= len(left) or left[at].kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                raise TypeError("too many positional arguments")
            parameter = left[at]
            at += 1
            if parameter.kind == _VAR_POSITIONAL:
                arguments[parameter.name] = tuple(args)
                args = []
                break
            if parameter.name in kwargs and parameter.kind != _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {parameter.name!r}")
            arguments[parameter.name] = args.pop(0)
        for parameter in left[at:]:
            if parameter.kind == _VAR_KEYWORD:
                star = parameter
                continue
            if parameter.kind == _VAR_POSITIONAL:
                continue
            if parameter.kind == _POSITIONAL_ONLY:
                if parameter.name in kwargs and parameter.default is _empty:
                    raise TypeError(f"{parameter.name!r} parameter is positional only, but was passed as a keyword")
            elif parameter.name in kwargs:
                arguments[parameter.name] = kwargs.pop(parameter.name)
                continue
            if not partial and parameter.default is _empty:
                extra = " keyword-only" if parameter.kind == _KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{extra} argument: {parameter.name!r}")
        if star is None:
            for parameter in left[:at]:
                if parameter.kind == _VAR_KEYWORD:
                    star = parameter
        if kwargs:
            if star is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[star.name] = kwargs
        ordered = {name: arguments[name] for name in self._parameters if name in arguments}
        return self._bound_arguments_cls(self, ordered)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        parts = []
        slash = False
        star = True
        for parameter in self._parameters.values():
            kind = parameter.kind
            if kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append("/")
                slash = False
            if kind == _VAR_POSITIONAL:
                star = False
            elif kind == _KEYWORD_ONLY and star:
                parts.append("*")
                star = False
            parts.append(str(parameter))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self._return_annotation is not _empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isinstance(obj, type):
        found = obj.__dict__.get("__annotations__", {})
        module = sys.modules.get(obj.__module__)
        names, inner = getattr(module, "__dict__", {}), dict(vars(obj))
    elif isinstance(obj, types.ModuleType):
        found, names, inner = getattr(obj, "__annotations__", {}), obj.__dict__, None
    elif callable(obj):
        found, names, inner = getattr(obj, "__annotations__", None) or {}, getattr(obj, "__globals__", {}), None
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if not eval_str:
        return dict(found)
    names = names if globals is None else globals
    inner = inner if locals is None else locals
    return {k: eval(v, names, inner) if isinstance(v, str) else v for k, v in found.items()}


def _of_function(func, eval_str, names, inner, cls):
    code = func.__code__
    annotations = get_annotations(func, globals=names, locals=inner, eval_str=eval_str)
    count, only, keyword = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    variables = code.co_varnames
    defaults = func.__defaults__ or ()
    keyword_defaults = func.__kwdefaults__ or {}
    made = []

    def add(name, kind, default=_empty):
        made.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for at, name in enumerate(variables[:count]):
        default = defaults[at - (count - len(defaults))] if at >= count - len(defaults) else _empty
        add(name, _POSITIONAL_ONLY if at < only else _POSITIONAL_OR_KEYWORD, default)
    at = count + keyword
    if code.co_flags & CO_VARARGS:
        add(variables[at], _VAR_POSITIONAL)
        at += 1
    for name in variables[count : count + keyword]:
        add(name, _KEYWORD_ONLY, keyword_defaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(variables[at], _VAR_KEYWORD)
    return cls(made, return_annotation=annotations.get("return", _empty))


def _without_first(sig):
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind != _VAR_POSITIONAL:
        params = params[1:]
    return sig.replace(parameters=params)


def _of_partial(part, sig):
    try:
        bound = sig.bind_partial(*part.args, **part.keywords)
    except TypeError as e:
        raise ValueError(f"partial object {part!r} has incorrect arguments") from e
    made = []
    by_name = False
    for name, parameter in sig.parameters.items():
        if name in bound.arguments and parameter.kind not in (_VAR_POSITIONAL, _VAR_KEYWORD):
            if parameter.kind == _POSITIONAL_ONLY:
                continue
            if name not in part.keywords:
                continue
            if parameter.kind == _POSITIONAL_OR_KEYWORD:
                by_name = True
            made.append(parameter.replace(kind=_KEYWORD_ONLY, default=bound.arguments[name]))
            continue
        if by_name and parameter.kind == _POSITIONAL_OR_KEYWORD:
            parameter = parameter.replace(kind=_KEYWORD_ONLY)
        elif by_name and parameter.kind == _VAR_POSITIONAL:
            continue
        made.append(parameter)
    return sig.replace(parameters=made)


def _user_method(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            return found if isinstance(found, (types.FunctionType, functools.partialmethod, staticmethod, classmethod)) else None
    return None


def _signature(obj, follow=True, eval_str=False, names=None, inner=None, cls=Signature):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")

    def again(other):
        return _signature(other, follow, eval_str, names, inner, cls)

    if ismethod(obj):
        return _without_first(again(obj.__func__))
    if follow:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
        if ismethod(obj):
            return again(obj)
    own = getattr(obj, "__signature__", None)
    if own is not None and not isinstance(own, property):
        if not isinstance(own, Signature):
            raise TypeError(f"unexpected object {own!r} in __signature__ attribute")
        return own
    if isfunction(obj):
        return _of_function(obj, eval_str, names, inner, cls)
    if isinstance(obj, functools.partial):
        return _of_partial(obj, again(obj.func))
    if isinstance(obj, (staticmethod, classmethod)):
        return again(obj.__func__)
    if isclass(obj):
        for name in ("__call__",):
            found = _user_method(type(obj), name)
            if found is not None and type(obj) is not type:
                if type(obj).__module__ not in ("enum", "abc", "typing"):
                    return _without_first(again(found))
        new, init = _user_method(obj, "__new__"), _user_method(obj, "__init__")
        if new is not None and init is not None:
            for base in obj.__mro__:
                if "__new__" in base.__dict__ or "__init__" in base.__dict__:
                    if "__new__" in base.__dict__:
                        init = None
                    break
        if init is not None:
            return _without_first(again(init))
        if new is not None:
            return _without_first(again(new))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls([])
        raise ValueError(f"no signature found for builtin type {obj!r}")
    if isroutine(obj):
        text = getattr(obj, "__text_signature__", None)
        if text:
            return _from_text(text, cls)
        raise ValueError(f"no signature found for builtin {obj!r}")
    found = _user_method(type(obj), "__call__")
    if found is not None:
        return _without_first(again(found))
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _from_text(text, cls):
    made = []
    kind = _POSITIONAL_OR_KEYWORD
    for part in text.strip("()").split(","):
        part = part.strip()
        if not part or part.startswith("$"):
            continue
        if part == "/":
            made = [p.replace(kind=_POSITIONAL_ONLY) for p in made]
        elif part == "*":
            kind = _KEYWORD_ONLY
        elif part.startswith("**"):
            made.append(Parameter(part[2:], _VAR_KEYWORD))
        elif part.startswith("*"):
            made.append(Parameter(part[1:], _VAR_POSITIONAL))
            kind = _KEYWORD_ONLY
        else:
            name, equals, default = part.partition("=")
            made.append(Parameter(name, kind, default=eval(default) if equals else _empty))
    return cls(made)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return _signature(obj, follow_wrapped, eval_str, globals, locals)


FullArgSpec = collections.namedtuple(
    "FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations"
)


def getfullargspec(func):
    try:
        sig = _signature(func, follow=False)
    except Exception as e:
        raise TypeError("unsupported callable") from e
    if ismethod(func):
        sig = _signature(func.__func__, follow=False)
    args, defaults, kwonly = [], [], []
    kwdefaults, annotations = {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        annotations["return"] = sig.return_annotation
    for name, parameter in sig.parameters.items():
        kind = parameter.kind
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        elif kind == _VAR_POSITIONAL:
            varargs = name
        elif kind == _KEYWORD_ONLY:
            kwonly.append(name)
            if parameter.default is not _empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, annotations)


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    made = dict(bound.arguments)
    if ismethod(func):
        made = {func.__func__.__code__.co_varnames[0]: func.__self__, **made}
    return made


ArgInfo = collections.namedtuple("ArgInfo", "args varargs keywords locals")


def getargvalues(frame):
    code = frame.f_code
    args = list(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    at = len(args)
    varargs = keywords = None
    if code.co_flags & CO_VARARGS:
        varargs = code.co_varnames[at]
        at += 1
    if code.co_flags & CO_VARKEYWORDS:
        keywords = code.co_varnames[at]
    return ArgInfo(args, varargs, keywords, frame.f_locals)
