"""Examples in documentation, run as tests."""

import io
import re
import sys
import traceback
import unittest
from collections import namedtuple

TestResults = namedtuple("TestResults", "failed attempted")
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST
BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


class Example:
    """A piece of source and what it prints."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want + "\n" if want and not want.endswith("\n") else want
        self.exc_msg = exc_msg + "\n" if exc_msg is not None and not exc_msg.endswith("\n") else exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = options or {}


class DocTest:
    """The examples of one text."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.globs = dict(globs)
        self.name = name
        self.filename = filename
        self.lineno = lineno
        self.docstring = docstring

    def __repr__(self):
        n = len(self.examples)
        text = "no examples" if not n else f"{n} example{'' if n == 1 else 's'}"
        return f"<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({text})>"

    def __lt__(self, other):
        return (self.name, self.filename or "", self.lineno or 0) < (other.name, other.filename or "", other.lineno or 0)


class DocTestParser:
    """Finds examples in a text."""

    _exception = re.compile(r"Traceback \((?:most recent call last|innermost last)\):\s*$")

    def parse(self, string, name="<string>"):
        made = []
        text = []
        for part in self._scan(string, name):
            if isinstance(part, str):
                text.append(part)
            else:
                made.append("".join(text))
                text = []
                made.append(part)
        made.append("".join(text))
        return made

    def _scan(self, string, name):
        lines = string.expandtabs().split("\n")
        i = 0
        while i < len(lines):
            match = re.match(r"^( *)>>>(.*)$", lines[i])
            if not match:
                yield lines[i] + "\n"
                i += 1
                continue
            first = i
            indent = len(match.group(1))
            source = []
            while i < len(lines):
                line = lines[i]
                if i > first and not re.match(rf"^ {{{indent}}}\.\.\.(?: |$)", line):
                    break
                if len(line) > indent + 3 and line[indent + 3] != " ":
                    raise ValueError(
                        f"line {i + 1} of the docstring for {name} lacks blank after {line[indent:indent + 3]}: {line!r}"
                    )
                source.append(line[indent + 4 :])
                i += 1
            want = []
            while i < len(lines) and lines[i].strip() and not re.match(r"^ *>>>", lines[i]):
                line = lines[i]
                if line[:indent].strip():
                    raise ValueError(
                        f"line {i + 1} of the docstring for {name} has inconsistent leading whitespace: {line!r}"
                    )
                want.append(line[indent:])
                i += 1
            code = "\n".join(source)
            options = {}
            for found in re.finditer(r"#\s*doctest:\s*([^\n\'\"]*)$", code, re.M):
                for option in found.group(1).replace(",", " ").split():
                    if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                        raise ValueError(f"line {first + 1} of the doctest for {name} has an invalid option: {option!r}")
                    options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
            message = None
            if want and self._exception.match(want[0]):
                for at, line in enumerate(want[1:], 1):
                    if line and not line[0].isspace() and re.match(r"\w", line):
                        message = "\n".join(want[at:])
                        break
            if code.strip() and not all(not s.strip() or s.lstrip().startswith("#") for s in source):
                yield Example(code, "\n".join(want), message, first, indent, options)

    def get_examples(self, string, name="<string>"):
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)


class DocTestFinder:
    """Finds the texts of a module, its functions and classes."""

    def __init__(self, verbose=False, parser=None, recurse=True, exclude_empty=True):
        self._parser = parser or DocTestParser()
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        import inspect

        if name is None:
            name = obj.__name__
        if module is None:
            module = inspect.getmodule(obj)
        globs = dict(module.__dict__) if globs is None and module else dict(globs or {})
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        tests = []
        self._find(tests, obj, name, module, globs, set())
        tests.sort()
        return tests

    def _lines(self, obj):
        import inspect

        try:
            if inspect.ismodule(obj):
                return 0
            return inspect.findsource(obj)[1] + 1
        except (OSError, TypeError):
            return None

    def _find(self, tests, obj, name, module, globs, seen):
        import inspect

        if id(obj) in seen:
            return
        seen.add(id(obj))
        doc = getattr(obj, "__doc__", None)
        if isinstance(doc, str) and (doc or not self._exclude_empty):
            file = getattr(module, "__file__", None) or getattr(module, "__name__", None)
            test = self._parser.get_doctest(doc, globs, name, file, self._lines(obj))
            if test.examples or not self._exclude_empty:
                tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in list(obj.__dict__.items()):
                if (inspect.isroutine(value) or inspect.isclass(value)) and getattr(value, "__module__", None) == obj.__name__:
                    self._find(tests, value, f"{name}.{key}", module, globs, seen)
            extra = getattr(obj, "__test__", {})
            for key, value in extra.items():
                if isinstance(value, str):
                    test = self._parser.get_doctest(value, globs, f"{name}.__test__.{key}", module.__file__, None)
                    if test.examples:
                        tests.append(test)
                else:
                    self._find(tests, value, f"{name}.__test__.{key}", module, globs, seen)
        elif inspect.isclass(obj):
            for key, value in list(obj.__dict__.items()):
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property):
                    self._find(tests, value, f"{name}.{key}", module, globs, seen)


class OutputChecker:
    """Whether what was printed is what was wanted."""

    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r"(?m)^<BLANKLINE>\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        if optionflags & ELLIPSIS and ELLIPSIS_MARKER in want:
            pattern = ".*?".join([re.escape(part) for part in want.split(ELLIPSIS_MARKER)])
            return re.fullmatch(pattern, got, re.S) is not None
        return False

    def output_difference(self, example, got, optionflags):
        want = example.want

        def indented(text):
            return "".join([f"    {line}\n" for line in text.splitlines()])

        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub(r"(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        if want and got:
            return f"Expected:\n{indented(want)}Got:\n{indented(got)}"
        if want:
            return f"Expected:\n{indented(want)}Got nothing\n"
        if got:
            return f"Expected nothing\nGot:\n{indented(got)}"
        return "Expected nothing\nGot nothing\n"


class DocTestFailure(Exception):
    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


def _without_detail(text):
    text = text.split("\n")[0].partition(":")[0]
    return text.rpartition(".")[2]


class DocTestRunner:
    """Runs the examples and reports those that print something else."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = 0
        self._name2ft = {}

    def report_start(self, out, test, example):
        if self._verbose:
            body = "".join([f"    {line}\n" for line in example.source.splitlines()])
            want = "".join([f"    {line}\n" for line in example.want.splitlines()])
            out(f"Trying:\n{body}" + (f"Expecting:\n{want}" if example.want else "Expecting nothing\n"))

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        text = "".join(traceback.format_exception(exc_info[1]))
        out(self._failure_header(test, example) + "Exception raised:\n"
            + "".join([f"    {line}\n" if line else "\n" for line in text.splitlines()]))

    def _failure_header(self, test, example):
        lines = [self.DIVIDER]
        if test.filename:
            lineno = test.lineno + example.lineno + 1 if test.lineno is not None else "?"
            if test.lineno is not None and test.lineno > 0:
                lineno = test.lineno + example.lineno
            lines.append(f'File "{test.filename}", line {lineno}, in {test.name}')
        else:
            lines.append(f"Line {example.lineno + 1}, in {test.name}")
        lines.append("Failed example:")
        lines.append("".join([f"    {line}\n" for line in example.source.splitlines()]).rstrip("\n"))
        return "\n".join(lines) + "\n"

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        stdout = sys.stdout
        out = out or stdout.write
        failures = tries = 0
        for number, example in enumerate(test.examples):
            flags = self.original_optionflags
            for flag, on in example.options.items():
                flags = flags | flag if on else flags & ~flag
            self.optionflags = flags
            if flags & SKIP:
                continue
            tries += 1
            self.report_start(out, test, example)
            sys.stdout = capture = io.StringIO()
            error = None
            try:
                try:
                    code = compile(example.source, f"<doctest {test.name}[{number}]>", "single")
                    exec(code, test.globs)
                except KeyboardInterrupt:
                    raise
                except BaseException:
                    error = sys.exc_info()
            finally:
                sys.stdout = stdout
            got = capture.getvalue()
            if error is None:
                good = self._checker.check_output(example.want, got, flags)
                if good:
                    self.report_success(out, test, example, got)
                else:
                    failures += 1
                    self.report_failure(out, test, example, got)
            else:
                text = traceback.format_exception_only(error[1])[-1]
                if example.exc_msg is None:
                    failures += 1
                    self.report_unexpected_exception(out, test, example, error)
                    continue
                good = self._checker.check_output(example.exc_msg, text, flags)
                if not good and flags & IGNORE_EXCEPTION_DETAIL:
                    good = _without_detail(example.exc_msg) == _without_detail(text)
                if good:
                    self.report_success(out, test, example, got)
                else:
                    failures += 1
                    self.report_failure(out, test, example, got + "".join(traceback.format_exception(error[1])))
            if failures and flags & FAIL_FAST:
                break
        self.optionflags = self.original_optionflags
        self.failures += failures
        self.tries += tries
        before = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = (before[0] + failures, before[1] + tries)
        if clear_globs:
            test.globs.clear()
        return TestResults(failures, tries)

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        untested, passed, failed = [], [], []
        for name, (f, t) in self._name2ft.items():
            (untested if not t else failed if f else passed).append((name, f, t))
        if verbose:
            if untested:
                print(f"{len(untested)} items had no tests:")
                for name, _, _ in sorted(untested):
                    print("   ", name)
            if passed:
                print(f"{len(passed)} items passed all tests:")
                for name, _, t in sorted(passed):
                    print(f" {t:3d} tests in {name}")
        if failed:
            print(self.DIVIDER)
            print(f"{len(failed)} items had failures:")
            for name, f, t in sorted(failed):
                print(f" {f:3d} of {t:3d} in {name}")
        if verbose:
            print(f"{self.tries} tests in {len(self._name2ft)} items.")
            print(f"{self.tries - self.failures} passed and {self.failures} failed.")
        if self.failures:
            print(f"***Test Failed*** {self.failures} failures.")
        elif verbose:
            print("Test passed.")
        return TestResults(self.failures, self.tries)


class DebugRunner(DocTestRunner):
    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


master = None


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    if m is None:
        m = sys.modules.get("__main__")
    if name is None:
        name = m.__name__
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0,
             extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    with open(filename, encoding=encoding or "utf-8") as file:
        text = file.read()
    globs = {**(globs or {}), **(extraglobs or {}), "__name__": "__main__"}
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name or filename, filename, 0))
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test)


class DocTestCase(unittest.TestCase):
    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test = test
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown
        self._dt_globs = dict(test.globs)

    def setUp(self):
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)

    def runTest(self):
        test = self._dt_test
        test.globs = dict(self._dt_globs)
        out = io.StringIO()
        runner = DocTestRunner(self._dt_checker, False, self._dt_optionflags)
        failures, tries = runner.run(test, out=out.write)
        if failures:
            raise self.failureException(f"Failed doctest test for {test.name}\n\n{runner.DIVIDER}\n{out.getvalue()}")

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)

    def __repr__(self):
        name = self._dt_test.name.split(".")
        return f"{name[-1]} ({'.'.join(name[:-1])})"

    __str__ = __repr__

    def shortDescription(self):
        return "Doctest: " + self._dt_test.name


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    finder = test_finder or DocTestFinder()
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    elif isinstance(module, str):
        module = __import__(module, fromlist=["*"])
    suite = unittest.TestSuite()
    for test in finder.find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            suite.addTest(DocTestCase(test, **options))
    return suite


def DocFileSuite(*paths, module_relative=True, package=None, globs=None, parser=None, encoding=None, **options):
    """A test for each text file: relative paths count from the folder of the caller's module or of `package`."""
    import os

    suite = unittest.TestSuite()
    if package is None:
        place = sys._getframe(1).f_globals.get("__file__", "")
    else:
        place = (__import__(package, fromlist=["*"]) if isinstance(package, str) else package).__file__
    for path in paths:
        file = os.path.join(os.path.dirname(place), *path.split("/")) if module_relative else path
        with open(file, encoding=encoding) as text:
            source = text.read()
        names = dict(globs or {}, __file__=file)
        names.setdefault("__name__", "__main__")
        name = os.path.basename(file)
        test = (parser or DocTestParser()).get_doctest(source, names, name, file, 0)
        suite.addTest(DocTestCase(test, **options))
    return suite
