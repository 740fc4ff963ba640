# Event: wait, set, clear, timeouts.
import threading
import time

ready = threading.Event()
log = []

def consumer():
    ready.wait()
    log.append("consumed")

t = threading.Thread(target=consumer)
t.start()
log.append("producing")
time.sleep(0.01)
ready.set()
t.join()
print(log, ready.is_set(), ready.wait(0))  # expect: ['producing', 'consumed'] True True
ready.clear()
print(ready.is_set(), ready.wait(0.01))  # expect: False False
a, b = threading.Event(), threading.Event()
turns = []

def ping():
    for i in range(3):
        a.wait()
        a.clear()
        turns.append("ping %d" % i)
        b.set()

def pong():
    for i in range(3):
        b.wait()
        b.clear()
        turns.append("pong %d" % i)
        a.set()

ts = [threading.Thread(target=ping), threading.Thread(target=pong)]
for t in ts:
    t.start()
a.set()
for t in ts:
    t.join()
print(turns)  # expect: ['ping 0', 'pong 0', 'ping 1', 'pong 1', 'ping 2', 'pong 2']
