# Own exception classes carry the module's name; no message, no colon.
class Stop(Exception):
    pass

raise Stop
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_custom_module_name.py", line 5, in <module>
#      raise Stop
#  Stop
