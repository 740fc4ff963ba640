# A default is evaluated when the def runs, and shared by all calls.
def collect(x, into=[]):
    into.append(x)
    return into

print(collect(1))  # expect: [1]
print(collect(2))  # expect: [1, 2]
print(collect(3, []))  # expect: [3]
print(collect(4))  # expect: [1, 2, 4]

n = 5
def show(value=n):
    return value
n = 6
print(show(), show(n))  # expect: 5 6
print(collect.__defaults__)  # expect: ([1, 2, 4],)
