# A builtin that is nearly right, inside a handler.
try:
    [].appendd(1)
except AttributeError as e:
    print(e)
# expect: 'list' object has no attribute 'appendd'
pritn("x")
# expect error: NameError: name 'pritn' is not defined. Did you mean: 'print'?
