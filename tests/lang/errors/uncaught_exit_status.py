# The status of an uncaught exception is 1, output before it is kept.
print("one")  # expect: one
print("two", end="")
raise Exception("end")
# expect: two
# expect error: Exception: end
