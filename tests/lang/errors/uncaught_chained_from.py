# raise ... from: both tracebacks, joined by the sentence about the cause.
class ConfigError(Exception):
    pass

def load(text):
    try:
        return int(text)
    except ValueError as e:
        raise ConfigError("bad config") from e

load("abc")
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_chained_from.py", line 7, in load
#      return int(text)
#  ValueError: invalid literal for int() with base 10: 'abc'
#
#  The above exception was the direct cause of the following exception:
#
#  Traceback (most recent call last):
#    File "uncaught_chained_from.py", line 11, in <module>
#      load("abc")
#    File "uncaught_chained_from.py", line 9, in load
#      raise ConfigError("bad config") from e
#  ConfigError: bad config
