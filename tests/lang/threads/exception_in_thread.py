# An exception in a thread is printed to standard error; the program ends well.
import threading

def bad():
    raise ValueError("in a thread")

t = threading.Thread(target=bad)
t.start()
t.join()
print("main goes on", t.is_alive())  # expect: main goes on False
