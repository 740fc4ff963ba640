# Cooperative tasks on generators, with messages.
def worker(name, steps):
    for i in range(steps):
        print(name, i)
        yield
    return name + " done"

def run(tasks):
    queue = list(tasks)
    results = []
    while queue:
        t = queue.pop(0)
        try:
            next(t)
        except StopIteration as e:
            results.append(e.value)
        else:
            queue.append(t)
    return results

print(run([worker("a", 2), worker("b", 3), worker("c", 1)]))
# expect: a 0
# expect: b 0
# expect: c 0
# expect: a 1
# expect: b 1
# expect: b 2
# expect: ['c done', 'a done', 'b done']

def bank():
    balance = 0
    reply = None
    while True:
        op, amount = yield reply
        if op == "put":
            balance += amount
            reply = balance
        elif op == "take":
            if amount > balance:
                reply = "refused"
            else:
                balance -= amount
                reply = balance

b = bank()
next(b)
print(b.send(("put", 100)), b.send(("take", 30)), b.send(("take", 300)))  # expect: 100 70 refused
gens = [worker(str(i), 1) for i in range(100)]
print(sum(1 for g in gens))  # expect: 100
