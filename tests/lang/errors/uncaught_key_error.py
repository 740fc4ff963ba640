# KeyError shows the repr of the key.
config = {"host": "x"}
print(config["port"])
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_key_error.py", line 3, in <module>
#      print(config["port"])
#  KeyError: 'port'
