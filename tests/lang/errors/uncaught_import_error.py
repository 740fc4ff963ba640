# A module that does not exist.
print("start")  # expect: start
import no_such_module_here
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_import_error.py", line 3, in <module>
#      import no_such_module_here
#  ModuleNotFoundError: No module named 'no_such_module_here'
