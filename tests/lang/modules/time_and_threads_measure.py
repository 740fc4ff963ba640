# perf_counter around work, and a thread that sleeps while main works.
import threading
import time
start = time.perf_counter()
done = []
def sleeper():
    time.sleep(0.05)
    done.append(time.perf_counter() - start)
t = threading.Thread(target=sleeper)
t.start()
n = 0
while not done:
    n += 1
t.join()
print(done[0] >= 0.05, n > 0, time.perf_counter() - start < 20)  # expect: True True True
lock = threading.Lock()
with lock:
    t = threading.Thread(target=lambda: lock.acquire() and done.append("got it"))
    t.start()
    time.sleep(0.01)
    print(len(done))
# expect: 1
t.join()
print(done[1], threading.active_count())  # expect: got it 1
