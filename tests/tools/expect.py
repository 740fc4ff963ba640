#!/usr/bin/env python3.11
"""Write and check the expectations in test programs, with CPython 3.11 as the oracle.

    expect.py FILE...            write what CPython prints into the files, as comments
    expect.py --check FILE...    only compare; exit status 1 if a program differs

A program is run statement by statement. What a statement of the module level prints stands at its end: on its own line
if it is one line, else in lines below. Comments that are already there are replaced. READ the result before you keep it:
the tool writes down what happened, only a reader knows whether that is what the test is about.

    # expect: TEXT              a line of standard output (trailing blanks do not count)
    # expect error: TEXT        an uncaught exception: the last line of its traceback; exit status 1
    # expect traceback:         the whole traceback in the comment lines below, without the lines of carets
    # expect exit: N            the exit status
    # stdin: TEXT               a line of standard input
    # args: A B                 command-line arguments
    # oracle: none              CPython cannot run this program; its expectations are written by hand
"""
import __future__
import ast
import contextlib
import io
import os
import re
import subprocess
import sys

TRAILING = re.compile(r"(?:^|[ \t]+)# expect:(?: .*)?$")
OWN_LINE = re.compile(r"^# expect(?::| error:| exit:)")
SHIM = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "shim")


def strip(text):
    """The program without its expectations, and whether it wants a traceback."""
    out = []
    lines = text.split("\n")
    i = 0
    traceback = False
    while i < len(lines):
        line = lines[i]
        i += 1
        if line.startswith("# expect traceback:"):
            traceback = True
            while i < len(lines) and (lines[i].startswith("#  ") or lines[i] == "#"):
                i += 1
        elif not OWN_LINE.match(line):
            out.append(TRAILING.sub("", line))
    return "\n".join(out).rstrip("\n") + "\n", traceback


def directive(text, name):
    return [line[len(name) + 4:].strip("\n") for line in text.split("\n") if line.startswith(f"# {name}:")]


def clean_traceback(text, folder):
    """Paths relative to the program, no caret lines."""
    lines = [line for line in text.rstrip("\n").split("\n") if not re.fullmatch(r"\s*[\^~]+[\^~\s]*", line)]
    return [line.replace(folder + os.sep, "") for line in lines]


def run(path, text):
    """Run the program as a user would: (lines of output, lines of error output, status)."""
    folder, name = os.path.split(os.path.abspath(path))
    args = [a for d in directive(text, "args") for a in d.split()]
    stdin = "".join(line + "\n" for line in directive(text, "stdin"))
    env = {**os.environ, "PYTHONPATH": SHIM, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}
    p = subprocess.run([sys.executable, name, *args], cwd=folder, input=stdin, capture_output=True, text=True, timeout=60,
                       env=env, encoding="utf-8")
    out = p.stdout.split("\n")
    if out and out[-1] == "":
        out.pop()
    return [line.rstrip() for line in out], clean_traceback(p.stderr, folder), p.returncode


def expectations(text):
    out, error, exit_status, traceback = [], None, None, None
    in_traceback = False
    for line in text.split("\n"):
        in_traceback = in_traceback and (line.startswith("#  ") or line == "#")
        if in_traceback:
            traceback.append(line[3:])
        elif line.startswith("# expect error:"):
            error = line[len("# expect error:"):].strip()
        elif line.startswith("# expect exit:"):
            exit_status = int(line[len("# expect exit:"):])
        elif line.startswith("# expect traceback:"):
            traceback, in_traceback = [], True
        elif m := TRAILING.search(line):
            out.append(m.group().split("# expect:", 1)[1][1:].rstrip())
    if exit_status is None:
        exit_status = 1 if error is not None or traceback is not None else 0
    return out, error, exit_status, traceback


def check(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if "# oracle: none" in text:
        return []
    want, error, status, traceback = expectations(text)
    out, err, got_status = run(path, text)
    problems = []
    if out != want:
        for n, (w, g) in enumerate(zip(want + ["<end>"] * len(out), out + ["<end>"] * len(want))):
            if w != g:
                problems.append(f"output line {n + 1}: expected {w!r}, CPython prints {g!r}")
                break
    if got_status != status:
        problems.append(f"exit status {got_status}, expected {status}: {err[-1:]}")
    if error is not None and err[-1] != error:
        problems.append(f"error {err[-1]!r}, expected {error!r}")
    if traceback is not None and traceback != err:
        problems.append("traceback differs:\n" + "\n".join(err))
    return problems


def outputs(path, text):
    """Where each output line belongs: [(last source line of the statement, is it one line, text)]."""
    folder, name = os.path.split(os.path.abspath(path))
    os.chdir(folder)
    sys.path[0] = folder
    sys.path.insert(1, SHIM)
    sys.dont_write_bytecode = True
    sys.argv = [name] + [a for d in directive(text, "args") for a in d.split()]
    sys.stdin = io.StringIO("".join(line + "\n" for line in directive(text, "stdin")))
    tree = ast.parse(text, name)
    scope = {"__name__": "__main__", "__file__": name, "__builtins__": __builtins__}
    sys.modules["__main__"].__dict__.update(scope)
    scope = sys.modules["__main__"].__dict__
    flags = 0
    rows = []
    pending = ""
    result = None
    last = 0
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                flags |= __future__.annotations.compiler_flag
            last = node.end_lineno
            try:
                exec(compile(ast.Module([node], []), name, "exec", flags, dont_inherit=True), scope)
            except SystemExit as e:
                result = ("exit", 0 if e.code is None else e.code if isinstance(e.code, int) else 1)
            except BaseException as e:
                result = ("error", None)
            pending += out.getvalue()
            out.seek(0)
            out.truncate()
            *complete, pending = pending.split("\n")
            rows += [(last, node.lineno == node.end_lineno, line) for line in complete]
            if result:
                break
    if pending:
        rows.append((last, False, pending))
    return rows, result, last


def write(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if "# oracle: none" in text:
        return
    text, traceback = strip(text)
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reader)
        with os.fdopen(writer, "w", encoding="utf-8") as f:
            f.write(repr(outputs(path, text)))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as f:
        rows, result, last = ast.literal_eval(f.read())
    os.waitpid(pid, 0)
    lines = text.rstrip("\n").split("\n")
    after = {}
    for line_no, single, line in rows:
        after.setdefault(line_no, []).append((single, line))
    out = []
    for n, line in enumerate(lines, 1):
        found = after.get(n, [])
        if len(found) == 1 and found[0][0] and len(line) + len(found[0][1]) < 108:
            line += ("  # expect: " + found[0][1]).rstrip()
            found = []
        out.append(line)
        out += [("# expect: " + x).rstrip() for _, x in found]
        if result and n == last:
            if result[0] == "exit" and result[1]:
                out.append(f"# expect exit: {result[1]}")
            if result[0] == "error" and not traceback:
                out.append("# expect error: ?")
    final = "\n".join(out) + "\n"
    with open(path, "w", encoding="utf-8") as f:
        f.write(final)
    if result and result[0] == "error":
        _, err, _ = run(path, final)
        if traceback:
            final += "# expect traceback:\n" + "".join(f"#  {line}".rstrip() + "\n" for line in err)
        else:
            final = final.replace("# expect error: ?", "# expect error: " + err[-1])
        with open(path, "w", encoding="utf-8") as f:
            f.write(final)
    for problem in check(path):
        print(f"{path}: {problem}")


def main(args):
    bad = 0
    only_check = args[:1] == ["--check"]
    for path in args[only_check:]:
        try:
            problems = check(path) if only_check else write(path) or []
        except Exception as e:
            problems = [f"{type(e).__name__}: {e}"]
        for problem in problems:
            print(f"{path}: {problem}")
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
