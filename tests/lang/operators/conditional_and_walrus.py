# Conditional expressions and assignment expressions.
x = 5
print("big" if x > 3 else "small")  # expect: big
print([("even" if i % 2 == 0 else "odd") for i in range(3)])  # expect: ['even', 'odd', 'even']
if (n := len("hello")) > 3:
    print(n)
# expect: 5
values = [1, 2, 3, 4, 5, 6]
print([y for v in values if (y := v * v) > 10], y)  # expect: [16, 25, 36] 36
data = iter([3, 2, 1, 0, 9])
while (item := next(data)) != 0:
    print(item)
# expect: 3
# expect: 2
# expect: 1
print((a := 1) + (b := 2), a, b)  # expect: 3 1 2

def f():
    total = 0
    return [total := total + v for v in range(5)]

print(f())  # expect: [0, 1, 3, 6, 10]
print(any((found := v) > 4 for v in values), found)  # expect: True 5
