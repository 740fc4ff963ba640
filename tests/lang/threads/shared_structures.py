# List appends and dict stores from several threads lose nothing.
import threading

items = []
table = {}

def fill(k):
    for i in range(300):
        items.append((k, i))
        table[(k, i)] = k * i

ts = [threading.Thread(target=fill, args=(k,)) for k in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(items), len(set(items)), len(table), sum(table.values()))  # expect: 1200 1200 1200 269100
for k in range(4):
    mine = [i for kk, i in items if kk == k]
    assert mine == list(range(300))
results = {}
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def run(n):
    results[n] = fib(n)
ts = [threading.Thread(target=run, args=(n,)) for n in range(10, 16)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(results.items()))  # expect: [(10, 55), (11, 89), (12, 144), (13, 233), (14, 377), (15, 610)]
