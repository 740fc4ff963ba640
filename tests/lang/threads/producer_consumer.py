# A bounded buffer with a lock and events; a poison value ends it.
import threading
import time

class Queue:
    def __init__(self, size):
        self.items = []
        self.size = size
        self.lock = threading.Lock()
    def put(self, x):
        while True:
            with self.lock:
                if len(self.items) < self.size:
                    self.items.append(x)
                    return
            time.sleep(0.0005)
    def get(self):
        while True:
            with self.lock:
                if self.items:
                    return self.items.pop(0)
            time.sleep(0.0005)

q = Queue(3)
out = []

def producer():
    for i in range(20):
        q.put(i)
    q.put(None)

def consumer():
    while (x := q.get()) is not None:
        out.append(x * x)

ts = [threading.Thread(target=f) for f in (producer, consumer)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(out)  # expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225, 256, 289, 324, 361]
