# Each call makes its own cell; nonlocal writes it.
def counter(start=0):
    n = start
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step

a = counter()
b = counter(100)
print(a(), a(), b(), a(5), b())  # expect: 1 2 101 7 102

def pair():
    value = 0
    def get():
        return value
    def put(x):
        nonlocal value
        value = x
    return get, put

get, put = pair()
put(7)
print(get())  # expect: 7
put("text")
print(get())  # expect: text
