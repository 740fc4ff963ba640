# What `__index__` gives is an int, whatever int-like it came from (PEP 357; exactly int since 3.10).
class Own(int):
    pass

for start in (True, Own(4)):
    print(next(iter(enumerate("a", start))), type(range(start).stop))
# expect: (1, 'a') <class 'int'>
# expect: (4, 'a') <class 'int'>
print(range(False, True, True))  # expect: range(0, 1)

bare = object()
for look in (lambda: setattr(bare, "x", 1), lambda: bare.__dict__):
    try:
        print(look())
    except AttributeError as e:
        print(e)
# expect: 'object' object has no attribute 'x'
# expect: 'object' object has no attribute '__dict__'
