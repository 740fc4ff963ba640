"""Three facts about threads and the lock, measured.

    ungil run examples/gil_facts.py [SIZE]

1. Two threads of ordinary code take as long as the same work one after the other: one thread runs bytecode at a time.
2. Threads that wait (sleep, files) overlap: waiting gives the lock away.
3. The same kind of work in a nogil function runs in parallel: native code does not hold the lock.
"""
import sys
import threading
import time

from ungil import i64, nogil


def bytecode_work(n):
    best = 0
    for i in range(1, n):
        x = i
        k = 0
        while x != 1:
            x = 3 * x + 1 if x & 1 else x >> 1
            k += 1
        if k > best:
            best = k
    return best


@nogil
def native_work(n: i64) -> i64:
    best = 0
    for i in range(1, n):
        x = i
        k = 0
        while x != 1:
            if x & 1:
                x = 3 * x + 1
            else:
                x >>= 1
            k += 1
        best = max(best, k)
    return best


def read_files(path):
    for _ in range(20):
        with open(path, "wb") as f:
            f.write(bytes(1 << 20))
        with open(path, "rb") as f:
            f.read()


def one_after_the_other(tasks):
    start = time.perf_counter()
    for task, *args in tasks:
        task(*args)
    return time.perf_counter() - start


def in_threads(tasks):
    threads = [threading.Thread(target=task, args=args) for task, *args in tasks]
    start = time.perf_counter()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return time.perf_counter() - start


def compare(what, tasks):
    serial = min(one_after_the_other(tasks) for _ in range(3))
    threaded = min(in_threads(tasks) for _ in range(3))
    print(f"{what:34} {serial:8.3f} s {threaded:8.3f} s   {serial / threaded:5.2f} times faster")


size = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
native_work(10)
print(f"{'':34} {'serial':>10} {'threads':>10}")
compare("2 x bytecode", [(bytecode_work, size)] * 2)
compare("2 x nogil function", [(native_work, size * 20)] * 2)
compare("8 x sleep(0.1)", [(time.sleep, 0.1)] * 8)
compare("4 x write and read files", [(read_files, f"/tmp/ungil_gil_facts_{k}") for k in range(4)])
