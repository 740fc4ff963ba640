# Threads and regions change one Atomic at once; none of the changes is lost.
# engines: native interp
import threading
from ungil import Atomic, i64, nogil

@nogil(release=True)
def add(c: Atomic[i64], n: i64):
    for i in range(n):
        c.add(1)

def plain(c, n):
    for i in range(n):
        c.add(1)

@nogil(release=True)
def wait_for(c: Atomic[bool]) -> i64:
    k = 0
    while not c.load():
        k += 1
    return 1

c = Atomic(0)
flag = Atomic(False)
threads = [threading.Thread(target=f, args=(c, 2000)) for f in (add, plain, add, plain)]
waiting = threading.Thread(target=wait_for, args=(flag,))
waiting.start()
for t in threads:
    t.start()
for t in threads:
    t.join()
flag.store(True)
waiting.join()
print(c.load(), flag.load())  # expect: 8000 True
