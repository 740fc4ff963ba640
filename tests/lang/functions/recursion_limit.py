# Endless recursion is an exception that can be caught, and the program goes on.
def forever(n):
    return forever(n + 1) + 1

try:
    forever(0)
except RecursionError as e:
    print("RecursionError:", e)
# expect: RecursionError: maximum recursion depth exceeded
print("still here")  # expect: still here

def again():
    try:
        return again()
    except RecursionError:
        return "bottom"

print(again())  # expect: bottom
