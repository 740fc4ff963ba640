"""Other threads go on while native code runs between two `with gil:`, and inside them."""
import threading
from ungil import gil, i64, nogil

events = []
lock = threading.Lock()


@nogil
def work(name: i64, n: i64) -> i64:
    s = 0
    for i in range(n):
        for k in range(1000):
            s ^= i * k
        with gil:
            with lock:
                events.append(name)
    return s


threads = [threading.Thread(target=work, args=(name, 50)) for name in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(events), sorted(set(events)), [events.count(k) for k in range(4)])
# expect: 200 [0, 1, 2, 3] [50, 50, 50, 50]


@nogil
def wait(n: i64) -> i64:
    done = False
    with gil:
        other = threading.Thread(target=collect, args=(n,))
        other.start()
        other.join()
        done = True
    return n if done else -1


def collect(n):
    import gc
    for _ in range(n):
        gc.collect()
    events.append("collected")


print(wait(3), events[-1])  # expect: 3 collected
