# Slices of lists, assigned and deleted in all proportions, the list itself included.
for start in (None, 0, 1, 3, -2, 9, -9):
    for stop in (None, 0, 2, 4, -1, 9, -9):
        for new in ([], ["a"], ["a", "b"], list("abcdefgh")):
            items = list(range(5))
            items[start:stop] = new
            other = list(range(5))
            other[slice(start, stop)] = tuple(new)
            gone = list(range(5))
            del gone[start:stop]
            if items != other or items[start:stop] != other[slice(start, stop)]:
                print("differ", start, stop, new)
            if len(new) == 2:
                print(start, stop, items, gone)
# expect: None None ['a', 'b'] []
# expect: None 0 ['a', 'b', 0, 1, 2, 3, 4] [0, 1, 2, 3, 4]
# expect: None 2 ['a', 'b', 2, 3, 4] [2, 3, 4]
# expect: None 4 ['a', 'b', 4] [4]
# expect: None -1 ['a', 'b', 4] [4]
# expect: None 9 ['a', 'b'] []
# expect: None -9 ['a', 'b', 0, 1, 2, 3, 4] [0, 1, 2, 3, 4]
# expect: 0 None ['a', 'b'] []
# expect: 0 0 ['a', 'b', 0, 1, 2, 3, 4] [0, 1, 2, 3, 4]
# expect: 0 2 ['a', 'b', 2, 3, 4] [2, 3, 4]
# expect: 0 4 ['a', 'b', 4] [4]
# expect: 0 -1 ['a', 'b', 4] [4]
# expect: 0 9 ['a', 'b'] []
# expect: 0 -9 ['a', 'b', 0, 1, 2, 3, 4] [0, 1, 2, 3, 4]
# expect: 1 None [0, 'a', 'b'] [0]
# expect: 1 0 [0, 'a', 'b', 1, 2, 3, 4] [0, 1, 2, 3, 4]
# expect: 1 2 [0, 'a', 'b', 2, 3, 4] [0, 2, 3, 4]
# expect: 1 4 [0, 'a', 'b', 4] [0, 4]
# expect: 1 -1 [0, 'a', 'b', 4] [0, 4]
# expect: 1 9 [0, 'a', 'b'] [0]
# expect: 1 -9 [0, 'a', 'b', 1, 2, 3, 4] [0, 1, 2, 3, 4]
# expect: 3 None [0, 1, 2, 'a', 'b'] [0, 1, 2]
# expect: 3 0 [0, 1, 2, 'a', 'b', 3, 4] [0, 1, 2, 3, 4]
# expect: 3 2 [0, 1, 2, 'a', 'b', 3, 4] [0, 1, 2, 3, 4]
# expect: 3 4 [0, 1, 2, 'a', 'b', 4] [0, 1, 2, 4]
# expect: 3 -1 [0, 1, 2, 'a', 'b', 4] [0, 1, 2, 4]
# expect: 3 9 [0, 1, 2, 'a', 'b'] [0, 1, 2]
# expect: 3 -9 [0, 1, 2, 'a', 'b', 3, 4] [0, 1, 2, 3, 4]
# expect: -2 None [0, 1, 2, 'a', 'b'] [0, 1, 2]
# expect: -2 0 [0, 1, 2, 'a', 'b', 3, 4] [0, 1, 2, 3, 4]
# expect: -2 2 [0, 1, 2, 'a', 'b', 3, 4] [0, 1, 2, 3, 4]
# expect: -2 4 [0, 1, 2, 'a', 'b', 4] [0, 1, 2, 4]
# expect: -2 -1 [0, 1, 2, 'a', 'b', 4] [0, 1, 2, 4]
# expect: -2 9 [0, 1, 2, 'a', 'b'] [0, 1, 2]
# expect: -2 -9 [0, 1, 2, 'a', 'b', 3, 4] [0, 1, 2, 3, 4]
# expect: 9 None [0, 1, 2, 3, 4, 'a', 'b'] [0, 1, 2, 3, 4]
# expect: 9 0 [0, 1, 2, 3, 4, 'a', 'b'] [0, 1, 2, 3, 4]
# expect: 9 2 [0, 1, 2, 3, 4, 'a', 'b'] [0, 1, 2, 3, 4]
# expect: 9 4 [0, 1, 2, 3, 4, 'a', 'b'] [0, 1, 2, 3, 4]
# expect: 9 -1 [0, 1, 2, 3, 4, 'a', 'b'] [0, 1, 2, 3, 4]
# expect: 9 9 [0, 1, 2, 3, 4, 'a', 'b'] [0, 1, 2, 3, 4]
# expect: 9 -9 [0, 1, 2, 3, 4, 'a', 'b'] [0, 1, 2, 3, 4]
# expect: -9 None ['a', 'b'] []
# expect: -9 0 ['a', 'b', 0, 1, 2, 3, 4] [0, 1, 2, 3, 4]
# expect: -9 2 ['a', 'b', 2, 3, 4] [2, 3, 4]
# expect: -9 4 ['a', 'b', 4] [4]
# expect: -9 -1 ['a', 'b', 4] [4]
# expect: -9 9 ['a', 'b'] []
# expect: -9 -9 ['a', 'b', 0, 1, 2, 3, 4] [0, 1, 2, 3, 4]
items = [1, 2, 3]
items[1:1] = items
print(items)  # expect: [1, 1, 2, 3, 2, 3]
items[:] = items
items[2:4] = items
print(items)  # expect: [1, 1, 1, 1, 2, 3, 2, 3, 2, 3]
items[::2] = items[1::2]
print(items, items[::-1], items[4:0:-2])
# expect: [1, 1, 1, 1, 3, 3, 3, 3, 3, 3] [3, 3, 3, 3, 3, 3, 1, 1, 1, 1] [3, 1]
items[1:3] = (x * x for x in range(4))
print(items)  # expect: [1, 0, 1, 4, 9, 1, 3, 3, 3, 3, 3, 3]
items[:2] = "xyz"
print(items)  # expect: ['x', 'y', 'z', 1, 4, 9, 1, 3, 3, 3, 3, 3, 3]
for bad in (5, None):
    try:
        items[0:1] = bad
    except TypeError as error:
        print(error)
# expect: can only assign an iterable
# expect: can only assign an iterable


class Index:
    def __index__(self):
        items.clear()
        return 1


items = list(range(10))
items[Index():5] = [1, 2]
print(items)  # expect: [1, 2]
print(hash((1, 2.5, "a", (True, None))) == hash((1.0, 2.5, "a", (1, None))), hash(((((((((((1,),),),),),),),),),)) == hash(((((((((((1.0,),),),),),),),),),)))
# expect: True True
for unhashable in ([], (1, []), ((((((((((([],),),),),),),),),),),)):
    try:
        hash(unhashable)
    except TypeError as error:
        print(error)
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'
print(hash((1, 2, 3)), hash(()), hash((1.5, -1, True, (2**70, -0.0))))
# expect: 529344067295497451 5740354900026072187 -2976045311892601647


class Claims:
    @property
    def __class__(self):
        return int


class Plain:
    pass


print(isinstance(Claims(), int), isinstance(Claims(), str), isinstance(Plain(), int), isinstance(Claims(), Claims))
# expect: True False False True
