#!/usr/bin/env python3.11
"""Run CPython's own tests through our `unittest` and print a table of what they say.

    cpython_tests.py FOLDER [--ungil PATH] [--timeout SECONDS] [--jobs N] [--out FOLDER] [--table FILE] [test_list ...]

FOLDER holds the package `test` (Debian: the folders `test` of libpython3.11-stdlib and libpython3.11-testsuite, laid over
each other). It is never part of this repository. Each module runs in a process of its own that writes one line a method
as soon as it is done, so that a crash or a hang shows where it happened. `--out` keeps these lines and the messages.
"""
import argparse
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

MODULES = """grammar class named_expressions super keywordonlyarg augassign opcodes raise with scope generators list tuple dict
set int float string range slice exceptions patma dataclasses enum heapq bisect itertools functools collections math re
json""".split()

# What runs inside: every method's name, its outcome and the last line of its traceback, tab-separated.
RUNNER = """
import sys
sys.path.insert(0, {folder!r})
import unittest
log = open({log!r}, "w")

def say(*parts):
    log.write("\\t".join([str(p).replace("\\n", "\\\\n").replace("\\t", " ") for p in parts]) + "\\n")
    log.flush()

class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.bad = None
        say("start", test.id())
    def note(self, kind, test, err):
        if self.bad is None:
            self.bad = (kind, err)
        if kind == "error" and not hasattr(test, "_testMethodName") and not hasattr(test, "_dt_test") \
                and not hasattr(test, "test_case"):
            say("group", test.id(), last(err))
        print("=" * 70, kind, test.id(), "", sep="\\n")
        import traceback
        try:
            traceback.print_exception(*err, file=sys.stdout)
        except Exception as e:
            print("no traceback:", repr(e))
    def addError(self, test, err):
        self.note("error", test, err)
    def addFailure(self, test, err):
        self.note("fail", test, err)
    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note("fail" if issubclass(err[0], AssertionError) else "error", subtest, err)
    def addSkip(self, test, reason):
        self.bad = ("skip", None)
    def addUnexpectedSuccess(self, test):
        self.bad = ("unexpected", None)
    def stopTest(self, test):
        super().stopTest(test)
        kind, err = self.bad or ("ok", None)
        say("done", test.id(), kind, last(err) if err else "")

def last(err):
    try:
        return err[0].__name__ + ": " + str(err[1])[:300]
    except Exception as e:
        return repr(e)

suite = unittest.defaultTestLoader.loadTestsFromName("test.{name}")
say("count", suite.countTestCases())
suite.run(Result())
say("end")
"""


def run(name, args):
    """One module: its name, what each method gave, and how the process ended."""
    out = args.out or tempfile.gettempdir()
    log = os.path.join(out, f"{name}.log")
    program = os.path.join(out, f"run_{name}.py")
    with open(program, "w") as file:
        file.write(RUNNER.format(folder=args.folder, log=log, name=name))
    if os.path.exists(log):
        os.unlink(log)
    command = [args.ungil, program] if "python" in args.ungil else [args.ungil, "run", program]
    with open(os.path.join(out, f"{name}.txt"), "wb") as text:
        try:
            with tempfile.TemporaryDirectory() as scratch:
                code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=text, stderr=subprocess.STDOUT,
                                      timeout=args.timeout, cwd=scratch).returncode
        except subprocess.TimeoutExpired:
            code = "hang"
    lines = []
    if os.path.exists(log):
        with open(log, errors="replace") as file:
            lines = [line.rstrip("\n").split("\t") for line in file]
    with open(os.path.join(out, f"{name}.txt"), errors="replace") as file:
        tail = file.read().strip().split("\n")[-1]
    return name, lines, code, tail


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--ungil", default="target/release/ungil")
    parser.add_argument("--timeout", type=float, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", help="keep what each module wrote here")
    parser.add_argument("--table", help="write the table to this document")
    args = parser.parse_args()
    if not os.path.isdir(os.path.join(args.folder, "test", "support")):
        sys.exit(f"no package test in {args.folder}")
    if args.out:
        os.makedirs(args.out, exist_ok=True)
        args.out = os.path.abspath(args.out)
    args.ungil = os.path.abspath(args.ungil) if os.path.exists(args.ungil) else args.ungil
    names = args.modules or [f"test_{m}" for m in MODULES]
    rows = []
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for result in pool.map(lambda name: run(name, args), names):
            rows.append(row(*result))
            print(rows[-1], flush=True)
    if args.table:
        with open(args.table) as file:
            head = file.read().split("<!-- table -->")[0]
        with open(args.table, "w") as file:
            file.write(head + "<!-- table -->\n| module | methods | passed | share | not passed |\n|---|---|---|---|---|\n")
            file.write("\n".join(rows) + "\n")


def row(name, lines, code, tail):
    """A line of the table."""
    count = next((int(line[1]) for line in lines if line[0] == "count"), None)
    if count is None:
        return f"| {name} | | | | does not start: {cell(tail)} |"
    done = [line for line in lines if line[0] == "done"]
    skipped = sum(line[2] == "skip" for line in done)
    passed = sum(line[2] == "ok" for line in done)
    bad = collections.OrderedDict()
    for line in done:
        if line[2] not in ("ok", "skip"):
            bad.setdefault(short(line), []).append(line[1].split(".")[-1])
    notes = [f"{', '.join(dict.fromkeys(who))}: {why}" for why, who in bad.items()]
    for line in lines:
        if line[0] == "group":
            notes.append(f"{line[1]}: {cell(line[2])}")
    if not any(line[0] == "end" for line in lines):
        at = [line[1] for line in lines if line[0] == "start"][len(done):]
        notes.insert(0, f"**{'does not end' if code == 'hang' else f'ends with {code}'} in {' '.join(at) or 'set-up'}**")
    rest = count - skipped
    share = 100 * passed / rest if rest else 100
    return f"| {name} | {count} ({skipped} skipped) | {passed} | {share:.0f} % | {'; '.join(notes)} |"


def short(line):
    """Why a method did not pass, in a few words of its last message, addresses taken out."""
    return cell(re.sub(r"0x[0-9a-f]{6,}", "0x...", line[3] or line[2]))


def cell(text):
    text = text.replace("\\n", " ").replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= 90 else text[:87] + "..."


if __name__ == "__main__":
    main()
