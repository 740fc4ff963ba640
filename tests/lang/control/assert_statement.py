# assert with and without message.
assert True
assert 1 + 1 == 2, "never"
try:
    assert 1 == 2
except AssertionError as e:
    print(repr(e), str(e) == "")
# expect: AssertionError() True
try:
    assert [], "the list is empty"
except AssertionError as e:
    print(e)
# expect: the list is empty
try:
    assert False, ("a", 1)
except AssertionError as e:
    print(e.args)
# expect: (('a', 1),)
