print("b starts")
import a
NAME = "b"

def value():
    return "b uses " + a.NAME
print("b ends", hasattr(a, "NAME"))
