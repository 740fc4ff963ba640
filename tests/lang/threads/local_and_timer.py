# threading.local keeps values per thread.
import threading

data = threading.local()
data.x = "main"
seen = []

def work(i):
    seen.append(hasattr(data, "x"))
    data.x = i
    seen.append(data.x)

for i in range(2):
    t = threading.Thread(target=work, args=(i,))
    t.start()
    t.join()
print(seen, data.x)  # expect: [False, 0, False, 1] main
