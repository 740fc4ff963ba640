# A Lock protects read-modify-write; with, acquire, release, RLock.
import threading

lock = threading.Lock()
count = 0

def add():
    global count
    for _ in range(500):
        with lock:
            value = count
            count = value + 1

ts = [threading.Thread(target=add) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(count)  # expect: 2000
print(lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
# expect: True True False False
lock.release()
print(lock.locked())  # expect: False
try:
    lock.release()
except RuntimeError as e:
    print(e)
# expect: release unlocked lock
r = threading.RLock()
with r:
    with r:
        print("reentrant")
# expect: reentrant
order = []
gate = threading.Lock()
gate.acquire()

def waiter():
    with gate:
        order.append("waiter")

t = threading.Thread(target=waiter)
t.start()
order.append("main")
gate.release()
t.join()
print(order)  # expect: ['main', 'waiter']
