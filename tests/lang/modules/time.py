# time: clocks move forward, sleep waits.
import time
a = time.time()
p = time.perf_counter()
m = time.monotonic()
time.sleep(0.02)
print(time.time() > a, time.perf_counter() - p >= 0.02, time.monotonic() - m >= 0.02, time.perf_counter() - p < 5)
# expect: True True True True
print(type(time.time()).__name__, type(time.time_ns()).__name__, time.process_time() >= 0)  # expect: float int True
t = time.perf_counter_ns()
print(time.perf_counter_ns() >= t)  # expect: True
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
# expect: sleep length must be non-negative
time.sleep(0)
