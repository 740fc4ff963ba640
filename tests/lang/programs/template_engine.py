# Templates with variables, loops, conditions and filters.
class TemplateError(Exception):
    pass


FILTERS = {"upper": str.upper, "title": str.title, "len": lambda v: str(len(v)), "money": lambda v: f"${v:,.2f}"}


def split(text):
    out = []
    while text:
        start = text.find("{")
        if start < 0 or start + 1 >= len(text):
            out.append(("text", text))
            break
        if text[start + 1] not in "{%":
            out.append(("text", text[:start + 1]))
            text = text[start + 1:]
            continue
        close = "}}" if text[start + 1] == "{" else "%}"
        end = text.find(close, start)
        if end < 0:
            raise TemplateError("unclosed tag")
        if start:
            out.append(("text", text[:start]))
        out.append(("var" if close == "}}" else "tag", text[start + 2:end].strip()))
        text = text[end + 2:]
    return out


def parse(parts, until=()):
    nodes = []
    while parts:
        kind, body = parts.pop(0)
        if kind != "tag":
            nodes.append((kind, body))
            continue
        word, _, rest = body.partition(" ")
        if word in until:
            return nodes, word
        if word == "for":
            name, _, source = rest.partition(" in ")
            inner, _ = parse(parts, ("end",))
            nodes.append(("for", name.strip(), source.strip(), inner))
        elif word == "if":
            then, stop = parse(parts, ("end", "else"))
            other = parse(parts, ("end",))[0] if stop == "else" else []
            nodes.append(("if", rest, then, other))
        else:
            raise TemplateError(f"unknown tag {word!r}")
    if until:
        raise TemplateError("missing end")
    return nodes, None


def lookup(path, context):
    value = context
    for part in path.split("."):
        try:
            value = value[part] if isinstance(value, dict) else value[int(part)] if part.isdigit() else getattr(value, part)
        except (KeyError, IndexError, AttributeError):
            raise TemplateError(f"no {path}") from None
    return value


def render(nodes, context):
    out = []
    for node in nodes:
        match node:
            case ("text", text):
                out.append(text)
            case ("var", body):
                name, *filters = [p.strip() for p in body.split("|")]
                value = lookup(name, context)
                for f in filters:
                    value = FILTERS[f](value)
                out.append(str(value))
            case ("for", name, source, inner):
                for i, item in enumerate(lookup(source, context)):
                    out.append(render(inner, {**context, name: item, "index": i}))
            case ("if", test, then, other):
                negate = test.startswith("not ")
                value = lookup(test[4:] if negate else test, context)
                out.append(render(then if bool(value) != negate else other, context))
    return "".join(out)


def template(text, **context):
    return render(parse(split(text))[0], context)


class User:
    def __init__(self, name, admin):
        self.name, self.admin = name, admin


users = [User("ann", True), User("bo", False)]
print(template("Hello {{ name | title }}! {single} braces", name="world"))  # expect: Hello World! {single} braces
print(template("{% for u in users %}{{ index }}: {{ u.name | upper }}{% if u.admin %} (admin){% else %} -{% end %}\n{% end %}"
               "{{ users | len }} users", users=users))
# expect: 0: ANN (admin)
# expect: 1: BO -
# expect: 2 users
print(template("{% for row in rows %}[{% for x in row %}{{ x }} {% end %}]{% end %} {{ rows.1.0 }} {{ total | money }}",
               rows=[[1, 2], [3]], total=1234.5))
# expect: [1 2 ][3 ] 3 $1,234.50
print(template("{% if not items %}nothing{% end %}{{ d.a.b }}", items=[], d={"a": {"b": "deep"}}))
# expect: nothingdeep
for bad in ("{{ x }}", "{{ x", "{% for a in b %}", "{% fly %}"):
    try:
        print(template(bad, b=[1]))
    except TemplateError as e:
        print("error:", e)
# expect: error: no x
# expect: error: unclosed tag
# expect: error: missing end
# expect: error: unknown tag 'fly'
