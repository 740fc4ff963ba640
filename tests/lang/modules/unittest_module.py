# A run of tests: what passes, fails, is skipped; the report itself goes to a text.
import io
import unittest


class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class")

    def setUp(self):
        self.n = 1

    def test_equal(self):
        self.assertEqual(self.n, 1)

    def test_differs(self):
        self.assertEqual([1, 2], [1, 3])

    def test_error(self):
        raise KeyError("k")

    @unittest.skip("not now")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("yes")

    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int("x")
        self.assertIn("invalid literal", str(caught.exception))
        with self.assertRaisesRegex(AssertionError, "2 not found in"):
            self.assertIn(2, [1])


out = io.StringIO()
suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
result = unittest.TextTestRunner(stream=out, verbosity=2).run(suite)  # expect: class
lines = out.getvalue().split("\n")
print("\n".join(lines[:11]))
# expect: test_differs (__main__.T.test_differs) ... FAIL
# expect: test_equal (__main__.T.test_equal) ... ok
# expect: test_error (__main__.T.test_error) ... ERROR
# expect: test_expected (__main__.T.test_expected) ... expected failure
# expect: test_parts (__main__.T.test_parts) ...
# expect:   test_parts (__main__.T.test_parts) (i=1) ... FAIL
# expect: test_raises (__main__.T.test_raises) ... ok
# expect: test_skipped (__main__.T.test_skipped) ... skipped 'not now'
# expect:
# expect: ======================================================================
# expect: ERROR: test_error (__main__.T.test_error)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures))
# expect: 7 2 1 1 1
print([line for line in lines if line.startswith(("AssertionError", "KeyError", "FAILED"))])
# expect: ["KeyError: 'k'", 'AssertionError: Lists differ: [1, 2] != [1, 3]', 'AssertionError: 1 == 1', 'FAILED (failures=2, errors=1, skipped=1, expected failures=1)']
