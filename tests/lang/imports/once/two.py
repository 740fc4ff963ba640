print("two runs")
from common import shared
shared.append("two")
