"""Command lines: which arguments a program takes, reading them, and help."""

import os
import re
import sys

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
           "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
           "MetavarTypeHelpFormatter", "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS",
           "ZERO_OR_MORE"]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE = "?", "*", "+"
PARSER, REMAINDER = "A...", "..."


class ArgumentError(Exception):
    """An argument cannot be what it was given as."""

    def __init__(self, argument, message):
        self.argument_name = _name_of(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return str(self.message)
        return f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    """A type function refuses a text."""


def _name_of(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar if isinstance(action.metavar, str) else "/".join(action.metavar)
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return None


class _Shown:
    def __repr__(self):
        shown = list(map(repr, self._get_args()))
        odd = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                shown.append(f"{name}={value!r}")
            else:
                odd[name] = value
        if odd:
            shown.append(f"**{odd!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def _get_args(self):
        return []

    def _get_kwargs(self):
        return list(self.__dict__.items())


class Namespace(_Shown):
    """What was read."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


class HelpFormatter:
    """Lays out the help."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            try:
                width = int(os.environ["COLUMNS"])
            except (KeyError, ValueError):
                width = 80
            width -= 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width

    def _fill_text(self, text, width, indent):
        import textwrap

        text = " ".join(text.split())
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)

    def _split_lines(self, text, width):
        import textwrap

        return textwrap.wrap(" ".join(text.split()), width)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def _metavars(self, action, default, count):
        if action.metavar is not None:
            found = action.metavar
        elif action.choices is not None:
            found = "{" + ",".join([str(c) for c in action.choices]) + "}"
        else:
            found = default
        return found if isinstance(found, tuple) else (found,) * count

    def _format_args(self, action, default):
        one = lambda n: self._metavars(action, default, n)
        nargs = action.nargs
        if nargs is None:
            return "%s" % one(1)
        if nargs == OPTIONAL:
            return "[%s]" % one(1)
        if nargs == ZERO_OR_MORE:
            metavar = one(1)
            return "[%s [%s ...]]" % metavar if len(metavar) == 2 else "[%s ...]" % metavar
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % one(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % one(1)
        if nargs == SUPPRESS:
            return ""
        return " ".join(one(nargs))

    def _usage_part(self, action, in_group=False):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            part = self._format_args(action, default)
            if in_group and part[:1] == "[" and part[-1:] == "]":
                part = part[1:-1]
            return part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = f"{action.option_strings[0]} {self._format_args(action, self._get_default_metavar_for_optional(action))}"
        return part if action.required or in_group else f"[{part}]"

    def _usage_parts(self, actions, groups):
        parts = []
        done = set()
        for action in actions:
            if id(action) in done or action.help is SUPPRESS:
                continue
            for group in groups:
                members = [a for a in group._group_actions if a.help is not SUPPRESS]
                if action in members and all(m in actions for m in members):
                    inside = " | ".join([self._usage_part(m, True) for m in members])
                    if group.required:
                        parts.append(f"({inside})" if len(members) > 1 else inside)
                    else:
                        parts.append(f"[{inside}]")
                    done.update(map(id, members))
                    break
            else:
                parts.append(self._usage_part(action))
        return parts

    def format_usage_text(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        if usage is not None:
            return f"{prefix}{usage % dict(prog=self._prog)}\n\n"
        if not actions:
            return f"{prefix}{self._prog}\n\n"
        optionals = self._usage_parts([a for a in actions if a.option_strings], groups)
        positionals = self._usage_parts([a for a in actions if not a.option_strings], groups)
        usage = " ".join([self._prog] + [p for p in optionals + positionals if p])
        width = self._width
        if len(prefix) + len(usage) > width:

            def lines_of(parts, indent, start=None):
                lines, line = [], []
                length = len(start) - 1 if start is not None else len(indent) - 1
                for part in parts:
                    if length + 1 + len(part) > width and line:
                        lines.append(indent + " ".join(line))
                        line = []
                        length = len(indent) - 1
                    line.append(part)
                    length += len(part) + 1
                if line:
                    lines.append(indent + " ".join(line))
                if start is not None and lines:
                    lines[0] = lines[0][len(indent) :]
                return lines

            if len(prefix) + len(self._prog) <= 0.75 * width:
                indent = " " * (len(prefix) + len(self._prog) + 1)
                if optionals:
                    lines = lines_of([self._prog] + optionals, indent, prefix)
                    lines.extend(lines_of(positionals, indent))
                elif positionals:
                    lines = lines_of([self._prog] + positionals, indent, prefix)
                else:
                    lines = [self._prog]
            else:
                indent = " " * len(prefix)
                lines = lines_of(optionals + positionals, indent)
                if len(lines) > 1:
                    lines = lines_of(optionals, indent) + lines_of(positionals, indent)
                lines = [self._prog] + lines
            usage = "\n".join(lines)
        return f"{prefix}{usage}\n\n"

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return " ".join(self._metavars(action, default, 1))
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join([f"{option} {args}" for option in action.option_strings])

    def _expand_help(self, action):
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            if params[name] is SUPPRESS:
                del params[name]
            elif hasattr(params[name], "__name__"):
                params[name] = params[name].__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join([str(c) for c in params["choices"]])
        return self._get_help_string(action) % params

    def _subactions(self, action):
        get = getattr(action, "_get_subactions", None)
        return list(get()) if get is not None else []

    def _lengths(self, actions, indent):
        for action in actions:
            if action.help is SUPPRESS:
                continue
            yield len(self._format_action_invocation(action)) + indent
            yield from self._lengths(self._subactions(action), indent + self._indent_increment)

    def _format_action(self, action, indent, position):
        width = max(self._width - position, 11)
        action_width = position - indent - 2
        header = self._format_action_invocation(action)
        pad = " " * indent
        later = False
        first = position
        if not action.help:
            parts = [f"{pad}{header}\n"]
        elif len(header) <= action_width:
            parts = [f"{pad}{header:<{action_width}}  "]
            first = 0
        else:
            parts = [f"{pad}{header}\n"]
        if action.help and action.help.strip():
            text = self._expand_help(action)
            if text:
                lines = self._split_lines(text, width)
                parts.append(" " * first + (lines[0] if lines else "") + "\n")
                for line in lines[1:]:
                    parts.append(" " * position + line + "\n")
        elif not parts[-1].endswith("\n"):
            parts.append("\n")
        for sub in self._subactions(action):
            if sub.help is not SUPPRESS:
                parts.append(self._format_action(sub, indent + self._indent_increment, position))
        return "".join(parts)

    def format_sections(self, parser):
        """The whole help of a parser."""
        out = [self.format_usage_text(parser.usage, parser._actions, parser._mutually_exclusive_groups, None)]

        def text(value, indent):
            if value is SUPPRESS or value is None:
                return ""
            if "%(prog)" in value:
                value = value % dict(prog=self._prog)
            width = max(self._width - indent, 11)
            return self._fill_text(value, width, " " * indent) + "\n\n"

        out.append(text(parser.description, 0))
        longest = 0
        for group in parser._action_groups:
            longest = max([longest, *self._lengths(group._group_actions, self._indent_increment)])
        position = min(longest + 2, self._max_help_position)
        for group in parser._action_groups:
            body = text(group.description, self._indent_increment)
            for action in group._group_actions:
                if action.help is not SUPPRESS:
                    body += self._format_action(action, self._indent_increment, position)
            if body:
                head = f"{group.title}:\n" if group.title not in (None, SUPPRESS) else ""
                out.append(f"\n{head}{body}\n")
        out.append(text(parser.epilog, 0))
        whole = re.sub(r"\n\n\n+", "\n\n", "".join(out))
        return whole.strip("\n") + "\n"


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves the lines of descriptions alone."""

    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves the lines of all texts alone."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Tells the defaults."""

    def _get_help_string(self, action):
        text = action.help or ""
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the types as names of the values."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


class Action(_Shown):
    """What is done with an argument."""

    def __init__(
        self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None,
        metavar=None,
    ):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _get_kwargs(self):
        names = ["option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar"]
        return [(name, getattr(self, name)) for name in names]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class BooleanOptionalAction(Action):
    """`--name` and `--no-name`."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        options = []
        for option in option_strings:
            options.append(option)
            if option.startswith("--"):
                options.append("--no-" + option[2:])
        if help is not None and default is not None and default is not SUPPRESS:
            help += " (default: %(default)s)"
        super().__init__(options, dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError(
                "nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store "
                "const may be more appropriate"
            )
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f"nargs must be {OPTIONAL!r} to supply const")
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


def _items(namespace, dest):
    found = getattr(namespace, dest, None)
    return [] if found is None else list(found)


class _AppendAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError(
                "nargs for append actions must be != 0; if arg strings are not supplying the value to append, the append "
                "const action may be more appropriate"
            )
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _items(namespace, self.dest) + [values])


class _AppendConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _items(namespace, self.dest) + [self.const])


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _items(namespace, self.dest) + list(values))


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, None, default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(
        self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"
    ):
        super().__init__(option_strings, dest, 0, None, default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = self.version if self.version is not None else parser.version
        formatter = parser._get_formatter()
        text = version % dict(prog=parser.prog) if "%(prog)" in version else version
        parser._print_message(formatter._fill_text(text, formatter._width, "") + "\n", sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            metavar = name + (f" ({', '.join(aliases)})" if aliases else "")
            super().__init__([], name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, **kwargs):
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog_prefix} {name}"
        aliases = kwargs.pop("aliases", ())
        if name in self._name_parser_map:
            raise ArgumentError(self, f"conflicting subparser: {name}")
        for alias in aliases:
            if alias in self._name_parser_map:
                raise ArgumentError(self, f"conflicting subparser alias: {alias}")
        if "help" in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop("help")))
        parser = self._parser_class(**kwargs)
        for one in (name, *aliases):
            self._name_parser_map[one] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        try:
            chosen = self._name_parser_map[name]
        except KeyError:
            choices = ", ".join(self._name_parser_map)
            raise ArgumentError(self, f"unknown parser {name!r} (choices: {choices})") from None
        inner, extras = chosen.parse_known_args(rest, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if extras:
            namespace.__dict__.setdefault("_unrecognized_args", []).extend(extras)


class FileType:
    """Opens the file that an argument names."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._bufsize = bufsize
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == "-":
            if "r" in self._mode:
                return sys.stdin.buffer if "b" in self._mode else sys.stdin
            if any(c in self._mode for c in "wax"):
                return sys.stdout.buffer if "b" in self._mode else sys.stdout
            raise ValueError(f'argument "-" with mode {self._mode!r}')
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}") from None

    def __repr__(self):
        args = [repr(a) for a in (self._mode, self._bufsize) if a != -1]
        args += [f"{k}={v!r}" for k, v in (("encoding", self._encoding), ("errors", self._errors)) if v is not None]
        return f"{type(self).__name__}({', '.join(args)})"


_ACTIONS = {
    None: _StoreAction,
    "store": _StoreAction,
    "store_const": _StoreConstAction,
    "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction,
    "append": _AppendAction,
    "append_const": _AppendConstAction,
    "count": _CountAction,
    "help": _HelpAction,
    "version": _VersionAction,
    "parsers": _SubParsersAction,
    "extend": _ExtendAction,
}


class _Container:
    """What arguments are added to: a parser or a group."""

    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description = description
        self.argument_default = argument_default
        self.prefix_chars = prefix_chars
        if conflict_handler not in ("error", "resolve"):
            raise ValueError(f"invalid conflict_resolution value: {conflict_handler!r}")
        self.conflict_handler = conflict_handler
        self._registries = {"action": dict(_ACTIONS), "type": {None: lambda text: text}}
        self._actions = []
        self._option_string_actions = {}
        self._action_groups = []
        self._mutually_exclusive_groups = []
        self._defaults = {}

    def register(self, registry, value, object):
        self._registries.setdefault(registry, {})[value] = object

    def _registry_get(self, registry, value, default=None):
        return self._registries[registry].get(value, default)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            kwargs = self._positional(*args, **kwargs)
        else:
            kwargs = self._optional(*args, **kwargs)
        if "default" not in kwargs:
            dest = kwargs["dest"]
            if dest in self._defaults:
                kwargs["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        cls = kwargs.pop("action", None)
        found = self._registry_get("action", cls, cls)
        if not callable(found):
            raise ValueError(f'unknown action "{found}"')
        action = found(**kwargs)
        kind = self._registry_get("type", action.type, action.type)
        if not callable(kind):
            raise ValueError(f"{kind!r} is not callable")
        if kind is FileType:
            raise ValueError(f"{kind!r} is a FileType class object, instance of it must be passed")
        if isinstance(action.metavar, tuple) and isinstance(action.nargs, int) and len(action.metavar) != action.nargs:
            raise ValueError("length of metavar tuple does not match nargs")
        return self._add_action(action)

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def _add_action(self, action):
        for option in action.option_strings:
            other = self._option_string_actions.get(option)
            if other is None:
                continue
            if self.conflict_handler == "error":
                clashes = [o for o in action.option_strings if o in self._option_string_actions]
                word = "option string" if len(clashes) == 1 else "option strings"
                raise ArgumentError(action, f"conflicting {word}: {', '.join(clashes)}")
            other.option_strings.remove(option)
            if not other.option_strings:
                other.container._remove_action(other)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _positional(self, dest, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        if kwargs.get("nargs") not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0):
            kwargs["required"] = True
        if kwargs.get("nargs") == ZERO_OR_MORE and "default" not in kwargs:
            kwargs["required"] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _optional(self, *args, **kwargs):
        options, long = [], []
        for option in args:
            if option[0] not in self.prefix_chars:
                raise ValueError(
                    f"invalid option string {option!r}: must start with a character {self.prefix_chars!r}"
                )
            options.append(option)
            if len(option) > 1 and option[1] in self.prefix_chars:
                long.append(option)
        dest = kwargs.pop("dest", None)
        if dest is None:
            dest = (long or options)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(f"dest= is required for options like {options[0]!r}")
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=options)


class _ArgumentGroup(_Container):
    def __init__(self, container, title=None, description=None, **kwargs):
        super().__init__(
            description,
            kwargs.get("prefix_chars", container.prefix_chars),
            kwargs.get("argument_default", container.argument_default),
            kwargs.get("conflict_handler", container.conflict_handler),
        )
        self.title = title
        self._group_actions = []
        self._container = container
        self._registries = container._registries
        self._actions = container._actions
        self._option_string_actions = container._option_string_actions
        self._defaults = container._defaults
        self._mutually_exclusive_groups = container._mutually_exclusive_groups

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser(_Shown, _Container):
    """Reads a command line."""

    def __init__(
        self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
        prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True,
        allow_abbrev=True, exit_on_error=True,
    ):
        _Container.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        if add_help:
            prefix = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(prefix + "h", prefix * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            self._take(parent)

    def _take(self, parent):
        titles = {group.title: group for group in self._action_groups}
        taken = set()
        for group in parent._action_groups:
            target = titles.get(group.title)
            if target is None and group._group_actions:
                target = self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                target._add_action(action)
                taken.add(id(action))
        for group in parent._mutually_exclusive_groups:
            made = self.add_mutually_exclusive_group(required=group.required)
            made._group_actions.extend(group._group_actions)
        self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        names = ["prog", "usage", "description", "formatter_class", "conflict_handler", "add_help"]
        return [(name, getattr(self, name)) for name in names]

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop("title", "subcommands"), kwargs.pop("description", None))
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            positionals = [a for a in self._actions if not a.option_strings]
            formatter = self._get_formatter()
            text = formatter.format_usage_text(self.usage, positionals, self._mutually_exclusive_groups, "")
            kwargs["prog"] = text.strip()
        action = _SubParsersAction(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def parse_args(self, args=None, namespace=None):
        args, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error("unrecognized arguments: %s" % " ".join(extras))
        return args

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if self.exit_on_error:
            try:
                namespace, extras = self._parse(args, namespace)
            except ArgumentError as e:
                self.error(str(e))
        else:
            namespace, extras = self._parse(args, namespace)
        if "_unrecognized_args" in namespace.__dict__:
            extras.extend(namespace.__dict__.pop("_unrecognized_args"))
        return namespace, extras

    parse_known_intermixed_args = parse_known_args
    parse_intermixed_args = parse_args

    def _expand_files(self, args):
        made = []
        for arg in args:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                made.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = []
                    for line in file.read().splitlines():
                        lines.extend(self.convert_arg_line_to_args(line))
                    made.extend(self._expand_files(lines))
            except OSError as e:
                self.error(str(e))
        return made

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _parse(self, args, namespace):
        if self.fromfile_prefix_chars is not None:
            args = self._expand_files(args)
        options = {}
        pattern = ""
        for i, arg in enumerate(args):
            if arg == "--":
                pattern += "-" + "A" * (len(args) - i - 1)
                break
            found = self._parse_optional(arg)
            if found is None:
                pattern += "A"
            else:
                options[i] = found
                pattern += "O"
        seen, seen_other = set(), set()
        extras = []
        conflicts = {}
        for group in self._mutually_exclusive_groups:
            for action in group._group_actions:
                others = [a for a in group._group_actions if a is not action]
                conflicts.setdefault(id(action), []).extend(others)

        def take(action, strings, option=None):
            seen.add(id(action))
            values = self._get_values(action, strings)
            if values is not action.default:
                seen_other.add(id(action))
                for other in conflicts.get(id(action), ()):
                    if id(other) in seen_other:
                        raise ArgumentError(action, f"not allowed with argument {_name_of(other)}")
            if values is not SUPPRESS:
                action(self, namespace, values, option)

        def optional(start):
            action, option, explicit = options[start]
            todo = []
            while True:
                if action is None:
                    extras.append(args[start])
                    return start + 1
                if explicit is not None:
                    count = self._match(action, "A")
                    if count == 0 and option[1:2] not in self.prefix_chars and option[1:2] and explicit != "":
                        todo.append((action, [], option))
                        option = option[0] + explicit[0]
                        rest = explicit[1:] or None
                        following = self._option_string_actions.get(option)
                        if following is None:
                            raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
                        if rest is not None and rest.startswith("=") and following.nargs != 0:
                            rest = rest[1:]
                        action, explicit = following, rest
                        continue
                    if count == 1:
                        todo.append((action, [explicit], option))
                        stop = start + 1
                        break
                    raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
                begin = start + 1
                count = self._match(action, pattern[begin:])
                stop = begin + count
                todo.append((action, args[begin:stop], option))
                break
            for action, strings, option in todo:
                take(action, strings, option)
            return stop

        positionals = [a for a in self._actions if not a.option_strings]

        def some_positionals(start):
            counts = self._match_some(positionals, pattern[start:])
            for action, count in zip(positionals, counts):
                strings = args[start : start + count]
                if action.nargs not in (PARSER, REMAINDER) and "--" in strings and pattern[start : start + count].find("-") >= 0:
                    strings.remove("--")
                start += count
                take(action, strings)
            positionals[:] = positionals[len(counts) :]
            return start

        at = 0
        last = max(options, default=-1)
        while at <= last:
            following = min([i for i in options if i >= at])
            if at != following:
                after = some_positionals(at)
                if after > at:
                    at = after
                    continue
            if at not in options:
                strings = args[at:following]
                extras.extend(strings)
                at = following
            at = optional(at)
        stop = some_positionals(at)
        extras.extend(args[stop:])
        missing = []
        for action in self._actions:
            if id(action) in seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif (
                action.default is not None
                and isinstance(action.default, str)
                and hasattr(namespace, action.dest)
                and action.default is getattr(namespace, action.dest)
            ):
                setattr(namespace, action.dest, self._get_value(action, action.default))
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        for group in self._mutually_exclusive_groups:
            if group.required and not any(id(a) in seen_other for a in group._group_actions):
                names = [_name_of(a) for a in group._group_actions if a.help is not SUPPRESS]
                self.error(f"one of the arguments {' '.join(names)} is required")
        return namespace, extras

    def _nargs_pattern(self, action):
        nargs = action.nargs
        if nargs is None:
            made = "(-*A-*)"
        elif nargs == OPTIONAL:
            made = "(-*A?-*)"
        elif nargs == ZERO_OR_MORE:
            made = "(-*[A-]*)"
        elif nargs == ONE_OR_MORE:
            made = "(-*A[A-]*)"
        elif nargs == REMAINDER:
            made = "([-AO]*)"
        elif nargs == PARSER:
            made = "(-*A[-AO]*)"
        elif nargs == SUPPRESS:
            made = "(-*-*)"
        else:
            made = f"(-*{'-*'.join('A' * nargs)}-*)"
        return made.replace("-*", "").replace("-", "") if action.option_strings else made

    def _match(self, action, pattern):
        match = re.match(self._nargs_pattern(action), pattern)
        if match is None:
            nargs = action.nargs
            if nargs is None:
                text = "expected one argument"
            elif nargs == OPTIONAL:
                text = "expected at most one argument"
            elif nargs == ONE_OR_MORE:
                text = "expected at least one argument"
            else:
                text = f"expected {nargs} argument{'' if nargs == 1 else 's'}"
            raise ArgumentError(action, text)
        return len(match.group(1))

    def _match_some(self, actions, pattern):
        for n in range(len(actions), 0, -1):
            match = re.match("".join([self._nargs_pattern(a) for a in actions[:n]]), pattern)
            if match is not None:
                return [len(text) for text in match.groups()]
        return []

    def _parse_optional(self, arg):
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return self._option_string_actions[arg], arg, None
        if len(arg) == 1:
            return None
        if "=" in arg:
            option, _, explicit = arg.partition("=")
            if option in self._option_string_actions:
                return self._option_string_actions[option], option, explicit
        found = self._abbreviations(arg)
        if len(found) > 1:
            self.error(f"ambiguous option: {arg} could match {', '.join([option for _, option, _ in found])}")
        if found:
            return found[0]
        if re.match(r"^-\d+$|^-\d*\.\d+$", arg):
            if not any(re.match(r"^-\d+$|^-\d*\.\d+$", option) for option in self._option_string_actions):
                return None
        if " " in arg:
            return None
        return None, arg, None

    def _abbreviations(self, arg):
        chars = self.prefix_chars
        found = []
        if arg[1] in chars:
            if self.allow_abbrev:
                prefix, equals, explicit = arg.partition("=")
                for option in self._option_string_actions:
                    if option.startswith(prefix):
                        found.append((self._option_string_actions[option], option, explicit if equals else None))
        else:
            short, rest = arg[:2], arg[2:]
            for option in self._option_string_actions:
                if option == short:
                    found.append((self._option_string_actions[option], option, rest))
                elif self.allow_abbrev and option.startswith(arg):
                    found.append((self._option_string_actions[option], option, None))
        return found

    def _get_values(self, action, strings):
        if action.nargs not in (PARSER, REMAINDER) and action.option_strings:
            strings = [s for s in strings if s != "--"] if "--" in strings else strings
        nargs = action.nargs
        if not strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
            return value
        if not strings and nargs == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else strings
        if len(strings) == 1 and nargs in (None, OPTIONAL):
            value = self._get_value(action, strings[0])
            self._check_value(action, value)
            return value
        if nargs == REMAINDER:
            return [self._get_value(action, text) for text in strings]
        if nargs == PARSER:
            values = [self._get_value(action, text) for text in strings]
            self._check_value(action, values[0])
            return values
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, text) for text in strings]
        for value in values:
            self._check_value(action, value)
        return values

    def _get_value(self, action, text):
        kind = self._registry_get("type", action.type, action.type)
        try:
            return kind(text)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(
                action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})"
            )

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        return formatter.format_usage_text(self.usage, self._actions, self._mutually_exclusive_groups, None)[:-1]

    def format_help(self):
        return self._get_formatter().format_sections(self)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")
