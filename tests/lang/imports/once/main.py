# A module is run once, and its globals are its own.
import one
# expect: one runs
# expect: common runs
import two  # expect: two runs
print(one.shared is two.shared, one.shared)  # expect: True ['one', 'two']
x = "main"
print(one.get_x(), x)  # expect: one main
one.x = "changed from main"
print(one.get_x())  # expect: changed from main
from one import x
x = "local"
print(one.get_x(), x)  # expect: changed from main local
