print("a starts")
import b
NAME = "a"

def value():
    return "a uses " + b.NAME
print("a ends")
