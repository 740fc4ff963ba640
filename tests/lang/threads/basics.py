# Threads: start, join, args, results, names, exceptions do not end the program.
import threading

results = []

def work(n, label="x"):
    results.append((n, label))

threads = [threading.Thread(target=work, args=(i,), kwargs={"label": "w%d" % i}) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results))  # expect: [(0, 'w0'), (1, 'w1'), (2, 'w2'), (3, 'w3')]
t = threading.Thread(target=lambda: results.append("lambda"), name="mine")
print(t.name, t.is_alive(), t.daemon)  # expect: mine False False
t.start()
t.join()
print(t.is_alive(), results[-1])  # expect: False lambda
print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
# expect: MainThread True
try:
    t.start()
except RuntimeError as e:
    print(e)
# expect: threads can only be started once
try:
    threading.Thread(target=work).join()
except RuntimeError as e:
    print(e)
# expect: cannot join thread before it is started

class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def run(self):
        self.result = self.n ** 2

ws = [Worker(i) for i in range(3)]
for w in ws:
    w.start()
for w in ws:
    w.join()
print([w.result for w in ws], threading.active_count())  # expect: [0, 1, 4] 1
