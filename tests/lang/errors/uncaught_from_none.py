# from None hides the context.
try:
    {}["x"]
except KeyError:
    raise RuntimeError("only this one") from None
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_from_none.py", line 5, in <module>
#      raise RuntimeError("only this one") from None
#  RuntimeError: only this one
