print("loading helper as", __name__)
NAME = "the helper"
counter = 0

def double(x):
    return x * 2

def bump():
    global counter
    counter += 10
    return counter

if __name__ == "__main__":
    print("never")
