# return without value, falling off the end, early return, tuples.
def nothing():
    pass

def bare():
    return

def early(x):
    if x > 0:
        return "positive"
    if x < 0:
        return "negative"

def many():
    return 1, 2, 3

print(nothing(), bare())  # expect: None None
print(early(1), early(-1), early(0))  # expect: positive negative None
a, b, c = many()
print(a, b, c, many())  # expect: 1 2 3 (1, 2, 3)

def from_loop(items):
    for i, x in enumerate(items):
        if x == "stop":
            return i
    else:
        return -1

print(from_loop(["a", "stop"]), from_loop(["a"]))  # expect: 1 -1
