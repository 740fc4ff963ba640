# Notes follow the message.
e = ValueError("message")
e.add_note("first note")
e.add_note("second note")
raise e
# expect traceback:
#  Traceback (most recent call last):
#    File "notes.py", line 5, in <module>
#      raise e
#  ValueError: message
#  first note
#  second note
