# Two modules that import each other.
import a
# expect: a starts
# expect: b starts
# expect: b ends False
# expect: a ends
print(a.value(), a.b.value())  # expect: a uses b b uses a
