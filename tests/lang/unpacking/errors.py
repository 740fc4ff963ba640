# Wrong counts and things that are not iterable.
def attempt(f):
    try:
        f()
        print("ok")
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)

def too_many():
    a, b = [1, 2, 3]

def too_few():
    a, b, c = (1, 2)

def starred():
    a, *b, c = [1]

def not_iterable():
    a, b = 5

def none():
    (a,) = None

def text():
    a, b = "abc"

def gen():
    a, b = (i for i in range(5))

def nested():
    (a, b), c = [1, 2]

for f in (too_many, too_few, starred, not_iterable, none, text, gen, nested):
    attempt(f)
# expect: ValueError too many values to unpack (expected 2)
# expect: ValueError not enough values to unpack (expected 3, got 2)
# expect: ValueError not enough values to unpack (expected at least 2, got 1)
# expect: TypeError cannot unpack non-iterable int object
# expect: TypeError cannot unpack non-iterable NoneType object
# expect: ValueError too many values to unpack (expected 2)
# expect: ValueError too many values to unpack (expected 2)
# expect: TypeError cannot unpack non-iterable int object
