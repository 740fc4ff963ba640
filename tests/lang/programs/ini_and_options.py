# Parsing of settings and of command-line words; defaults, types, errors.
# args: --level=3 -v input.txt --name "x" -o out extra
import sys

INI = """
; settings
[server]
host = example.org
port = 8080
debug = yes

[paths]
home = /srv
data = %(home)s/data
empty =
"""


class ConfigError(Exception):
    def __init__(self, line, message):
        super().__init__(f"line {line}: {message}")


def parse_ini(text):
    sections, current = {}, None
    for n, raw in enumerate(text.splitlines(), 1):
        line = raw.split(";")[0].strip()
        if not line:
            continue
        if line.startswith("["):
            if not line.endswith("]"):
                raise ConfigError(n, "missing ]")
            current = sections.setdefault(line[1:-1], {})
        elif "=" not in line:
            raise ConfigError(n, f"no value in {line!r}")
        elif current is None:
            raise ConfigError(n, "no section")
        else:
            key, value = (p.strip() for p in line.split("=", 1))
            while (start := value.find("%(")) >= 0:
                end = value.index(")s", start)
                value = value[:start] + current[value[start + 2:end]] + value[end + 2:]
            current[key] = value
    return sections


def convert(value):
    lowered = value.lower()
    if lowered in ("yes", "true", "on"):
        return True
    if lowered in ("no", "false", "off"):
        return False
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value or None


config = {s: {k: convert(v) for k, v in kv.items()} for s, kv in parse_ini(INI).items()}
print(config)
# expect: {'server': {'host': 'example.org', 'port': 8080, 'debug': True}, 'paths': {'home': '/srv', 'data': '/srv/data', 'empty': None}}
for bad in ("x = 1", "[a\n", "[a]\nnonsense", "[a]\nb = %(c)s"):
    try:
        parse_ini(bad)
    except ConfigError as e:
        print(e)
    except KeyError as e:
        print("unknown key", e)
# expect: line 1: no section
# expect: line 1: missing ]
# expect: line 2: no value in 'nonsense'
# expect: unknown key 'c'


def parse_args(words, flags=("v", "q"), values=("o", "level", "name")):
    options, rest = {}, []
    words = iter(words)
    for w in words:
        if w == "--":
            rest.extend(words)
        elif w.startswith("--") and "=" in w:
            key, _, value = w[2:].partition("=")
            options[key] = convert(value)
        elif w.startswith("-") and w.lstrip("-") in values:
            options[w.lstrip("-")] = next(words, None)
        elif w.startswith("-") and len(w) > 1:
            for c in w.lstrip("-"):
                if c not in flags:
                    raise SystemExit(f"unknown flag {c}")
                options[c] = options.get(c, 0) + 1
        else:
            rest.append(w)
    return options, rest


print(parse_args(sys.argv[1:]))  # expect: ({'level': 3, 'v': 1, 'name': '"x"', 'o': 'out'}, ['input.txt', 'extra'])
print(parse_args(["-vvq", "a", "--", "-x", "--level=9"]))  # expect: ({'v': 2, 'q': 1}, ['a', '-x', '--level=9'])
try:
    parse_args(["-z"])
except SystemExit as e:
    print("exit:", e)
# expect: exit: unknown flag z
