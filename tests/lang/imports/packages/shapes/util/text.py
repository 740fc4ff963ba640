def title(s):
    return "<" + s + ">"
