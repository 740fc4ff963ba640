class = 5
def import(): pass
