print("common runs")
shared = []
