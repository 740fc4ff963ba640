# global reads and writes the module's name, also when it did not exist.
count = 0

def bump():
    global count
    count += 1

def make():
    global fresh
    fresh = "new"

def shadow():
    count = 99
    return count

bump()
bump()
make()
print(count, fresh, shadow(), count)  # expect: 2 new 99 2

def nested():
    def inner():
        global count
        count = 100
    count = 5
    inner()
    return count

print(nested(), count)  # expect: 5 100
