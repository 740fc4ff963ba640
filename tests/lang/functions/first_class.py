# Functions are values: passed, returned, stored, compared.
def twice(f, x):
    return f(f(x))

def add_one(x):
    return x + 1

print(twice(add_one, 5))  # expect: 7
table = {"inc": add_one, "neg": lambda x: -x}
for name in table:
    print(name, table[name](10))
# expect: inc 11
# expect: neg -10
ops = [abs, len, str]
print(ops[0](-3), ops[1]("abcd"), ops[2](12) + "!")  # expect: 3 4 12!

def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run

print(compose(str, add_one, abs)(-41))  # expect: 42
print(add_one is add_one, add_one == twice)  # expect: True False
print(callable(add_one), callable(3), callable(int))  # expect: True False True
