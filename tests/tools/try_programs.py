#!/usr/bin/env python3.11
"""Random programs of `try`, `except`, `else`, `finally`, loops and jumps: native code against bytecode and CPython.

    try_programs.py UNGIL [PROGRAMS] [SEED]

Each program has many native functions, each called with several arguments. What they give, or the exceptions with their whole
chain of contexts, must be the same. A difference is printed with its program; exit status 1.
"""
import os
import random
import subprocess
import sys
import tempfile

KINDS = ["ValueError", "KeyError", "IndexError", "ZeroDivisionError", "LookupError", "ArithmeticError", "Exception", "OverflowError"]
RAISED = ["ValueError", "KeyError", "IndexError", "OverflowError", "RuntimeError"]
HEAD = """from ungil import i64, nogil


def show(f, *args):
    try:
        print(f.__name__, args, f(*args))
    except Exception as e:
        chain = []
        while e is not None:
            chain.append(f"{type(e).__name__}{e.args}")
            e = e.__context__
        print(f.__name__, args, " <- ".join(chain))

"""


class Program:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.names = 0

    def line(self, depth, text):
        self.lines.append("    " * depth + text)

    def block(self, depth, loops, handler, calls):
        before = len(self.lines)
        for _ in range(self.rng.randint(1, 2)):
            if self.statement(depth, loops, handler, calls):
                break
        if len(self.lines) == before:
            self.line(depth, "pass")

    def statement(self, depth, loops, handler, calls):
        """Adds a statement; true if what follows cannot be reached."""
        rng = self.rng
        k = rng.randrange(17) if depth < 3 else rng.randrange(12)
        if depth > 4 and k >= 9:
            k = rng.randrange(9)
        if k == 5 and not calls or k == 6 and not loops:
            k = 0
        if k <= 2:
            self.line(depth, f"r = (r * 3 + {rng.randint(1, 99)}) % 1000003")
        elif k == 3:
            self.line(depth, f"r += 100 // (n - {rng.randint(0, 5)})")
        elif k == 4:
            self.line(depth, f"if (r + n) % {rng.randint(2, 4)} == 0:")
            self.line(depth + 1, f"raise {rng.choice(RAISED)}(r)")
        elif k == 5 and calls:
            self.line(depth, f"r += {rng.choice(calls)}(n - {rng.randint(0, 2)})")
        elif k == 6 and loops:
            self.line(depth, f"if r % {rng.randint(2, 3)} == 0:")
            self.line(depth + 1, rng.choice(["break", "continue"]))
        elif k == 7:
            self.line(depth, f"if r % {rng.randint(2, 5)} == 1:")
            self.line(depth + 1, "return r")
        elif k == 8:
            text = rng.choice(["raise", "return r", "break", "continue", f"raise {rng.choice(RAISED)}(r)"])
            if text == "raise" and not handler or text in ("break", "continue") and not loops:
                text = "return -r"
            self.line(depth, text)
            return True
        elif k <= 13:
            self.line(depth, "try:")
            self.block(depth + 1, loops, handler, calls)
            form = rng.randrange(3)
            if form != 1:
                for _ in range(rng.randint(1, 2)):
                    kinds = rng.sample(KINDS, rng.randint(1, 2))
                    self.line(depth, f"except {kinds[0]}:" if len(kinds) == 1 else f"except ({', '.join(kinds)}):")
                    self.block(depth + 1, loops, True, calls)
                if rng.random() < 0.3:
                    self.line(depth, "else:")
                    self.block(depth + 1, loops, handler, calls)
            if form != 0:
                self.line(depth, "finally:")
                self.block(depth + 1, loops, False, calls)
        elif k <= 15:
            self.names += 1
            self.line(depth, f"for i{self.names} in range({rng.randint(1, 4)}):")
            self.line(depth + 1, f"r += i{self.names}")
            self.block(depth + 1, True, handler, calls)
            if rng.random() < 0.3:
                self.line(depth, "else:")
                self.block(depth + 1, loops, handler, calls)
        else:
            self.line(depth, f"if (r ^ n) & {rng.choice([1, 2])}:")
            self.block(depth + 1, loops, handler, calls)
        return False

    def text(self):
        names = []
        for k in range(25):
            name = f"f{k}"
            self.line(0, "@nogil")
            self.line(0, f"def {name}(n: i64) -> i64:")
            self.line(1, "r = n")
            self.block(1, False, False, names[-3:])
            self.block(1, False, False, names[-3:])
            self.line(1, "return r")
            self.line(0, "")
            names.append(name)
        self.line(0, f"for f in ({', '.join(names)}):")
        self.line(1, "for n in range(6):")
        self.line(2, "show(f, n)")
        return HEAD + "\n".join(self.lines) + "\n"


def run(command, env=None):
    p = subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)
    return p.stdout, p.stderr, p.returncode


def main():
    ungil = sys.argv[1]
    programs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    shim = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "shim")
    cases = 0
    with tempfile.TemporaryDirectory() as folder:
        for k in range(programs):
            path = os.path.join(folder, "program.py")
            text = Program(random.Random(seed * 1000003 + k)).text()
            with open(path, "w") as f:
                f.write(text)
            want = run([sys.executable, path], {**os.environ, "PYTHONPATH": shim, "PYTHONDONTWRITEBYTECODE": "1"})
            cases += want[0].count("\n")
            for engine in "native", "interp", "bytecode":
                got = run([ungil, "run", "--engine", engine, path])
                if "UG067" in got[1]:
                    # Deeper than the compiler goes.
                    break
                if got[0] != want[0] or got[2] != want[2]:
                    print(f"seed {seed} program {k} engine {engine} status {got[2]}")
                    print(got[1][-2000:])
                    for a, b in zip(want[0].split("\n"), got[0].split("\n")):
                        if a != b:
                            print("CPython:", a)
                            print("here:   ", b)
                            break
                    keep = f"/tmp/try_program_{seed}_{k}.py"
                    with open(keep, "w") as f:
                        f.write(text)
                    print("program kept as", keep)
                    return 1
    print(f"{programs} programs, {cases} calls: no difference")
    return 0


if __name__ == "__main__":
    sys.exit(main())
