# Sleeping threads overlap.
import threading
import time

start = time.perf_counter()
ts = [threading.Thread(target=time.sleep, args=(0.1,)) for _ in range(10)]
for t in ts:
    t.start()
for t in ts:
    t.join()
elapsed = time.perf_counter() - start
print(0.1 <= elapsed < 0.9)  # expect: True
