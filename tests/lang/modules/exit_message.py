# A text given to sys.exit goes to standard error; the status is 1.
import sys
print("before")  # expect: before
sys.exit("fatal: reason")
# expect exit: 1
