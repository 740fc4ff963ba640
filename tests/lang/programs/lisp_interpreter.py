# A small Lisp: reader, environments, special forms, closures, recursion.
class Symbol(str):
    pass


class LispError(Exception):
    pass


def tokenize(text):
    return text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()


def read(tokens):
    if not tokens:
        raise LispError("unexpected end")
    t = tokens.pop(0)
    if t == "(":
        out = []
        while tokens and tokens[0] != ")":
            out.append(read(tokens))
        if not tokens:
            raise LispError("missing )")
        tokens.pop(0)
        return out
    if t == ")":
        raise LispError("unexpected )")
    if t == "'":
        return [Symbol("quote"), read(tokens)]
    for kind in (int, float):
        try:
            return kind(t)
        except ValueError:
            pass
    return Symbol(t)


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"unbound {name}")


class Lambda:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *args):
        if len(args) != len(self.params):
            raise LispError(f"expected {len(self.params)} arguments, got {len(args)}")
        return evaluate(self.body, Env(self.params, args, self.env))


def show(x):
    if x is True:
        return "#t"
    if x is False:
        return "#f"
    if isinstance(x, list):
        return "(" + " ".join(map(show, x)) + ")"
    if isinstance(x, Lambda):
        return "<lambda>"
    return str(x)


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        if not x:
            return []
        head, *rest = x
        if head == "quote":
            return rest[0]
        if head == "if":
            test, then, other = rest
            x = then if evaluate(test, env) is not False else other
            continue
        if head == "define":
            env[rest[0]] = evaluate(rest[1], env)
            return rest[0]
        if head == "set!":
            env.find(rest[0])[rest[0]] = evaluate(rest[1], env)
            return None
        if head == "lambda":
            return Lambda(rest[0], rest[1], env)
        if head == "begin":
            for r in rest[:-1]:
                evaluate(r, env)
            x = rest[-1]
            continue
        if head == "let":
            env = Env([b[0] for b in rest[0]], [evaluate(b[1], env) for b in rest[0]], env)
            x = rest[1]
            continue
        f, *args = [evaluate(e, env) for e in x]
        if isinstance(f, Lambda) and len(args) == len(f.params):
            x, env = f.body, Env(f.params, args, f.env)
            continue
        if not callable(f):
            raise LispError(f"{show(f)} is not a function")
        return f(*args)


def product(*xs):
    r = 1
    for x in xs:
        r *= x
    return r


GLOBAL = Env()
GLOBAL.update({"+": lambda *a: sum(a), "*": product, "-": lambda a, b=None: -a if b is None else a - b,
               "/": lambda a, b: a / b, "<": lambda a, b: a < b, "=": lambda a, b: a == b, "car": lambda x: x[0],
               "cdr": lambda x: x[1:], "cons": lambda a, b: [a] + b, "null?": lambda x: x == [], "list": lambda *a: list(a)})
PROGRAM = [
    "(+ 1 2 (* 3 4))", "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 20)", "(fact 30)",
    "(define map (lambda (f xs) (if (null? xs) '() (cons (f (car xs)) (map f (cdr xs))))))",
    "(map (lambda (x) (* x x)) '(1 2 3 4))", "(define make (lambda (n) (lambda () (begin (set! n (+ n 1)) n))))",
    "(define c (make 10))", "(c)", "(c)", "(let ((a 2) (b 3)) (* a b))",
    "(define loop (lambda (n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))))", "(loop 2000 0)", "'(a (b 2.5) ())",
    "(undefined 1)", "(1 2)", "(fact 1 2)", "(+ 1", ")", "fact", "(if (= 1 1) 'yes 'no)"]
for line in PROGRAM:
    try:
        print(line[:40], "=>", show(evaluate(read(tokenize(line)), GLOBAL)))
    except LispError as e:
        print(line[:40], "=> error:", e)
# expect: (+ 1 2 (* 3 4)) => 15
# expect: (define fact (lambda (n) (if (< n 2) 1 ( => fact
# expect: (fact 20) => 2432902008176640000
# expect: (fact 30) => 265252859812191058636308480000000
# expect: (define map (lambda (f xs) (if (null? xs => map
# expect: (map (lambda (x) (* x x)) '(1 2 3 4)) => (1 4 9 16)
# expect: (define make (lambda (n) (lambda () (beg => make
# expect: (define c (make 10)) => c
# expect: (c) => 11
# expect: (c) => 12
# expect: (let ((a 2) (b 3)) (* a b)) => 6
# expect: (define loop (lambda (n acc) (if (= n 0) => loop
# expect: (loop 2000 0) => 2001000
# expect: '(a (b 2.5) ()) => (a (b 2.5) ())
# expect: (undefined 1) => error: unbound undefined
# expect: (1 2) => error: 1 is not a function
# expect: (fact 1 2) => error: expected 1 arguments, got 2
# expect: (+ 1 => error: missing )
# expect: ) => error: unexpected )
# expect: fact => <lambda>
# expect: (if (= 1 1) 'yes 'no) => yes
