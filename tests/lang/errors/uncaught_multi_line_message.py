# A message of several lines.
raise ValueError("first line\nsecond line")
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_multi_line_message.py", line 2, in <module>
#      raise ValueError("first line\nsecond line")
#  ValueError: first line
#  second line
