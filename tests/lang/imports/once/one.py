print("one runs")
from common import shared
shared.append("one")
x = "one"

def get_x():
    return x
