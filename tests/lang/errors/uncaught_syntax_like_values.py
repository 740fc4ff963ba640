# Strings with quotes in messages.
raise KeyError("it's \"quoted\"")
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_syntax_like_values.py", line 2, in <module>
#      raise KeyError("it's \"quoted\"")
#  KeyError: 'it\'s "quoted"'
