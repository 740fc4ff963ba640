# Classes with __iter__ and __next__, iter with a sentinel, __getitem__.
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

print(list(Countdown(3)), sum(Countdown(4)), [x for x in Countdown(2)])  # expect: [3, 2, 1] 10 [2, 1]
for x in Countdown(2):
    print(x)
# expect: 2
# expect: 1

class Fresh:
    def __iter__(self):
        yield "a"
        yield "b"

f = Fresh()
print(list(f), list(f), "a" in f, dict(zip(f, range(2))), [*f], (lambda *a: a)(*f))
# expect: ['a', 'b'] ['a', 'b'] True {'a': 0, 'b': 1} ['a', 'b'] ('a', 'b')
x, y = f
print(x, y)  # expect: a b
values = [1, 2, 0, 3]
print(list(iter(lambda: values.pop(0), 0)))  # expect: [1, 2]

class Items:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError("end")
        return i * i

print(list(Items()), [v for v in Items()])  # expect: [0, 1, 4] [0, 1, 4]

class NotIter:
    def __iter__(self):
        return 5

for bad in (NotIter(), 5, None, NotIter):
    try:
        for _ in bad:
            pass
    except TypeError as e:
        print(e)
# expect: iter() returned non-iterator of type 'int'
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: 'type' object is not iterable
try:
    next([])
except TypeError as e:
    print(e)
# expect: 'list' object is not an iterator
it = iter("ab")
print(next(it), list(it), list(it))  # expect: a ['b'] []
