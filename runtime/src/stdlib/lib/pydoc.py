"""Documentation of objects as text."""

import inspect


def plain(text):
    return text


def getdoc(object):
    return inspect.getdoc(object) or inspect.getcomments(object) or ""


def render_doc(thing, title="Python Library Documentation: %s", forceload=0, renderer=None):
    name = getattr(thing, "__name__", type(thing).__name__)
    try:
        signature = str(inspect.signature(thing))
    except (TypeError, ValueError):
        signature = "(...)"
    doc = "".join([f"    {line}\n" for line in getdoc(thing).splitlines()])
    kind = "class" if inspect.isclass(thing) else "function" if callable(thing) else type(thing).__name__
    return f"{title % (kind + ' ' + name)}\n\n{name}{signature}\n{doc}"


def help(thing, output=None):
    print(render_doc(thing, title="Help on %s:"))
