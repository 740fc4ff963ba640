# Modules beside the program: import, from import, as.
import helper  # expect: loading helper as helper
import helper as h
from helper import double, NAME as name
print(helper.double(4), h is helper, double(5), name, helper.__name__)  # expect: 8 True 10 the helper helper
helper.counter += 1
import helper
print(helper.counter)  # expect: 1
print(helper.bump(), helper.counter)  # expect: 11 11
try:
    from helper import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0])
# expect: ImportError cannot import name 'nothing' from 'helper'
try:
    helper.nothing
except AttributeError as e:
    print(e)
# expect: module 'helper' has no attribute 'nothing'
