"""Tests: classes of tests, collecting them, running them."""

import sys

from unittest.case import (
    FunctionTestCase,
    SkipTest,
    TestCase,
    _SubTest,
    addModuleCleanup,
    doModuleCleanups,
    enterModuleContext,
    expectedFailure,
    skip,
    skipIf,
    skipUnless,
)
from unittest.result import TestResult, TextTestResult, TextTestRunner

__unittest = True
__all__ = ["TestResult", "TestCase", "IsolatedAsyncioTestCase", "TestSuite", "TextTestRunner", "TestLoader",
           "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless",
           "expectedFailure", "TextTestResult", "installHandler", "registerResult", "removeResult", "removeHandler",
           "addModuleCleanup", "doModuleCleanups", "enterModuleContext", "getTestCaseNames", "makeSuite", "findTestCases"]


class BaseTestSuite:
    """Tests in an order."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self])

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, BaseTestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for test in self:
            if result.shouldStop:
                break
            test(result)
        return result

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        for test in self:
            test.debug()


class _Failed:
    """Stands for a class or module whose preparation failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.description

    def countTestCases(self):
        return 0


_Failed.failureException = AssertionError


class TestSuite(BaseTestSuite):
    """Tests, with the preparation of their classes and modules around them."""

    def run(self, result, debug=False):
        top = False
        if not getattr(result, "_testRunEntered", False):
            result._testRunEntered = top = True
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False):
                    continue
            test(result)
        if top:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def _report(self, result, what, name):
        info = sys.exc_info()
        holder = _Failed(f"{what} ({name})")
        if isinstance(info[1], SkipTest):
            result.addSkip(holder, str(info[1]))
        else:
            result.addError(holder, info)

    def _enter_class(self, test, result):
        cls = test.__class__
        previous = getattr(result, "_previousTestClass", None)
        if cls is previous or getattr(result, "_moduleSetUpFailed", False) or getattr(cls, "__unittest_skip__", False):
            return
        try:
            cls._classSetupFailed = False
        except TypeError:
            pass
        setup = getattr(cls, "setUpClass", None)
        if setup is not None:
            try:
                setup()
            except Exception:
                cls._classSetupFailed = True
                self._report(result, "setUpClass", f"{cls.__module__}.{cls.__qualname__}")
                self._class_cleanups(cls, result, "setUpClass")

    def _class_cleanups(self, cls, result, what):
        clean = getattr(cls, "doClassCleanups", None)
        if clean is not None:
            clean()
            for info in cls.tearDown_exceptions:
                result.addError(_Failed(f"{what} ({cls.__module__}.{cls.__qualname__})"), info)

    def _leave_class(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or (test is not None and test.__class__ is previous):
            return
        if (
            getattr(previous, "_classSetupFailed", False)
            or getattr(result, "_moduleSetUpFailed", False)
            or getattr(previous, "__unittest_skip__", False)
        ):
            return
        down = getattr(previous, "tearDownClass", None)
        if down is not None:
            try:
                down()
            except Exception:
                self._report(result, "tearDownClass", f"{previous.__module__}.{previous.__qualname__}")
        self._class_cleanups(previous, result, "tearDownClass")

    def _enter_module(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        current = test.__class__.__module__
        if previous is not None and previous.__module__ == current:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        setup = getattr(module, "setUpModule", None)
        if setup is not None:
            try:
                setup()
            except Exception:
                result._moduleSetUpFailed = True
                self._report(result, "setUpModule", current)

    def _leave_module(self, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or getattr(result, "_moduleSetUpFailed", False):
            return
        module = sys.modules.get(previous.__module__)
        down = getattr(module, "tearDownModule", None)
        try:
            if down is not None:
                down()
            doModuleCleanups()
        except Exception:
            self._report(result, "tearDownModule", previous.__module__)


def _failing_test(name, error, loader):
    def fail(self):
        raise error

    cls = type("_FailedTest", (TestCase,), {name: fail, "__module__": "unittest.loader"})
    return cls(name)


class TestLoader:
    """Finds tests in classes and modules."""

    testMethodPrefix = "test"
    testNamePatterns = None
    suiteClass = TestSuite

    def __init__(self):
        self.errors = []

    @staticmethod
    def sortTestMethodsUsing(a, b):
        return (a > b) - (a < b)

    def getTestCaseNames(self, testCaseClass):
        names = []
        for name in dir(testCaseClass):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                continue
            if self.testNamePatterns:
                from fnmatch import fnmatchcase

                full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
                if not any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns):
                    continue
            names.append(name)
        if self.sortTestMethodsUsing:
            import functools

            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *args, pattern=None, **kwargs):
        tests = []
        for name in dir(module):
            found = getattr(module, name)
            if isinstance(found, type) and issubclass(found, TestCase) and found not in (TestCase, FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(found))
        suite = self.suiteClass(tests)
        load = getattr(module, "load_tests", None)
        if load is not None:
            try:
                return load(self, suite, pattern)
            except Exception as e:
                self.errors.append(str(e))
                return self.suiteClass([_failing_test(module.__name__, e, self)])
        return suite

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        if module is None:
            count = len(parts)
            while count:
                try:
                    module = __import__(".".join(parts[:count]))
                    break
                except ImportError as e:
                    count -= 1
                    if not count:
                        self.errors.append(str(e))
                        return self.suiteClass([_failing_test(parts[0], e, self)])
            parts = parts[1:]
        found, parent = module, None
        for part in parts:
            try:
                parent, found = found, getattr(found, part)
            except AttributeError as e:
                self.errors.append(str(e))
                return self.suiteClass([_failing_test(part, e, self)])
        if isinstance(found, type(sys)):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(parent, type) and issubclass(parent, TestCase) and callable(found):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(found, TestSuite):
            return found
        if callable(found):
            test = found()
            if isinstance(test, TestSuite):
                return test
            if isinstance(test, TestCase):
                return self.suiteClass([test])
            raise TypeError(f"calling {found} returned {test}, not a test")
        raise TypeError(f"don't know how to make test from: {found}")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        import os
        from fnmatch import fnmatch

        if start_dir not in sys.path:
            sys.path.insert(0, os.path.abspath(start_dir))
        found = sorted(name for name in os.listdir(start_dir) if fnmatch(name, pattern) and name.endswith(".py"))
        return self.suiteClass([self.loadTestsFromName(name[:-3]) for name in found])


defaultTestLoader = TestLoader()


def getTestCaseNames(testCaseClass, prefix, sortUsing=None, testNamePatterns=None):
    loader = TestLoader()
    loader.testMethodPrefix = prefix
    loader.testNamePatterns = testNamePatterns
    return loader.getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=None, suiteClass=TestSuite):
    loader = TestLoader()
    loader.testMethodPrefix = prefix
    loader.suiteClass = suiteClass
    return loader.loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix="test", sortUsing=None, suiteClass=TestSuite):
    return defaultTestLoader.loadTestsFromModule(module)


def installHandler():
    pass


def registerResult(result):
    pass


def removeResult(result):
    return False


def removeHandler(method=None):
    return method


class IsolatedAsyncioTestCase(TestCase):
    """Tests that may be coroutines: each runs to its end on its own."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, function, /, *args, **kwargs):
        self.addCleanup(lambda: self._drive(function(*args, **kwargs)))

    def _drive(self, awaitable):
        try:
            import asyncio
        except ImportError:
            try:
                while True:
                    awaitable.send(None)
            except StopIteration as e:
                return e.value
        return asyncio.run(awaitable)

    def _callSetUp(self):
        self.setUp()
        self._drive(self.asyncSetUp())

    def _callTestMethod(self, method):
        made = method()
        if hasattr(made, "send"):
            self._drive(made)

    def _callTearDown(self):
        self._drive(self.asyncTearDown())
        self.tearDown()


class TestProgram:
    """The command line: loads the tests of a module, runs them and ends the program."""

    def __init__(
        self,
        module="__main__",
        defaultTest=None,
        argv=None,
        testRunner=None,
        testLoader=defaultTestLoader,
        exit=True,
        verbosity=1,
        failfast=None,
        catchbreak=None,
        buffer=None,
        warnings=None,
        *,
        tb_locals=False,
    ):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        if argv is None:
            argv = sys.argv
        self.exit = exit
        self.failfast = failfast
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = argv[0].rpartition("/")[2] if argv else ""
        self.parseArgs(argv)
        self.runTests()

    def parseArgs(self, argv):
        names = []
        patterns = []
        i = 1
        while i < len(argv):
            arg = argv[i]
            i += 1
            if arg in ("-v", "--verbose"):
                self.verbosity = 2
            elif arg in ("-q", "--quiet"):
                self.verbosity = 0
            elif arg in ("-f", "--failfast"):
                self.failfast = True
            elif arg in ("-b", "--buffer"):
                self.buffer = True
            elif arg in ("-c", "--catch", "--locals"):
                pass
            elif arg == "-k" and i < len(argv):
                patterns.append(argv[i])
                i += 1
            elif arg.startswith("-k") and len(arg) > 2:
                patterns.append(arg[2:])
            elif arg.startswith("-") and len(arg) > 1:
                print(f"usage: {self.progName} [-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k TESTNAMEPATTERNS]", file=sys.stderr)
                print(" " * 7 + " " * len(self.progName) + " [tests ...]", file=sys.stderr)
                print(f"{self.progName}: error: unrecognized arguments: {arg}", file=sys.stderr)
                sys.exit(2)
            else:
                names.append(arg)
        if patterns:
            self.testLoader.testNamePatterns = [p if "*" in p else f"*{p}*" for p in patterns]
        if names:
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        elif self.defaultTest is not None:
            chosen = self.defaultTest
            self.test = self.testLoader.loadTestsFromNames([chosen] if isinstance(chosen, str) else list(chosen), self.module)
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def runTests(self):
        runner = self.testRunner or TextTestRunner
        if isinstance(runner, type):
            try:
                runner = runner(
                    verbosity=self.verbosity,
                    failfast=self.failfast,
                    buffer=self.buffer,
                    warnings=self.warnings,
                    tb_locals=self.tb_locals,
                )
            except TypeError:
                runner = runner()
        self.result = runner.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
