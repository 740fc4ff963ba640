# What atexit registers runs at the end, the last one first.
import atexit
atexit.register(print, "second", 2)
@atexit.register
def first():
    print("first")
print("program")  # expect: program
# expect: first
# expect: second 2
