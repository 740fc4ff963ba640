def safe(x):
    return x / 2

def divide(x):
    return x / (x - 1)
