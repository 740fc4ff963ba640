# Branching.
def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "digit"
    elif n < 100:
        if n % 10 == 0:
            return "round"
        else:
            return "two digits"
    else:
        return "large"

for n in (-5, 0, 7, 20, 21, 1000):
    print(n, kind(n))
# expect: -5 negative
# expect: 0 zero
# expect: 7 digit
# expect: 20 round
# expect: 21 two digits
# expect: 1000 large
if []:
    print("never")
elif {}:
    print("never")
else:
    print("empty things are false")
# expect: empty things are false
if not None: print("one line")  # expect: one line
if True: pass
x = 3
if x == 1: print("one")
elif x == 3: print("three")
# expect: three
