import queue
import threading

q = queue.Queue(maxsize=2)
q.put(1)
q.put_nowait(2)
print(q.qsize(), q.full(), q.empty())  # expect: 2 True False
for call in (lambda: q.put(3, block=False), lambda: q.put(3, timeout=0.01), lambda: queue.Queue().get_nowait()):
    try:
        call()
    except (queue.Full, queue.Empty) as e:
        print(type(e).__name__)
# expect: Full
# expect: Full
# expect: Empty
print(q.get(), q.get())  # expect: 1 2
p = queue.PriorityQueue()
for item in (3, 1, 2):
    p.put(item)
print([p.get() for _ in range(3)])  # expect: [1, 2, 3]
s = queue.LifoQueue()
s.put("a")
s.put("b")
print(s.get(), s.get(), s.empty())  # expect: b a True
work, done = queue.Queue(), []


def worker():
    while (item := work.get()) is not None:
        done.append(item * item)
        work.task_done()
    work.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for i in range(50):
    work.put(i)
for t in threads:
    work.put(None)
work.join()
for t in threads:
    t.join()
print(sum(done), len(done))  # expect: 40425 50
simple = queue.SimpleQueue()
simple.put(5)
print(simple.get(), simple.empty())  # expect: 5 True
