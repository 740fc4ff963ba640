"""unittest.case: one test, its assertions, and how it is run."""

import collections
import contextlib
import pprint
import re
import sys
import time
import warnings

__unittest = True


class SkipTest(Exception):
    """Raised to skip a test."""


class _ShouldStop(Exception):
    """Raised to leave a test after a failure, when the run stops at the first."""


def _shorten(obj, short=False, limit=80):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < limit:
        return text
    return text[:limit] + " [truncated]..."


def _squeeze(text, head, tail):
    cut = len(text) - head - tail
    if cut > 12:
        text = f"{text[:head]}[{cut} chars]{text[len(text) - tail:]}"
    return text


def _common_prefix(texts):
    low, high = min(texts), max(texts)
    n = 0
    while n < len(low) and n < len(high) and low[n] == high[n]:
        n += 1
    return low[:n]


def _shorten_all(*args):
    """Representations of values that are compared, with long equal beginnings and ends cut."""
    texts = [_shorten(arg) for arg in args]
    longest = max(map(len, texts))
    if longest <= 80:
        return tuple(texts)
    prefix = _common_prefix(texts)
    at = len(prefix)
    common = 80 - (longest - at + 5 + 12 + 5)
    if common > 5:
        prefix = _squeeze(prefix, 5, common)
        return tuple([prefix + text[at:] for text in texts])
    prefix = _squeeze(prefix, 5, 5)
    return tuple([prefix + _squeeze(text[at:], 5, 5) for text in texts])


def _class_name(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def _identity(value):
    return value


def _skip_with(reason):
    def decorate(item):
        if not isinstance(item, type):

            def wrapper(*args, **kwargs):
                raise SkipTest(reason)

            for name in ("__module__", "__name__", "__qualname__", "__doc__"):
                setattr(wrapper, name, getattr(item, name, None))
            wrapper.__wrapped__ = item
            item = wrapper
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    return decorate


def skip(reason):
    if callable(reason) and hasattr(reason, "__code__"):
        return _skip_with("")(reason)
    return _skip_with(reason)


def skipIf(condition, reason):
    return skip(reason) if condition else _identity


def skipUnless(condition, reason):
    return _identity if condition else skip(reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def doModuleCleanups():
    errors = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as e:
            errors.append(e)
    if errors:
        raise errors[0]


def _enter_context(cm, add_cleanup):
    cls = type(cm)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError(
            f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol"
        ) from None
    result = enter(cm)
    add_cleanup(leave, cm, None, None, None)
    return result


def enterModuleContext(cm):
    return _enter_context(cm, addModuleCleanup)


class _Outcome:
    """What has happened in a test so far."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting_failure = False
        self.expected = None
        self.has_subtests = hasattr(result, "addSubTest")

    @contextlib.contextmanager
    def watch(self, test, subtest=False):
        before = self.success
        self.success = True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self.success = False
            _add_skip(self.result, test, str(e))
        except _ShouldStop:
            pass
        except:
            info = sys.exc_info()
            if self.expecting_failure:
                self.expected = info
            else:
                self.success = False
                if subtest:
                    self.result.addSubTest(test.test_case, test, info)
                elif issubclass(info[0], test.failureException):
                    self.result.addFailure(test, info)
                else:
                    self.result.addError(test, info)
        else:
            if subtest and self.success and self.has_subtests:
                self.result.addSubTest(test.test_case, test, None)
        finally:
            self.success = self.success and before


def _add_skip(result, test, reason):
    add = getattr(result, "addSkip", None)
    if add is not None:
        add(test, reason)


class _BaseContext:
    def __init__(self, test_case):
        self.test_case = test_case

    def _fail(self, text):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, text))


class _RaisesBase(_BaseContext):
    def __init__(self, expected, test_case, pattern=None):
        super().__init__(test_case)
        self.expected = expected
        if pattern is not None and isinstance(pattern, (str, bytes)):
            pattern = re.compile(pattern)
        self.expected_regex = pattern
        self.obj_name = None
        self.msg = None

    def handle(self, name, args, kwargs):
        try:
            base = self._base
            expected = self.expected
            for one in expected if isinstance(expected, tuple) else (expected,):
                if not (isinstance(one, type) and issubclass(one, base)):
                    raise TypeError(f"{name}() arg 1 must be {self._base_text}")
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
                return self
            function, *args = args
            self.obj_name = getattr(function, "__name__", None) or str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None

    def _name(self):
        expected = self.expected
        return getattr(expected, "__name__", None) or str(expected)


class _AssertRaises(_RaisesBase):
    _base = BaseException
    _base_text = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            name = self._name()
            if self.obj_name:
                self._fail(f"{name} not raised by {self.obj_name}")
            self._fail(f"{name} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(value)):
            self._fail(f'"{self.expected_regex.pattern}" does not match "{value}"')
        return True


class _AssertWarns(_RaisesBase):
    _base = Warning
    _base_text = "a warning type or tuple of warning types"

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.manager = warnings.catch_warnings(record=True)
        self.warnings = self.manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, tb):
        self.manager.__exit__(kind, value, tb)
        if kind is not None:
            return
        first = None
        for one in self.warnings:
            message = one.message
            if not isinstance(message, self.expected):
                continue
            if first is None:
                first = message
            if self.expected_regex is not None and not self.expected_regex.search(str(message)):
                continue
            self.warning = message
            self.filename = one.filename
            self.lineno = one.lineno
            return
        if first is not None:
            self._fail(f'"{self.expected_regex.pattern}" does not match "{first}"')
        if self.obj_name:
            self._fail(f"{self._name()} not triggered by {self.obj_name}")
        self._fail(f"{self._name()} not triggered")


_Watched = collections.namedtuple("_LoggingWatcher", ["records", "output"])


class _AssertLogs(_BaseContext):
    def __init__(self, test_case, name, level, none):
        import logging

        super().__init__(test_case)
        self.logger_name = name
        self.level = logging._nameToLevel.get(level, level) if level else logging.INFO
        self.msg = None
        self.none = none

    def __enter__(self):
        import logging

        name = self.logger_name
        self.logger = logger = name if isinstance(name, logging.Logger) else logging.getLogger(name)
        watcher = _Watched([], [])

        class Capture(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(self.format(record))

        handler = Capture()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        self.watcher = watcher
        self.old = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.none else watcher

    def __exit__(self, kind, value, tb):
        import logging

        self.logger.handlers, level, self.logger.propagate = self.old
        self.logger.setLevel(level)
        if kind is not None:
            return False
        if self.none:
            if self.watcher.records:
                self._fail(f"Unexpected logs found: {self.watcher.output!r}")
        elif not self.watcher.records:
            self._fail(f"no logs of level {logging.getLevelName(self.level)} or higher triggered on {self.logger.name}")


def _diff_lines(first, second):
    import difflib

    return list(difflib.ndiff(first, second))


class TestCase:
    """A class whose methods are tests."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2**16
    _classSetupFailed = False
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        try:
            method = getattr(self, methodName)
        except AttributeError:
            if methodName != "runTest":
                raise ValueError(f"no such test method in {self.__class__}: {methodName}") from None
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {}
        self.addTypeEqualityFunc(dict, "assertDictEqual")
        self.addTypeEqualityFunc(list, "assertListEqual")
        self.addTypeEqualityFunc(tuple, "assertTupleEqual")
        self.addTypeEqualityFunc(set, "assertSetEqual")
        self.addTypeEqualityFunc(frozenset, "assertSetEqual")
        self.addTypeEqualityFunc(str, "assertMultiLineEqual")

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        return _enter_context(cm, cls.addClassCleanup)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest.result import TestResult

        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return f"{_class_name(self.__class__)}.{self._testMethodName}"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        name = self._testMethodName
        return f"{name} ({_class_name(self.__class__)}.{name})"

    def __repr__(self):
        return f"<{_class_name(self.__class__)} testMethod={self._testMethodName}>"

    @contextlib.contextmanager
    def subTest(self, msg=object, **params):
        if self._outcome is None or not self._outcome.has_subtests:
            yield
            return
        parent = self._subtest
        if parent is not None:
            params = {**parent.params, **params}
        self._subtest = _SubTest(self, msg, params)
        try:
            with self._outcome.watch(self._subtest, subtest=True):
                yield
            if not self._outcome.success:
                if self._outcome.result is not None and self._outcome.result.failfast:
                    raise _ShouldStop
            elif self._outcome.expected:
                raise _ShouldStop
        finally:
            self._subtest = parent

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None:
            warnings.warn(
                f"It is deprecated to return a value that is not None from a test case ({method})",
                DeprecationWarning,
                stacklevel=3,
            )

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        own = result is None
        if own:
            result = self.defaultTestResult()
            start = getattr(result, "startTestRun", None)
            if start is not None:
                start()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                why = getattr(self.__class__, "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
                _add_skip(result, self, why)
                return result
            expecting = getattr(self, "__unittest_expecting_failure__", False) or getattr(
                method, "__unittest_expecting_failure__", False
            )
            outcome = _Outcome(result)
            began = time.perf_counter()
            try:
                self._outcome = outcome
                with outcome.watch(self):
                    self._callSetUp()
                if outcome.success:
                    outcome.expecting_failure = expecting
                    with outcome.watch(self):
                        self._callTestMethod(method)
                    outcome.expecting_failure = False
                    with outcome.watch(self):
                        self._callTearDown()
                self.doCleanups()
                if hasattr(result, "addDuration"):
                    result.addDuration(self, time.perf_counter() - began)
                if outcome.success:
                    if not expecting:
                        result.addSuccess(self)
                    elif outcome.expected:
                        result.addExpectedFailure(self, outcome.expected)
                    else:
                        result.addUnexpectedSuccess(self)
                return result
            finally:
                outcome.expected = None
                self._outcome = None
        finally:
            result.stopTest(self)
            if own:
                stop = getattr(result, "stopTestRun", None)
                if stop is not None:
                    stop()

    def doCleanups(self):
        outcome = self._outcome or _Outcome(None)
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.watch(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        method = getattr(self, self._testMethodName)
        if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            why = getattr(self.__class__, "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
            raise SkipTest(why)
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        if msg is None:
            return standard
        try:
            return f"{standard} : {msg}"
        except UnicodeDecodeError:
            return f"{_shorten(standard)} : {_shorten(msg)}"

    def _failed(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._failed(msg, f"{_shorten(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._failed(msg, f"{_shorten(expr)} is not false")

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _AssertRaises(expected_exception, self)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _AssertRaises(expected_exception, self, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        context = _AssertWarns(expected_warning, self)
        return context.handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        context = _AssertWarns(expected_warning, self, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, True)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            found = self._type_equality_funcs.get(type(first))
            if found is not None:
                return getattr(self, found) if isinstance(found, str) else found
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._failed(msg, "%s != %s" % _shorten_all(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._failed(msg, f"{_shorten(first)} == {_shorten(second)}")

    def _close(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            return diff <= delta, f"within {_shorten(delta)} delta ({_shorten(diff)} difference)"
        if places is None:
            places = 7
        return round(diff, places) == 0, f"within {places!r} places ({_shorten(diff)} difference)"

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        close, how = self._close(first, second, places, delta)
        if not close:
            self._failed(msg, f"{_shorten(first)} != {_shorten(second)} {how}")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if delta is not None:
            diff = abs(first - second)
            if not first == second and diff > delta:
                return
            self._failed(
                msg, f"{_shorten(first)} == {_shorten(second)} within {_shorten(delta)} delta ({_shorten(diff)} difference)"
            )
        if places is None:
            places = 7
        if first == second or round(abs(second - first), places) == 0:
            self._failed(msg, f"{_shorten(first)} == {_shorten(second)} within {places!r} places")

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            name = seq_type.__name__
            if not isinstance(seq1, seq_type):
                raise self.failureException(f"First sequence is not a {name}: {_shorten(seq1)}")
            if not isinstance(seq2, seq_type):
                raise self.failureException(f"Second sequence is not a {name}: {_shorten(seq2)}")
        else:
            name = "sequence"
        text = None
        try:
            len1 = len(seq1)
        except (TypeError, NotImplementedError):
            text = f"First {name} has no length.    Non-sequence?"
        if text is None:
            try:
                len2 = len(seq2)
            except (TypeError, NotImplementedError):
                text = f"Second {name} has no length.    Non-sequence?"
        if text is None:
            if seq1 == seq2:
                return
            text = "%ss differ: %s != %s\n" % ((name.capitalize(),) + _shorten_all(seq1, seq2))
            for i in range(min(len1, len2)):
                try:
                    item1 = seq1[i]
                except (TypeError, IndexError, NotImplementedError):
                    text += f"\nUnable to index element {i} of first {name}\n"
                    break
                try:
                    item2 = seq2[i]
                except (TypeError, IndexError, NotImplementedError):
                    text += f"\nUnable to index element {i} of second {name}\n"
                    break
                if item1 != item2:
                    text += "\nFirst differing element %d:\n%s\n%s\n" % ((i,) + _shorten_all(item1, item2))
                    break
            else:
                if len1 == len2 and seq_type is None and type(seq1) != type(seq2):
                    return
            for more, less, which, seq in ((len1, len2, "First", seq1), (len2, len1, "Second", seq2)):
                if more > less:
                    text += f"\n{which} {name} contains {more - less} additional elements.\n"
                    try:
                        text += f"First extra element {less}:\n{_shorten(seq[less])}\n"
                    except (TypeError, IndexError, NotImplementedError):
                        text += f"Unable to index element {less} of {which.lower()} {name}\n"
        diff = "\n" + "\n".join(_diff_lines(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines()))
        self._failed(msg, self._truncate(text, diff))

    def _truncate(self, text, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return text + diff
        return text + f"\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        sides = []
        for a, b, which in ((set1, set2, "first"), (set2, set1, "second")):
            try:
                sides.append(a.difference(b))
            except TypeError as e:
                self.fail(f"invalid type when attempting set difference: {e}")
            except AttributeError as e:
                self.fail(f"{which} argument does not support set difference: {e}")
        if not (sides[0] or sides[1]):
            return
        lines = []
        for side, which in zip(sides, ("first", "second")):
            if side:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines.extend(map(repr, side))
        self._failed(msg, "\n".join(lines))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._failed(msg, f"{_shorten(member)} not found in {_shorten(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._failed(msg, f"{_shorten(member)} unexpectedly found in {_shorten(container)}")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._failed(msg, f"{_shorten(expr1)} is not {_shorten(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._failed(msg, f"unexpectedly identical: {_shorten(expr1)}")

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            text = "%s != %s" % _shorten_all(d1, d2)
            diff = "\n" + "\n".join(_diff_lines(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines()))
            self._failed(msg, self._truncate(text, diff))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        warnings.warn("assertDictContainsSubset is deprecated", DeprecationWarning)
        missing, wrong = [], []
        for key, value in subset.items():
            if key not in dictionary:
                missing.append(key)
            elif value != dictionary[key]:
                wrong.append(f"{_shorten(key)}, expected: {_shorten(value)}, actual: {_shorten(dictionary[key])}")
        if not (missing or wrong):
            return
        text = ""
        if missing:
            text = f"Missing: {','.join([_shorten(m) for m in missing])}"
        if wrong:
            text += ("; " if text else "") + f"Mismatched values: {','.join(wrong)}"
        self._failed(msg, text)

    def assertCountEqual(self, first, second, msg=None):
        first_list, second_list = list(first), list(second)
        differences = []
        try:
            one, two = collections.Counter(first_list), collections.Counter(second_list)
        except TypeError:
            rest = list(second_list)
            seen = []
            for value in first_list + second_list:
                if not any(value is s or value == s for s in seen):
                    seen.append(value)
                    count1 = sum(1 for x in first_list if x is value or x == value)
                    count2 = sum(1 for x in rest if x is value or x == value)
                    if count1 != count2:
                        differences.append((count1, count2, value))
        else:
            if one == two:
                return
            for value, count in one.items():
                if count != two.get(value, 0):
                    differences.append((count, two.get(value, 0), value))
            for value, count in two.items():
                if value not in one:
                    differences.append((0, count, value))
        if differences:
            lines = [f"First has {a}, Second has {b}:  {value!r}" for a, b, value in differences]
            self._failed(msg, self._truncate("Element counts were not equal:\n", "\n".join(lines)))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        one, two = first, second
        first_lines, second_lines = first.splitlines(keepends=True), second.splitlines(keepends=True)
        if len(first_lines) == 1 and first.strip("\r\n") == first:
            first_lines = [first + "\n"]
            second_lines = [second + "\n"]
            one, two = _shorten_all(first, second)
            text = f"{one} != {two}"
        else:
            text = "%s != %s" % _shorten_all(first, second)
        import difflib

        self._failed(msg, self._truncate(text, "\n" + "".join(difflib.ndiff(first_lines, second_lines))))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._failed(msg, f"{_shorten(a)} not less than {_shorten(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._failed(msg, f"{_shorten(a)} not less than or equal to {_shorten(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._failed(msg, f"{_shorten(a)} not greater than {_shorten(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._failed(msg, f"{_shorten(a)} not greater than or equal to {_shorten(b)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._failed(msg, f"{_shorten(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._failed(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._failed(msg, f"{_shorten(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._failed(msg, f"{_shorten(obj)} is an instance of {cls!r}")

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self._failed(msg, f"Regex didn't match: {expected_regex.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            found = text[match.start() : match.end()]
            self._failed(msg, f"Regex matched: {found!r} matches {unexpected_regex.pattern!r} in {text!r}")

    failUnlessEqual = assertEquals = assertEqual
    assertNotEquals = assertNotEqual
    assert_ = assertTrue
    assertRaisesRegexp = assertRaisesRegex
    assertRegexpMatches = assertRegex
    assertNotRegexpMatches = assertNotRegex
    assertAlmostEquals = assertAlmostEqual
    assertNotAlmostEquals = assertNotAlmostEqual


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._testFunc = testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)

    def __str__(self):
        return f"{_class_name(self.__class__)} ({self._testFunc.__name__})"

    def __repr__(self):
        return f"<{_class_name(self.__class__)} tec={self._testFunc}>"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split("\n")[0].strip() or None


class _SubTest(TestCase):
    """A part of a test that may fail on its own."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not object:
            parts.append(f"[{self._message}]")
        if self.params:
            parts.append(f"({', '.join([f'{key}={value!r}' for key, value in self.params.items()])})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"
