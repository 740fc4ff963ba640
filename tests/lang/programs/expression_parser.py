# A tokenizer, a recursive-descent parser to a tree, an evaluator and a printer.
class Token:
    def __init__(self, kind, text, pos):
        self.kind, self.text, self.pos = kind, text, pos

    def __repr__(self):
        return f"{self.kind}:{self.text}"


class ParseError(Exception):
    pass


def tokenize(src):
    tokens = []
    i = 0
    while i < len(src):
        c = src[i]
        if c.isspace():
            i += 1
            continue
        start = i
        if c.isdigit() or c == ".":
            while i < len(src) and (src[i].isdigit() or src[i] == "."):
                i += 1
            tokens.append(Token("num", src[start:i], start))
        elif c.isalpha():
            while i < len(src) and (src[i].isalnum() or src[i] == "_"):
                i += 1
            tokens.append(Token("name", src[start:i], start))
        elif c in "+-*/^()=,":
            i += 1
            tokens.append(Token("op", c, start))
        else:
            raise ParseError(f"bad character {c!r} at {i}")
    tokens.append(Token("end", "", len(src)))
    return tokens


class Parser:
    LEVELS = [("+", "-"), ("*", "/")]

    def __init__(self, src):
        self.tokens = tokenize(src)
        self.i = 0

    def peek(self):
        return self.tokens[self.i]

    def take(self, text=None):
        t = self.tokens[self.i]
        if text is not None and t.text != text:
            raise ParseError(f"expected {text!r} but found {t.text or 'end'!r} at {t.pos}")
        self.i += 1
        return t

    def parse(self):
        tree = self.level(0)
        if self.peek().kind != "end":
            raise ParseError(f"unexpected {self.peek().text!r} at {self.peek().pos}")
        return tree

    def level(self, n):
        if n == len(self.LEVELS):
            return self.unary()
        left = self.level(n + 1)
        while self.peek().text in self.LEVELS[n] and self.peek().kind == "op":
            op = self.take().text
            left = (op, left, self.level(n + 1))
        return left

    def unary(self):
        if self.peek().text == "-":
            self.take()
            return ("neg", self.unary())
        base = self.atom()
        if self.peek().text == "^":
            self.take()
            return ("^", base, self.unary())
        return base

    def atom(self):
        t = self.take()
        if t.kind == "num":
            return float(t.text) if "." in t.text else int(t.text)
        if t.kind == "name":
            if self.peek().text == "(":
                self.take()
                args = []
                while self.peek().text != ")":
                    args.append(self.level(0))
                    if self.peek().text == ",":
                        self.take()
                self.take(")")
                return ("call", t.text, args)
            return t.text
        if t.text == "(":
            inner = self.level(0)
            self.take(")")
            return inner
        raise ParseError(f"unexpected {t.text or 'end'!r} at {t.pos}")


FUNCTIONS = {"max": max, "min": min, "sum": lambda *a: sum(a)}


def evaluate(tree, env):
    if isinstance(tree, (int, float)):
        return tree
    if isinstance(tree, str):
        if tree not in env:
            raise NameError(f"unknown variable {tree}")
        return env[tree]
    op, *rest = tree
    if op == "call":
        name, args = rest
        return FUNCTIONS[name](*[evaluate(a, env) for a in args])
    values = [evaluate(r, env) for r in rest]
    if op == "neg":
        return -values[0]
    a, b = values
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    if op == "*":
        return a * b
    if op == "/":
        return a / b
    return a ** b


for src in ["1 + 2 * 3", "(1 + 2) * 3", "-2 ^ 2", "2 ^ 3 ^ 2", "x * (y - 1) / 4", "max(1, x, 3) + min(2, 5)",
            "1.5 + .5", "sum()", "1 +", "(1", "1 $ 2", "2 3", "z + 1", "1 / 0", "10 - 3 - 2"]:
    try:
        tree = Parser(src).parse()
        print(f"{src:28} {tree!s:45} {evaluate(tree, {'x': 10, 'y': 3})}")
    except (ParseError, NameError, ZeroDivisionError) as e:
        print(f"{src:28} {type(e).__name__}: {e}")
# expect: 1 + 2 * 3                    ('+', 1, ('*', 2, 3))                         7
# expect: (1 + 2) * 3                  ('*', ('+', 1, 2), 3)                         9
# expect: -2 ^ 2                       ('neg', ('^', 2, 2))                          -4
# expect: 2 ^ 3 ^ 2                    ('^', 2, ('^', 3, 2))                         512
# expect: x * (y - 1) / 4              ('/', ('*', 'x', ('-', 'y', 1)), 4)           5.0
# expect: max(1, x, 3) + min(2, 5)     ('+', ('call', 'max', [1, 'x', 3]), ('call', 'min', [2, 5])) 12
# expect: 1.5 + .5                     ('+', 1.5, 0.5)                               2.0
# expect: sum()                        ('call', 'sum', [])                           0
# expect: 1 +                          ParseError: unexpected 'end' at 3
# expect: (1                           ParseError: expected ')' but found 'end' at 2
# expect: 1 $ 2                        ParseError: bad character '$' at 2
# expect: 2 3                          ParseError: unexpected '3' at 2
# expect: z + 1                        NameError: unknown variable z
# expect: 1 / 0                        ZeroDivisionError: division by zero
# expect: 10 - 3 - 2                   ('-', ('-', 10, 3), 2)                        5
