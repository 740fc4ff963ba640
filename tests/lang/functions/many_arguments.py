# Calls with very many arguments and displays of many elements.
def count(*args):
    return len(args)

print(count(*range(1000)))  # expect: 1000
print(count(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30))
# expect: 30
many = [i for i in range(500)]
print(count(*many, *many), sum(many))  # expect: 1000 124750
def keys(**kw):
    return len(kw)
print(keys(**{"k" + str(i): i for i in range(300)}))  # expect: 300
print(max(*many), min(3, 1, 2))  # expect: 499 1
